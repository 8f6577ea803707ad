import Archive
import GRDB
import Stories

/// Assigns sort keys, and rows in the search index (`SearchRow`), to stories.
enum StoryOrder {
  /// The key of a new story: the one derived from it, or the next one where another story of the same second,
  /// headline and source has that.
  static func key(of prepared: PreparedCapture, _ db: Database) throws -> Int64 {
    try SearchRow.firstFree("sortKey", from: prepared.sortKey.value, db)
  }

  private static func key(_ row: Row) throws -> SortKey {
    try SortKey(date: row[0], captured: row[1], urlKey: row[2], titleKey: row[3], source: row[4])
  }

  /// Makes a change that may move a story in the order, and updates its key. Its row in the search index
  /// changes with its date only; where that is possible, the story must not be in the index.
  static func keep<Value>(_ id: StoryID, _ db: Database, _ change: () throws -> Value) throws -> Value {
    let before = try keys(of: id, db)
    let value = try change()
    guard let before, let after = try keys(of: id, db), before != after else { return value }
    if before.key != after.key {
      let key = try SearchRow.firstFree("sortKey", from: after.key.value, db)
      try db.cachedStatement(sql: "UPDATE story SET sortKey = ? WHERE id = ?").execute(arguments: [key, id])
    }
    if before.row != after.row {
      let row = try SearchRow.free(from: after.row, db)
      try db.cachedStatement(sql: "UPDATE story SET searchRow = ? WHERE id = ?").execute(arguments: [row, id])
    }
    try settle(id, db)
    return value
  }

  /// The key and the row that are derived from a story; another story may have them.
  private struct Keys: Equatable {
    var key: SortKey
    var row: Int64
  }

  private static func keys(of id: StoryID, _ db: Database) throws -> Keys? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT date, captured, urlKey, titleKey, publisher.name FROM story
        LEFT JOIN publisher ON publisher.id = story.publisher WHERE story.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    return Keys(key: try key(row), row: SearchRow.first(date: try row[0], captured: try row[1]))
  }

  /// Assigns its present key to a story that was restored.
  static func place(_ id: StoryID, _ db: Database) throws {
    guard let keys = try keys(of: id, db) else { return }
    try db.execute(sql: "UPDATE story SET sortKey = ? WHERE id = ?", arguments: [Int64.min, id])
    let key = try SearchRow.firstFree("sortKey", from: keys.key.value, db)
    try db.execute(sql: "UPDATE story SET sortKey = ? WHERE id = ?", arguments: [key, id])
    try settle(id, db)
  }

  /// Records the order of a story's row among the others.
  static func settle(_ id: StoryID, _ db: Database) throws {
    let statement = try NumberStatement("SELECT searchRow, sortKey FROM story WHERE id = ?", db)
    var place: (row: Int64, key: Int64)?
    try statement.forEach(id) { place = ($0[0], $0[1]) }
    if let place { try RowOrder.add(RowRun(row: place.row, key: place.key), db) }
  }

  /// Assigns keys to all stories, and rows in the order of the keys, so that none is out of order. The search
  /// index then has to be built again.
  static func renew(_ db: Database) throws {
    var places: [(key: Int64, id: StoryID, row: Int64)] = []
    var taken: Set<Int64> = []
    let stories = try Row.fetchCursor(
      db,
      sql: """
        SELECT date, captured, urlKey, titleKey, publisher.name, story.id FROM story
        LEFT JOIN publisher ON publisher.id = story.publisher ORDER BY story.id
        """)
    while let row = try stories.next() {
      var key = try key(row)
      while !taken.insert(key.value).inserted { key = key.next() }
      places.append((key.value, try row[5], SearchRow.first(date: try row[0], captured: try row[1])))
    }
    places.sort { $0.key < $1.key }
    let away: Int64 = 1 << 61
    try db.execute(sql: "UPDATE story SET searchRow = searchRow + ?", arguments: [away])
    let move = try db.makeStatement(sql: "UPDATE story SET searchRow = ?, sortKey = ? WHERE id = ?")
    var (last, drift) = (Int64.min, Int64(0))
    for place in places {
      last = max(last + 1, place.row)
      drift = max(drift, last - place.row)
      try move.execute(arguments: [last, place.key, place.id])
    }
    try db.execute(sql: "DELETE FROM unorderedRows; UPDATE searchRowDrift SET most = 0")
    try SearchRow.drifted(by: drift, db)
  }
}
