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

  /// That text, or its beginning in so many bytes at most.
  func decoded(bytes: Int?) -> CaptureText {
    let whole = decoded
    guard let bytes, whole.utf8.count > bytes else { return CaptureText(text: whole, isWhole: true) }
    return CaptureText(text: TextStart.of(whole, bytes: bytes), isWhole: false)
  }
}

extension StoryArchive {
  /// Cleans again the versions that an import added to stored stories, and those before and after them, with
  /// the reader's corrections. Versions that differed only by earlier cleaning are merged.
  func settleVersions(of outcomes: [SaveOutcome], _ pipeline: Pipeline) throws {
    let updated = Set(outcomes.compactMap { if case .updated(let id) = $0 { id } else { StoryID?.none } })
    let ids = updated.sorted()
    for range in Ingest.batches(ids.count, of: 64) {
      let versions = try ids[range].flatMap { id in try unsettled(id).map { (story: id, version: $0) } }
      let stories = try pipeline.stories(from: versions.map(\.version.capture), .templates(of: self))
      var settled: [StoryID: [(version: Int64, story: Story)]] = [:]
      for (version, story) in zip(versions, stories) {
        guard let story = try? story.get() else { continue }
        settled[version.story, default: []].append((version.version.version, story))
      }
      try settle(ids[range].compactMap { id in settled[id].map { (story: id, cleaned: $0) } })
    }
  }
}
