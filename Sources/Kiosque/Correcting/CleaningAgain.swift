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

  /// Cleans stories anew that an import updated and whose lines the reader had corrected.
  func keepCorrections(of outcomes: [SaveOutcome], _ cleaner: Cleaner) throws {
    for case .updated(let id) in outcomes {
      guard try !corrections(of: id).isEmpty, let capture = try captureForCleaning(of: id),
        case .success(let story) = cleaner.story(from: capture)
      else { continue }
      try rewrite(id, as: story)
    }
  }
}
