import Archive
import FoundationEssentials
import GRDB
import Stories
import Text

extension SQLiteArchive {
  /// For a connection that writes much: the size of its page cache, and how many pages collect in the log
  /// before they are copied into the archive, since most pages of an index are written repeatedly. Free pages
  /// are not overwritten, as Debian's SQLite would by default: what was in them is stored elsewhere in the
  /// archive anyway.
  static let importing = """
    PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = FAST;
    """

  /// Begins an import; its number is what `forget --import` takes. The folder of site configurations that it
  /// was given is also used whenever its captures are cleaned again.
  package func beginImport(
    label: String, at instant: Instant, siteConfigs: String?
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

  /// The story of a page's address.
  package func story(at url: String) throws -> StoryID? {
    guard let key = URLKey.of(url) else { return nil }
    return try read {
      try StoryID.fetchOne($0, sql: "SELECT id FROM story WHERE urlKey = ?", arguments: [key])
    }
  }

  /// Saves captures with their stories, and finds all links from and to them, in one transaction.
  ///
  /// The outcomes are in the order of the captures, whatever the order of writing. The mark of how far their
  /// file is imported is stored with them.
  package func save(
    _ captures: [PreparedCapture], import number: Int64, mark: ImportMark?
  ) throws -> [SaveOutcome] {
    defer { shortenLog() }
    return try write { db in
      var outcomes: [SaveOutcome?] = Array(repeating: nil, count: captures.count)
      let byDate = captures.indices.sorted { captures[$0].sortKey < captures[$1].sortKey }
      var batch = SavedBatch()
      for index in byDate { outcomes[index] = try save(captures[index], import: number, &batch, db) }
      try batch.rows.settle(db)
      try Self.index(batch.unindexed, db)
      try batch.templates.store(db)
      try mark?.store(db)
      return outcomes.compactMap(\.self)
    }
  }

  /// What is left to do at the end of a transaction.
  private struct SavedBatch {
    var rows = NewRows()
    var templates = TemplateStore()
    var unindexed: Set<StoryID> = []
  }

  private func save(
    _ prepared: PreparedCapture, import number: Int64, _ batch: inout SavedBatch, _ db: Database
  ) throws -> SaveOutcome {
    if let id = try Self.story(of: prepared.digest, db) { return .known(id) }
    if let id = try Self.sameStory(as: prepared, db) {
      try revise(id, with: prepared, import: number, &batch.unindexed, db)
      return .updated(id)
    }
    let id = try Self.insertStory(prepared, &batch.rows, db)
    let version = try Self.insertVersion(prepared, story: id, title: nil, db)
    try Self.insertCapture(prepared, story: id, version: version, import: number, db)
    batch.unindexed.insert(id)
    try RelatedRow.insert(prepared.related, story: id, db)
    try relink(Linkable(new: id, prepared), db)
    try nearDuplicates.add(id, keys: prepared.sketch, text: prepared.stored.text, db)
    try batch.templates.learn(prepared, db)
    return .stored(id)
  }

  private static func story(of digest: Digest, _ db: Database) throws -> StoryID? {
    let statement = try db.cachedStatement(sql: "SELECT story FROM capture WHERE sha256 = ?")
    return try StoryID.fetchOne(statement, arguments: [digest.data])
  }

  /// The stored story of which this is a further capture, by `StoryIdentity`; nil where there is none.
  private static func sameStory(as prepared: PreparedCapture, _ db: Database) throws -> StoryID? {
    if let key = prepared.urlKey {
      let statement = try db.cachedStatement(sql: "SELECT id FROM story WHERE urlKey = ?")
      if let id = try StoryID.fetchOne(statement, arguments: [key]) { return id }
    }
    guard !prepared.titleKey.isEmpty else { return nil }
    let statement = try db.cachedStatement(
      sql: """
        SELECT story.id, story.urlKey, story.date, publisher.name, version.text FROM story
        JOIN version ON version.id = story.version LEFT JOIN publisher ON publisher.id = story.publisher
        WHERE story.titleKey = ? AND (story.urlKey IS NULL OR ? IS NULL)
        """)
    let rows = try Row.fetchAll(statement, arguments: [prepared.titleKey, prepared.urlKey])
    let same = try rows.first { row in
      try prepared.identity.isSame(
        asStored: StoryIdentity(
          urlKey: row["urlKey"], titleKey: prepared.titleKey, source: row["name"], date: row["date"],
          text: row["text"]))
    }
    return try same.map { try $0["id"] }
  }

  /// Stores a story whose version is the one that is stored next.
  private static func insertStory(
    _ prepared: PreparedCapture, _ rows: inout NewRows, _ db: Database
  ) throws -> StoryID {
    let story = prepared.story
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO story (searchRow, sortKey, title, titleKey, publisher, language, url, urlKey, date,
          dateOffset, datePrecision, dateOrigin, captured, version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) + 1 FROM version))
        """)
    let key = try StoryOrder.key(of: prepared, db)
    let row = try rows.take(from: prepared.searchRow, key: key, db)
    try statement.execute(arguments: [
      row, key, story.title, prepared.titleKey, try publisher(story.source, db), story.language, story.url,
      prepared.urlKey, story.date?.instant, story.date?.offset ?? 0, story.date?.precision.rawValue,
      story.date?.origin.rawValue, prepared.capture.time ?? 0,
    ])
    return db.lastInsertedRowID
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
    _ prepared: PreparedCapture, story id: StoryID, title: String?, _ db: Database
  ) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO version (story, number, title, byline, section, standfirst, text, shapes, removed, words,
          doubt)
        VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM version WHERE story = ?1),
          ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """)
    let stored = prepared.stored
    try statement.execute(arguments: [
      id, title, stored.byline, prepared.story.section ?? "", prepared.story.standfirst ?? "", stored.text,
      stored.shapes, stored.removed, prepared.words, prepared.story.doubt?.rawValue,
    ])
    return db.lastInsertedRowID
  }

  static func insertCapture(
    _ prepared: PreparedCapture, story id: StoryID, version: Int64, import number: Int64, _ db: Database
  ) throws {
    let capture = prepared.capture
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO capture (sha256, story, version, import, path, url, captured, format, encoding,
          givenPublisher, givenDate, givenDateOrigin, size, raw)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      prepared.digest.data, id, version, number, capture.path, capture.url, capture.time ?? 0,
      capture.format.rawValue, capture.encoding, capture.publisher, capture.date?.iso,
      capture.date?.origin.rawValue, prepared.size, Data(prepared.packed),
    ])
    let row = db.lastInsertedRowID
    try insertMatch(prepared, capture: row, story: id, db)
    try insertGiven(prepared, capture: row, story: id, db)
  }
}
