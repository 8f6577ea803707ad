import Foundation
import GRDB
import Locking
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Archives as every earlier version wrote them answer as those of this version do.
@Suite struct OlderArchiveTests {
  /// An archive of so many stories on the disk, with links, marks, tags and something that was forgotten.
  private static func fill(_ path: String, _ count: Int) throws {
    let archive = try SQLiteArchive(path: path, access: .writing)
    let number = try archive.beginImport(label: "wire", at: 1_780_000_000)
    for start in stride(from: 0, to: count, by: 250) {
      _ = try archive.save((start..<min(count, start + 250)).map(entry), import: number)
    }
    let ids = (1...Int64(count)).map { $0 }
    _ = try archive.mark(ids.filter { $0 % 3 == 0 }, read: true, at: 1)
    _ = try archive.mark(ids.filter { $0 % 7 == 0 }, starred: true, at: 2)
    _ = try archive.tag([5, 50], with: ["Mer"], without: [], at: 3)
    try archive.keep(KeptSearch(name: "Ports", words: "port"))
    _ = try archive.forget(.query(Query(words: "=numéro11 ")))
    try archive.close()
  }

  private static func entry(_ number: Int) -> PreparedCapture {
    let words = ["port", "môle", "criée", "phare", "marins", "bateaux", "tempête"]
    var story = Story(title: "Titre numéro\(number)")
    if number % 9 != 0 {
      story.date = StoryDate(
        instant: 1_700_000_000 + Int64(number / 3 * 40), offset: 0, precision: .minute, origin: .manifest)
    }
    story.source = ["Le Fanal", "La Marée", nil][number % 3]
    story.url = number % 2 == 0 ? "https://fanal.example/\(number)" : nil
    story.language = "fr"
    story.blocks = [Block(.paragraph, "Le \(words[number % 7]) et le \(words[number / 7 % 7]), \(number).")]
    story.related = [RelatedLink(title: "Titre numéro\(number + 2)"), RelatedLink(title: "Absent \(number)")]
    let capture = Capture(bytes: Array("\(number)".utf8), text: "", format: .text, time: 1_780_000_000)
    return PreparedCapture(capture: capture, story: story)
  }

  /// The same rows in the tables of an earlier version; stories stand as those had them that were imported the
  /// other way round.
  private static func write(_ path: String, from new: String, version: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: SQLiteArchive.configuration(isReadOnly: false))
    try Migrations.all.migrate(queue, upTo: version)
    let hasQuarters =
      Migrations.all.migrations.prefix { $0 != version }.contains("8 search with stems")
      || version == "8 search with stems"
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH '\(new)' AS new; DELETE FROM sqlite_sequence")
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
            AND name NOT IN ('grdb_migrations', 'tally', 'shelfDrift', 'searchRowDrift', 'stale')
            AND name NOT LIKE 'sqlite%'
          """)
      try db.inTransaction {
        for table in tables where table != "story" { try copy(table, db) }
        if isOrdered(version) {
          try copyOrdered(db)
        } else {
          try copyStories(hasQuarters, db)
          for table in tables { try copyForgotten(table, db) }
        }
        try db.execute(
          sql: "INSERT OR REPLACE INTO sqlite_sequence SELECT name, seq FROM new.sqlite_sequence")
        if try db.tableExists("search") {
          try db.execute(sql: "INSERT INTO search (search) VALUES ('rebuild')")
        }
        return .commit
      }
      try db.execute(sql: "DETACH new")
    }
    try queue.close()
  }

  private static func copy(_ table: String, _ db: Database) throws {
    let new = Set(
      try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?, 'new')", arguments: [table]))
    let columns = try String.fetchAll(
      db, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [table]
    )
    .filter(new.contains).joined(separator: ", ")
    guard !columns.isEmpty else { return }
    try db.execute(
      sql: "INSERT OR IGNORE INTO main.\(table) (\(columns)) SELECT \(columns) FROM new.\(table)")
  }

  /// What was forgotten, in a table that has the columns of its time, as earlier versions made it.
  private static func copyForgotten(_ table: String, _ db: Database) throws {
    let name = "forgotten\(table.prefix(1).uppercased())\(table.dropFirst())"
    let isThere = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM new.sqlite_schema WHERE name = ?)", arguments: [name])
    guard isThere == true else { return }
    try db.execute(sql: "CREATE TABLE main.\(name) AS SELECT * FROM main.\(table) WHERE 0")
    try copy(name, db)
    if table == "story" { try db.execute(sql: "UPDATE main.\(name) SET shelf = id") }
  }

  /// Whether that version had today's order of stories.
  private static func isOrdered(_ version: String) -> Bool {
    Migrations.all.migrations.prefix { $0 != "12 one order of stories" }.contains(version) == false
  }

  /// Stories that stand in today's order, as a version had them that had finished ordering them.
  private static func copyOrdered(_ db: Database) throws {
    try copy("story", db)
    try db.execute(
      sql: """
        UPDATE searchRowDrift SET most = (SELECT most FROM new.searchRowDrift);
        DELETE FROM stale WHERE name = 'order'
        """)
  }

  private static func copyStories(_ hasQuarters: Bool, _ db: Database) throws {
    let shared = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('story')")
      .filter { $0 != "shelf" }.joined(separator: ", ")
    var taken: Set<Int64> = []
    for row in try Row.fetchAll(db, sql: "SELECT id, date, captured FROM new.story ORDER BY id DESC") {
      let date: Int64? = try row.decode(forColumn: "date")
      let instant = try date ?? row.decode(Int64.self, forColumn: "captured")
      var shelf = hasQuarters ? instant / 15 : instant << 20
      if date == nil { shelf -= hasQuarters ? 1 << 42 : 1 << 60 }
      while !taken.insert(shelf).inserted { shelf += 1 }
      try db.execute(
        sql: "INSERT INTO story (shelf, \(shared)) SELECT ?, \(shared) FROM new.story WHERE id = ?",
        arguments: [shelf, try row.decode(Int64.self, forColumn: "id")])
    }
  }

  private static let lists = [
    Query(), Query(sort: .oldest), Query(sort: .title), Query(unreadOnly: true), Query(starredOnly: true),
    Query(source: "Le Fanal"), Query(words: "port "), Query(words: "marin "), Query(words: "port -mole "),
    Query(words: "\"le port\" ", sort: .oldest), Query(words: "bateau ", sort: .relevance),
    Query(words: "phare source:fanal is:read "),
  ]

  private static func compare(_ old: SQLiteArchive, _ new: SQLiteArchive, whole: Bool) throws {
    for query in lists where whole || query.source == nil {
      #expect(try old.count(query) == new.count(query), "\(query)")
      var place = ListPosition.start
      for _ in 0..<4 {
        let one = try old.page(query, from: place, limit: 70)
        let other = try new.page(query, from: place, limit: 70)
        #expect(one.headlines.map(\.id) == other.headlines.map(\.id), "\(query)")
        #expect(one.headlines.map(\.sortKey) == other.headlines.map(\.sortKey))
        guard let last = other.headlines.last, other.hasLater else { break }
        place = .after(last)
      }
    }
    for id in try new.identities(Query(), limit: 40) {
      let (one, other) = (try old.story(id), try new.story(id))
      #expect(one?.story == other?.story && one?.relations == other?.relations)
      #expect(one?.citedBy == other?.citedBy && one?.headline == other?.headline)
    }
    #expect(try old.wanted(limit: 30) == new.wanted(limit: 30))
    #expect(try old.count(Query(), by: .month) == new.count(Query(), by: .month))
    #expect(try old.counts() == new.counts())
    #expect(try old.check().isEmpty)
  }

  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "older-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test(arguments: Migrations.all.migrations.dropLast())
  func everyEarlierVersionIsTakenOver(_ version: String) throws {
    let isWhole = !["1 ", "2 "].contains { version.hasPrefix($0) }
    try Self.withFolder { folder in
      try Self.fill(folder + "/new.sqlite", 120)
      try Self.write(folder + "/old.sqlite", from: folder + "/new.sqlite", version: version)
      let new = try SQLiteArchive(path: folder + "/new.sqlite", access: .writing)
      let old = try Self.takeOver(folder + "/old.sqlite", steps: 1)
      try Self.compare(old, new, whole: isWhole)
      #expect(try old.remember() == 1)
      #expect(try new.remember() == 1)
      try Self.compare(old, new, whole: isWhole)
      try old.close()
      try new.close()
    }
  }

  /// Opens an archive of an earlier version and looks at the progress that is told.
  private static func takeOver(_ path: String, steps: Int) throws -> SQLiteArchive {
    let told = Mutex<[(done: Int, all: Int)]>([])
    let archive = try SQLiteArchive(path: path, access: .writing) { done, all in
      told.withLock { $0.append((done, all)) }
    }
    let progress = told.withLock { $0 }
    #expect(progress.count >= steps)
    #expect(zip(progress, progress.dropFirst()).allSatisfy { $0.done < $1.done }, "it goes on: \(progress)")
    #expect(progress.allSatisfy { 0 < $0.done && $0.done <= $0.all }, "it stays within: \(progress)")
    let stories = try archive.counts().stories
    #expect(progress.allSatisfy { $0.all == stories }, "the whole are all stories: \(progress)")
    #expect(progress.last?.done == stories, "it comes to the end: \(progress)")
    let again = try SQLiteArchive(path: path, access: .writing) { done, all in
      Issue.record("what is up to date is made again: \(done) of \(all)")
    }
    try again.close()
    return archive
  }

  @Test func twoThousandStoriesOfTheVersionBeforeAnswerTheSame() throws {
    try Self.withFolder { folder in
      try Self.fill(folder + "/new.sqlite", 2000)
      try Self.write(folder + "/old.sqlite", from: folder + "/new.sqlite", version: "11 fewer merges")
      let new = try SQLiteArchive(path: folder + "/new.sqlite", access: .writing)
      let old = try Self.takeOver(folder + "/old.sqlite", steps: 4)
      try Self.compare(old, new, whole: true)
      #expect(try old.tags() == new.tags())
      #expect(try old.keptSearches() == new.keptSearches())
      #expect(try old.remember() == new.remember())
      #expect(try old.undo() == new.undo())
      #expect(try old.undo() == new.undo())
      try Self.compare(old, new, whole: true)
      try old.close()
      try new.close()
    }
  }
}
