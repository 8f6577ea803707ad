import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// Adds the current text of a story to the search index.
  static func index(_ id: StoryID, _ db: Database) throws {
    try index([id], db)
  }

  /// Adds the current texts of many stories to the search index.
  ///
  /// FTS5 writes its buffer to the disk as soon as another statement opens a savepoint, which every statement
  /// on several rows does. So a batch is indexed at its end, by rows of values with rising keys.
  static func index(_ ids: Set<StoryID>, _ db: Database) throws {
    let rows = try db.cachedStatement(sql: "SELECT searchRow FROM story WHERE id = ?")
    try index(rows: ids.compactMap { try Int64.fetchOne(rows, arguments: [$0]) }.sorted(), db)
    for id in ids.sorted() { try FrequentWords.learn(id, db) }
  }

  static func index(rows: [Int64], _ db: Database) throws {
    let insert = try db.cachedStatement(
      sql: "INSERT INTO search (rowid, \(SearchSchema.columns)) VALUES (?, ?, ?, ?, ?, ?)")
    for row in rows {
      if let texts = try indexed(row, db) { try insert.execute(arguments: values(of: texts)) }
    }
  }

  /// Builds the search index again from the stories.
  ///
  /// A batch is a transaction: others may read and write meanwhile, and searches find more and more. After an
  /// interruption, `check` reports how many stories are missing; another run starts again.
  package func rebuildIndex(_ progress: ArchiveProgress) throws {
    let all = try write { db in
      try db.execute(sql: Self.importing)
      try db.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')")
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM story") ?? 0
    }
    var (done, last) = (0, Int64.min)
    while true {
      let rows = try write { db in
        let rows = try Int64.fetchAll(db.cachedStatement(sql: Self.missing), arguments: [last])
        try Self.index(rows: rows, db)
        return rows
      }
      guard let end = rows.last else { return }
      shortenLog()
      (done, last) = (done + rows.count, end)
      progress(done, all)
    }
  }

  /// Other programs may have indexed stories meanwhile.
  private static let missing = """
    SELECT searchRow FROM story WHERE searchRow > ? AND NOT EXISTS
      (SELECT 1 FROM search_docsize WHERE search_docsize.id = story.searchRow)
    ORDER BY searchRow LIMIT 500
    """

  /// Removes the text of a story from the search index; call it while the text is still the indexed one.
  static func unindex(_ id: StoryID, _ db: Database) throws {
    let row = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT searchRow FROM story WHERE id = ?"), arguments: [id])
    guard let texts = try row.flatMap({ try indexed($0, db) }) else { return }
    let delete = try db.cachedStatement(
      sql: """
        INSERT INTO search (search, rowid, \(SearchSchema.columns)) VALUES ('delete', ?, ?, ?, ?, ?, ?)
        """)
    try delete.execute(arguments: values(of: texts))
  }

  private static func values(of row: Row) -> StatementArguments {
    StatementArguments(row.databaseValues)
  }

  /// The contents of a row of the index: its number and the texts.
  private static func indexed(_ row: Int64, _ db: Database) throws -> Row? {
    let statement = try db.cachedStatement(
      sql: "SELECT searchRow, \(SearchSchema.columns) FROM searchText WHERE searchRow = ?")
    return try Row.fetchOne(statement, arguments: [row])
  }
}
