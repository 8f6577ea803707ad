import Foundation
import GRDB
import Stories

/// What became of a capture.
package enum SaveOutcome: Equatable, Sendable {
  /// A new story.
  case stored(StoryID)
  /// These very bytes were there before.
  case known(StoryID)
  /// A story that was there has one more capture, and a new version where its text had changed.
  case updated(StoryID)

  package var story: StoryID {
    switch self {
    case .stored(let id), .known(let id), .updated(let id): id
    }
  }
}

extension Archive {
  /// So many bytes of pages a connection that writes much keeps at hand, and so many pages gather in the log
  /// before they go into the archive: most pages of an index are written again and again. Pages that become
  /// free are not overwritten, as Debian's SQLite would: what stood there stands elsewhere in the archive.
  static let importing = """
    PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = FAST;
    """

  /// Opens an import to which captures are then saved; its number is what `forget --import` takes. A folder
  /// of site configurations that it was told to use is used whenever its captures are cleaned again.
  package func beginImport(
    label: String, at instant: Instant, siteConfigs: String? = nil
  ) throws -> Int64 {
    try write { db in
      try db.execute(sql: Self.importing)
      try db.execute(
        sql: "INSERT INTO import (at, label, siteConfigs) VALUES (?, ?, ?)",
        arguments: [instant, label, siteConfigs])
      return db.lastInsertedRowID
    }
  }

  /// The stories of captures that are stored already, by the digest of their bytes.
  package func known(_ digests: [Digest]) throws -> [Digest: StoryID] {
    try read { db in
      var found: [Digest: StoryID] = [:]
      for digest in digests {
        if let id = try Self.story(of: digest, db) { found[digest] = id }
      }
      return found
    }
  }

  /// Saves captures with their stories and makes every link to and from them live, in one transaction.
  ///
  /// The outcomes stand in the order of the deposits, whatever order they were written in. With them stands
  /// how far their file is imported.
  package func save(
    _ deposits: [Deposit], import number: Int64, mark: ImportMark? = nil
  ) throws -> [SaveOutcome] {
    defer { shortenLog() }
    return try write { db in
      var outcomes: [SaveOutcome?] = Array(repeating: nil, count: deposits.count)
      let byDate = deposits.indices.sorted {
        deposits[$0].sortKey < deposits[$1].sortKey
      }
      var templates = TemplateStore()
      var unindexed: Set<StoryID> = []
      for index in byDate {
        outcomes[index] = try save(deposits[index], import: number, &templates, &unindexed, db)
      }
      try Self.index(unindexed, db)
      try templates.store(db)
      try mark?.store(db)
      return outcomes.compactMap(\.self)
    }
  }

  private func save(
    _ deposit: Deposit, import number: Int64, _ templates: inout TemplateStore,
    _ unindexed: inout Set<StoryID>, _ db: Database
  ) throws -> SaveOutcome {
    if let id = try Self.story(of: deposit.digest, db) { return .known(id) }
    if let id = try Self.sameStory(as: deposit, db) {
      try revise(id, with: deposit, import: number, &unindexed, db)
      return .updated(id)
    }
    let id = try Self.insertStory(deposit, db)
    let version = try Self.insertVersion(deposit, story: id, title: nil, db)
    try db.cachedStatement(sql: "UPDATE story SET version = ? WHERE id = ?").execute(arguments: [version, id])
    try Self.insertCapture(deposit, story: id, version: version, import: number, db)
    unindexed.insert(id)
    try RelatedRow.insert(deposit.related, story: id, db)
    try relink(Linkable(new: id, deposit), db)
    try twins.add(id, keys: deposit.sketch, text: deposit.stored.text, db)
    try templates.learn(deposit, db)
    return .stored(id)
  }

  private static func story(of digest: Digest, _ db: Database) throws -> StoryID? {
    let statement = try db.cachedStatement(sql: "SELECT story FROM capture WHERE sha256 = ?")
    return try StoryID.fetchOne(statement, arguments: [digest.data])
  }

  /// The stored story that a capture is one more of, by `StoryIdentity`; nil where there is none.
  private static func sameStory(as deposit: Deposit, _ db: Database) throws -> StoryID? {
    if let key = deposit.urlKey {
      let statement = try db.cachedStatement(sql: "SELECT id FROM story WHERE urlKey = ?")
      if let id = try StoryID.fetchOne(statement, arguments: [key]) { return id }
    }
    guard !deposit.titleKey.isEmpty else { return nil }
    let statement = try db.cachedStatement(
      sql: """
        SELECT story.id, story.urlKey, story.date, publisher.name, version.text FROM story
        JOIN version ON version.id = story.version LEFT JOIN publisher ON publisher.id = story.publisher
        WHERE story.titleKey = ? AND (story.urlKey IS NULL OR ? IS NULL)
        """)
    let rows = try Row.fetchAll(statement, arguments: [deposit.titleKey, deposit.urlKey])
    let same = try rows.first { row in
      try deposit.identity.isSame(
        asStored: StoryIdentity(
          urlKey: row["urlKey"], titleKey: deposit.titleKey, source: row["name"], date: row["date"],
          text: row["text"]))
    }
    return try same.map { try $0["id"] }
  }

  private static func insertStory(_ deposit: Deposit, _ db: Database) throws -> StoryID {
    let story = deposit.story
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO story (searchRow, sortKey, title, titleKey, publisher, language, url, urlKey, date,
          dateOffset, datePrecision, dateOrigin, captured) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let key = try StoryOrder.key(of: deposit, db)
    let row = try SearchRow.free(from: deposit.searchRow, db)
    try statement.execute(arguments: [
      row, key, story.title, deposit.titleKey, try publisher(story.source, db), story.language, story.url,
      deposit.urlKey, story.date?.instant, story.date?.offset ?? 0, story.date?.precision.rawValue,
      story.date?.origin.rawValue, deposit.capture.time ?? 0,
    ])
    let id = db.lastInsertedRowID
    try RowOrder.add(row: row, key: key, db)
    return id
  }

  static func publisher(_ name: String?, _ db: Database) throws -> Int64? {
    guard let name, !name.isEmpty else { return nil }
    let statement = try db.cachedStatement(sql: "SELECT id FROM publisher WHERE name = ?")
    if let id = try Int64.fetchOne(statement, arguments: [name]) { return id }
    try db.execute(sql: "INSERT INTO publisher (name) VALUES (?)", arguments: [name])
    return db.lastInsertedRowID
  }

  /// The title is nil where it is the story's.
  static func insertVersion(
    _ deposit: Deposit, story id: StoryID, title: String?, _ db: Database
  ) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO version (story, number, title, byline, section, standfirst, text, shapes, removed, words)
        VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM version WHERE story = ?1),
          ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """)
    let stored = deposit.stored
    try statement.execute(arguments: [
      id, title, stored.byline, deposit.story.section ?? "", deposit.story.standfirst ?? "", stored.text,
      stored.shapes, stored.removed, deposit.words,
    ])
    return db.lastInsertedRowID
  }

  static func insertCapture(
    _ deposit: Deposit, story id: StoryID, version: Int64, import number: Int64, _ db: Database
  ) throws {
    let capture = deposit.capture
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO capture (sha256, story, version, import, path, url, captured, format, encoding,
          givenPublisher, givenDate, givenDateOrigin, size, raw)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      deposit.digest.data, id, version, number, capture.path, capture.url, capture.time ?? 0,
      capture.format.rawValue, capture.encoding, capture.publisher, capture.date?.iso,
      capture.date?.origin.rawValue, capture.bytes.count, Data(deposit.packed),
    ])
    let row = db.lastInsertedRowID
    try insertMatch(deposit, capture: row, story: id, db)
    try insertGiven(deposit, capture: row, story: id, db)
  }
}
