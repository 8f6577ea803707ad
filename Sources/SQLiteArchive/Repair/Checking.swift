import Archive
import FoundationEssentials
import GRDB
import Stories

extension SQLiteArchive {
  /// How many faults of the file, and how many damaged stories, are reported individually.
  private static let mostFindings = 100
  /// No page holds as many stories.
  private static let mostRows: Int64 = 200

  /// How often progress is told.
  private static let pace = Duration.milliseconds(100)

  /// The faults of the file, of the search index and of each story; empty where there are none.
  ///
  /// The check continues after every fault, and records in the file that it is damaged.
  package func check(_ progress: ArchiveProgress) throws -> [ArchiveFinding] {
    // The file's check takes most of the time of a small archive, and cannot be counted.
    if let all = mostStories, all > 0 { progress(0, all) }
    var findings = try fileFindings()
    findings += try danglingRows() + searchFindings() + storyFindings(progress)
    if findings.contains(where: \.isDamage), isWritable { try? withWriter(Self.markAsDamaged) }
    return findings
  }

  /// The findings of a query; where it meets damage, the findings so far and the damage.
  private func asked(_ question: (Database, inout [ArchiveFinding]) throws -> Void) throws -> [ArchiveFinding]
  {
    var findings: [ArchiveFinding] = []
    do {
      try read { db in
        // A page that seems damaged is read a second time.
        findings = []
        try question(db, &findings)
      }
    } catch ArchiveFault.damaged {
      findings.append(.unreadable)
    }
    return findings
  }

  private func fileFindings() throws -> [ArchiveFinding] {
    try asked { db, findings in
      let lines = try String.fetchCursor(db, sql: "PRAGMA integrity_check(\(Self.mostFindings))")
      while let line = try lines.next() {
        let words = line.split(separator: "\n").filter { $0 != "ok" && !$0.hasPrefix("***") }
        findings += words.map { .file(String($0)) }
      }
    }
  }

  private func danglingRows() throws -> [ArchiveFinding] {
    try asked { db, findings in
      var rows: [String: Int] = [:]
      let orphans = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
      defer { findings += rows.sorted { $0.key < $1.key }.map { .dangling(table: $0.key, rows: $0.value) } }
      while let row = try orphans.next() { rows[try row["table"], default: 0] += 1 }
      // These have no foreign key, since deleting a story would have to search all of them.
      for table in ["headlineKey", "twinKey"] {
        let count = try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM \(table)
            WHERE NOT EXISTS (SELECT 1 FROM story WHERE id = \(table).story)
            """)
        if let count, count > 0 { rows[table] = count }
      }
    }
  }

  private func searchFindings() throws -> [ArchiveFinding] {
    var findings = try asked { db, findings in
      let missing =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM story WHERE NOT EXISTS
              (SELECT 1 FROM search_docsize WHERE search_docsize.id = story.searchRow)
            """) ?? 0
      if missing > 0 { findings.append(.unindexed(missing)) }
      let surplus =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM search_docsize WHERE NOT EXISTS
              (SELECT 1 FROM story WHERE story.searchRow = search_docsize.id)
            """) ?? 0
      if surplus > 0 { findings.append(.surplus(surplus)) }
    }
    if try isSearchBroken() { findings.append(.searchIndex) }
    return findings
  }

  /// FTS5 checks its index in a transaction that writes nothing. Where the archive is read-only, all words of
  /// the index are read instead.
  private func isSearchBroken() throws -> Bool {
    do {
      guard isWritable else { return try isSearchUnreadable() }
      try withWriter { writer in
        try writer.writeWithoutTransaction { db in
          try db.inTransaction {
            try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
            return .rollback
          }
        }
      }
      return false
    } catch let error as DatabaseError {
      switch fault(error, writing: true) {
      case ArchiveFault.damaged: return true
      case ArchiveFault.full, ArchiveFault.busy: return try isSearchUnreadable()
      case let fault: throw fault
      }
    } catch ArchiveFault.damaged {
      return true
    }
  }

  private func isSearchUnreadable() throws -> Bool {
    do {
      try read { db in
        try db.execute(sql: "CREATE VIRTUAL TABLE temp.searchWord USING fts5vocab('main', 'search', 'row')")
        defer { try? db.execute(sql: "DROP TABLE temp.searchWord") }
        _ = try Int.fetchOne(db, sql: "SELECT sum(cnt) FROM temp.searchWord")
      }
      return false
    } catch ArchiveFault.damaged {
      return true
    }
  }

  /// How many stories there are at most; nil where that cannot be read.
  private var mostStories: Int? {
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'story'"
    return (try? read { try Int.fetchOne($0, sql: sql) }).flatMap(\.self)
  }

  private func storyFindings(_ progress: ArchiveProgress) throws -> [ArchiveFinding] {
    var (findings, more, done) = ([ArchiveFinding](), 0, 0)
    let all = mostStories
    var told = ContinuousClock.now
    try forEachStory { id in
      done += 1
      if ContinuousClock.now >= told + Self.pace {
        told = ContinuousClock.now
        progress(done, max(done, all ?? done))
      }
      guard let finding = try finding(about: id) else { return }
      if findings.count < Self.mostFindings { findings.append(finding) } else { more += 1 }
    }
    progress(done, done)
    return more > 0 ? findings + [.more(more)] : findings
  }

  /// The numbers of all stories and, after a damaged page, all numbers that may have been on it.
  private func forEachStory(_ body: (StoryID) throws -> Void) throws {
    let latest =
      (try? read { db -> StoryID in
        let told = try StoryID.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'story'")
        let pages = try StoryID.fetchOne(db, sql: "PRAGMA page_count")
        return min(told ?? 0, (pages ?? 0) * Self.mostRows)
      }) ?? 0
    var last: StoryID = 0
    while true {
      do {
        let ids = try read { db in
          try StoryID.fetchAll(
            db, sql: "SELECT id FROM story NOT INDEXED WHERE id > ? ORDER BY id LIMIT 200", arguments: [last])
        }
        for id in ids { try body(id) }
        guard let end = ids.last else { return }
        last = end
      } catch ArchiveFault.damaged {
        guard last < latest else { return }
        for id in (last + 1)...min(last + 200, latest) { try body(id) }
        last = min(last + 200, latest)
      }
    }
  }

  /// The fault of a story; nil where it is sound or does not exist.
  private func finding(about id: StoryID) throws -> ArchiveFinding? {
    var (title, part) = (String?.none, StoryDamage.unreadable)
    do {
      return try read { db in
        let titles = try db.cachedStatement(sql: "SELECT title FROM story WHERE id = ?")
        title = try String.fetchOne(titles, arguments: [id])
        guard let title else { return nil }
        for (next, isSound) in Self.parts {
          part = next
          if let damage = try isSound(id, db) { return .story(id, title: title, damage) }
        }
        return nil
      }
    } catch ArchiveFault.damaged {
      return .story(id, title: title, part)
    }
  }

  private typealias Part = (StoryDamage, (StoryID, Database) throws -> StoryDamage?)

  private static var parts: [Part] {
    [(.brokenText, textDamage), (.related, relatedDamage), (.capture, captureDamage)]
  }

  private static func textDamage(_ id: StoryID, _ db: Database) throws -> StoryDamage? {
    let texts = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT version.id = story.version AS isShown, CAST(version.title AS BLOB),
            CAST(byline AS BLOB), CAST(section AS BLOB), CAST(standfirst AS BLOB), CAST(text AS BLOB),
            CAST(shapes AS BLOB), CAST(removed AS BLOB), CAST(story.title AS BLOB)
          FROM story JOIN version ON version.story = story.id WHERE story.id = ?
          """), arguments: [id])
    guard try texts.contains(where: { try $0["isShown"] == true }) else { return .noText }
    for row in texts {
      for value in row.databaseValues.dropFirst() {
        guard let bytes = Data.fromDatabaseValue(value) else { continue }
        if bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil { return .brokenText }
      }
    }
    return nil
  }

  private static func relatedDamage(_ id: StoryID, _ db: Database) throws -> StoryDamage? {
    let titles = try Data.fetchAll(
      db.cachedStatement(sql: "SELECT CAST(title AS BLOB) FROM related WHERE story = ?"), arguments: [id])
    return titles.allSatisfy { String(validating: $0, as: UTF8.self) != nil } ? nil : .related
  }

  private static func captureDamage(_ id: StoryID, _ db: Database) throws -> StoryDamage? {
    let captures = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT sha256, size, raw FROM capture WHERE story = ?"), arguments: [id])
    while let row = try captures.next() {
      if try !isIntact(row) { return .capture }
    }
    return nil
  }

  /// Whether the bytes of a capture match its digest.
  static func isIntact(_ row: Row) throws -> Bool {
    guard let bytes = try Compression.unpack([UInt8](row["raw"] as Data), size: row["size"]) else {
      return false
    }
    return try Digest(of: bytes).bytes == [UInt8](row["sha256"] as Data)
  }
}
