import Archive
import FoundationEssentials
import GRDB
import Stories

extension SQLiteArchive {
  /// The versions of a story, the one with the newest capture first; none where there is no such story.
  package func versions(of id: StoryID) throws -> [StoryVersion] {
    try read { db in
      let captures = try Row.fetchAll(
        db,
        sql: """
          SELECT capture.version, sha256, \(Self.captureTime) AS time, path, url, size
          FROM capture JOIN import ON import.id = capture.import
          WHERE story = ? ORDER BY time DESC, capture.id DESC
          """, arguments: [id])
      let byVersion = try Dictionary(grouping: captures) { try $0["version"] as Int64 }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT version.id, number, version.id = story.version AS isShown,
            coalesce(version.title, story.title) AS title, words, length(CAST(text AS BLOB)) AS size
          FROM version JOIN story ON story.id = version.story WHERE story = ? ORDER BY version.id DESC
          """, arguments: [id])
      return try rows.map { row in
        try StoryVersion(
          number: row["number"], isShown: row["isShown"], title: row["title"], words: row["words"],
          size: row["size"], captures: (byVersion[row["id"]] ?? []).map(Self.record))
      }.sorted { ($0.isShown ? 1 : 0, $0.time, $0.number) > ($1.isShown ? 1 : 0, $1.time, $1.number) }
    }
  }

  private static func record(_ row: Row) throws -> CaptureRecord {
    try CaptureRecord(
      digest: Digest(stored: [UInt8](row["sha256"] as Data)).description, time: row["time"],
      path: row["path"], url: row["url"], size: row["size"])
  }

  /// SQL of a capture's time, or its import's where that is unknown; for both tables.
  static let captureTime = "coalesce(nullif(capture.captured, 0), import.at)"

  /// Adds a capture to a stored story: to the version with the same text, else as a new version. The version
  /// of the newest capture is shown; marks, and links that the reader chose, are kept.
  ///
  /// A story whose shown text changes has been removed from the search index afterwards and is among the
  /// `unindexed`.
  func revise(
    _ id: StoryID, with prepared: PreparedCapture, import number: Int64, _ unindexed: inout Set<StoryID>,
    _ db: Database
  ) throws {
    let shown = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT version FROM story WHERE id = ?"), arguments: [id])
    var version = try Self.version(of: id, like: prepared, db)
    if version == nil, prepared.stored.text.isEmpty { version = shown }
    let own = try version ?? Self.insertVersion(prepared, story: id, title: prepared.story.title, db)
    try Self.insertCapture(prepared, story: id, version: own, import: number, db)
    if own != shown, try Self.newestVersion(of: id, db) == own {
      if unindexed.insert(id).inserted { try Self.unindex(id, db) }
      try show(own, of: id, prepared, db)
    }
  }

  /// The version with exactly this text, headline and standfirst.
  private static func version(of id: StoryID, like prepared: PreparedCapture, _ db: Database) throws -> Int64?
  {
    let statement = try db.cachedStatement(
      sql: """
        SELECT version.id FROM version JOIN story ON story.id = version.story
        WHERE story = ? AND text = ? AND standfirst = ? AND coalesce(version.title, story.title) = ?
        ORDER BY version.id = story.version DESC
        """)
    return try Int64.fetchOne(
      statement,
      arguments: [id, prepared.stored.text, prepared.story.standfirst ?? "", prepared.story.title])
  }

  private static func newestVersion(of id: StoryID, _ db: Database) throws -> Int64? {
    VersionPolicy.shown(try captures(of: id, db))
  }

  /// A story's captures as the policy of versions sees them.
  static func captures(of id: StoryID, _ db: Database) throws -> [VersionPolicy.Capture] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(captureTime), capture.id, capture.version, capture.import
        FROM capture JOIN import ON import.id = capture.import WHERE story = ?
        """)
    return try Row.fetchAll(statement, arguments: [id]).map {
      try VersionPolicy.Capture(time: $0[0], number: $0[1], version: $0[2], import: $0[3])
    }
  }

  /// Shows a version, and takes over the metadata of the newest capture; missing ones keep their values. The
  /// story must not be in the search index.
  private func show(_ version: Int64, of id: StoryID, _ prepared: PreparedCapture, _ db: Database) throws {
    try NearIndex.remove(story: id, db)
    try NearDuplicates.remove(id, db)
    func execute(_ sql: String, _ arguments: StatementArguments) throws {
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
    try execute(
      """
      UPDATE version SET title = story.title FROM story
      WHERE story.id = ? AND version.id = story.version AND version.title IS NULL
      """, [id])
    let story = prepared.story
    try StoryOrder.keep(id, db) {
      try execute(
        """
        UPDATE story SET version = ?, title = ?, titleKey = ?, language = coalesce(?, language),
          publisher = coalesce(publisher, ?) WHERE id = ?
        """,
        [version, story.title, prepared.titleKey, story.language, try Self.publisher(story.source, db), id])
      try execute("UPDATE version SET title = NULL WHERE id = ?", [version])
      try execute(
        "UPDATE story SET url = ?, urlKey = ? WHERE id = ? AND urlKey IS NULL",
        [story.url, prepared.urlKey, id])
      let isUndated = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT date IS NULL FROM story WHERE id = ?"), arguments: [id])
      if isUndated == true { try Self.renewDate(of: id, story, db) }
    }
    if !story.related.isEmpty { try RelatedRow.replace(of: id, with: prepared.related, db) }
    try relink(id, known: prepared.signatures, db)
    try nearDuplicates.add(id, keys: prepared.sketch, text: prepared.stored.text, db)
  }
}
