import Archive
import Cleaning
import Stories

extension Archive {
  /// A story's newest capture as cleaning wants it: decoded as at its import, with what the person said of it
  /// and the reader's corrections. Nil where there is none.
  func captureForCleaning(of id: StoryID) throws -> Capture? {
    guard var capture = try rawCapture(of: id) else { return nil }
    capture.text = capture.decoded
    return capture
  }

  /// Cleans anew what an import brought to stories that were there, and what stood beside it: the reader's
  /// corrections hold, and versions that only different cleaning had made different become one.
  func keepCorrections(of outcomes: [SaveOutcome], _ cleaner: Cleaner) throws {
    let updated = outcomes.compactMap { if case .updated(let id) = $0 { id } else { StoryID?.none } }
    let settled = concurrently(Set(updated).sorted()) { id in
      Result { (story: id, cleaned: try cleanedVersions(of: id, cleaner)) }
    }
    try settle(settled.map { try $0.get() }.filter { !$0.cleaned.isEmpty })
  }

  private func cleanedVersions(
    of id: StoryID, _ cleaner: Cleaner
  ) throws -> [(version: Int64, story: Story)] {
    try unsettled(id).compactMap { item in
      var capture = item.capture
      capture.text = capture.decoded
      let source = cleaner.source(of: capture, LineSighting.lines(of: capture.text))
      let templates = try source.map { try self.templates(sources: [$0]) } ?? .none
      guard case .success(let story) = cleaner.story(from: capture, templates: templates) else { return nil }
      return (item.version, story)
    }
  }
}
