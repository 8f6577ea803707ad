import Archive
import SQLiteArchive
import Stories

/// Small stories written for these tests.
enum Specimen {
  /// What an archive may leave beside its file, and the file itself.
  static let files = ["", "-wal", "-shm", ".before-update"]

  /// A capture with its story; the bytes differ with every field.
  static func entry(
    _ title: String, day: Int? = 1, source: String? = "Le Fanal", url: String? = nil,
    text: String = "Un texte.",
    standfirst: String? = nil, related: [RelatedLink] = [], captured: Instant = 1_770_000_000
  ) -> PreparedCapture {
    var story = Story(title: title)
    story.date = day.flatMap { StoryDate(year: 2026, month: 3, day: $0, origin: .manifest) }
    story.source = source
    story.url = url
    story.language = "fr"
    story.standfirst = standfirst
    story.blocks = [Block(.paragraph, text)]
    story.related = related
    story.removed = [RemovedLine("PUBLICITÉ", rule: "general.advertisement")]
    let bytes = Array("\(title)|\(day ?? 0)|\(source ?? "")|\(url ?? "")|\(text)|\(related)".utf8)
    let capture = Capture(bytes: bytes, text: "", format: .text, url: url, time: captured)
    return PreparedCapture(capture: capture, story: story)
  }

  /// An archive in memory with these entries, each saved by itself, and the stories' numbers.
  static func archive(_ entries: [PreparedCapture]) throws -> (archive: SQLiteArchive, ids: [StoryID]) {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    let ids = try entries.map { try archive.save([$0], import: number)[0].story }
    return (archive, ids)
  }
}
