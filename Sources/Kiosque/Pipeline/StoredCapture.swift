import Archive
import Cleaning
import Importing
import Stories

extension Capture {
  /// The text of a capture that came back from the archive, read in its charset as at its import.
  var decoded: String {
    let read = CaptureReader(format: format == .html ? .html : .text)
      .capture(bytes: bytes, path: path, charset: encoding)
    return (try? read.get().text) ?? String(decoding: bytes, as: UTF8.self)
  }

  /// A capture that came back from the archive, with its text.
  var withText: Capture {
    var capture = self
    capture.text = decoded
    return capture
  }
}

extension StoryArchive {
  /// Cleans again the versions that an import added to stored stories, and those before and after them, with
  /// the reader's corrections. Versions that differed only by earlier cleaning are merged.
  func settleVersions(of outcomes: [SaveOutcome], _ pipeline: Pipeline) throws {
    let updated = outcomes.compactMap { if case .updated(let id) = $0 { id } else { StoryID?.none } }
    let settled = concurrently(Set(updated).sorted()) { id in
      Result { (story: id, cleaned: try cleanedVersions(of: id, pipeline)) }
    }
    try settle(settled.map { try $0.get() }.filter { !$0.cleaned.isEmpty })
  }

  private func cleanedVersions(
    of id: StoryID, _ pipeline: Pipeline
  ) throws -> [(version: Int64, story: Story)] {
    let versions = try unsettled(id)
    let stories = try pipeline.stories(from: versions.map(\.capture.withText), .templates(of: self))
    return zip(versions, stories).compactMap { version, story in
      (try? story.get()).map { (version.version, $0) }
    }
  }
}
