import Foundation
import GRDB
import Stories

@testable import Archive
@testable import SQLiteArchive

/// An archive on the disk that a test may damage, of stories that are made anew from their numbers.
final class RepairSpecimen {
  let folder: String
  var path: String { folder + "/archive.sqlite" }
  static let count = 150

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "repair-\(UUID().uuidString)").path
    mkdir(folder, 0o700)
    try Self.whole.get().write(to: URL(filePath: path))
  }

  private static let whole = Result { try make() }

  /// Every third story is read, every fifth starred; some have a tag, one was forgotten.
  private static func make() throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(path: "repair-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let archive = try SQLiteArchive(path: folder.path + "/archive.sqlite", access: .writing)
    let number = try archive.beginImport(label: "captures", at: 1_770_000_000)
    _ = try archive.save((1...count + 1).map(entry), import: number)
    _ = try archive.forget(.query(Query(words: "\"\(title(count + 1))\" ")))
    let ids = (1...Int64(count)).map { $0 }
    _ = try archive.mark(ids.filter { $0 % 3 == 0 }, read: true, at: 0)
    _ = try archive.mark(ids.filter { $0 % 5 == 0 }, starred: true, at: 0)
    _ = try archive.tag([7, 77], with: ["Mer"], without: [], at: 0)
    try archive.keep(KeptSearch(name: "Les ports", words: "port"))
    try archive.close()
    return try Data(contentsOf: folder.appending(path: "archive.sqlite"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What cleaning makes of a capture: it begins with the story's number.
  static func clean(_ capture: Capture, _ archive: any StoryArchive) -> Story? {
    let number = capture.bytes.prefix { $0 != UInt8(ascii: "\n") }
    return Int(String(decoding: number, as: UTF8.self)).map(story)
  }

  func repair() throws -> RepairReport {
    try SQLiteArchive.repair(path: path, clean: Self.clean)
  }

  static func entry(_ number: Int) -> PreparedCapture {
    var (bytes, state) = (Array("\(number)\n".utf8), UInt64(number))
    for _ in 0..<(number % 4 == 0 ? 9000 : 900) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 40))
    }
    let capture = Capture(bytes: bytes, text: "", format: .text, time: 1_770_000_000)
    return PreparedCapture(capture: capture, story: story(number))
  }

  static func title(_ number: Int) -> String {
    let syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"]
    return "Le " + "\(1000 + number)".compactMap { $0.wholeNumberValue.map { syllables[$0] } }.joined()
  }

  static func story(_ number: Int) -> Story {
    var story = Story(title: title(number))
    story.date = StoryDate(
      year: 2020 + number / 336, month: 1 + number / 28 % 12, day: 1 + number % 28, origin: .manifest)
    story.source = ["Le Fanal", "La Marée", "Le Quai"][number % 3]
    story.url = "https://quai.example/\(number)"
    story.language = "fr"
    let paragraph = Block(
      .paragraph, "Le port de \(title(number)) rouvre, dit-on ; le numéro \(number) est là.")
    story.blocks = Array(repeating: paragraph, count: number % 5 == 0 ? 120 : 8)
    story.related = [1, 2].map { RelatedLink(title: title(number + $0), url: nil) }
    return story
  }

  /// A story as it is read, with its marks and its capture.
  struct Kept: Equatable {
    var story: Story
    var isRead: Bool
    var isStarred: Bool
    var capture: [UInt8]
    var stored: [StoryID]

    init?(_ id: StoryID, _ archive: SQLiteArchive) throws {
      guard let stored = try archive.story(id) else { return nil }
      story = stored.story
      isRead = stored.headline.isRead
      isStarred = stored.headline.isStarred
      capture = try archive.rawCapture(of: id)?.bytes ?? []
      self.stored = stored.relations.flatMap { $0.stored.map(\.id) }
    }
  }

  func stories() throws -> [StoryID: Kept] {
    let archive = try SQLiteArchive(path: path, access: .reading)
    defer { try? archive.close() }
    let ids = (1...Int64(Self.count)).map { $0 }
    return try Dictionary(
      uniqueKeysWithValues: ids.compactMap { id in try Kept(id, archive).map { (id, $0) } })
  }

  /// The pages of a kind, as SQLite tells them (https://sqlite.org/dbstat.html).
  func pages(of table: String, _ kind: String) throws -> [Int] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      try Int.fetchAll(
        db, sql: "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY pageno",
        arguments: [table, kind])
    }
  }

  /// Overwrites a page with zeros or with noise; page 1 behind the header of the file.
  func damage(page: Int, with noise: Bool, seed: UInt64 = 1) throws {
    let start = (page - 1) * 4096 + (page == 1 ? 100 : 0)
    var state = seed &+ 99
    try overwrite(
      at: start,
      with: (start..<page * 4096).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return noise ? UInt8(truncatingIfNeeded: state >> 40) : 0
      })
  }

  func overwrite(at offset: Int, with bytes: [UInt8]) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: Data(bytes))
  }

  func bytes(_ path: String? = nil) throws -> Data {
    try Data(contentsOf: URL(filePath: path ?? self.path))
  }
}
