import Archive
import GRDB
import Stories
import Text

/// Looks up the names in a search.
extension SearchPlan {
  static func languages(_ db: Database) throws -> [String] {
    let statement = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH ? LIMIT 1)")
    return try ["fr", "en", "de", "es", "it", "pt", "nl"].filter { language in
      try Bool.fetchOne(statement, arguments: [mark("l" + language)]) == true
    }
  }

  /// Publishers with the name; else those with a word in their names that begins with it.
  func sources(_ name: String, _ columns: Range<Int>) throws -> [Int64] {
    let key = HeadlineKey.of(name)
    let rows = try Row.fetchAll(db, sql: "SELECT id, name FROM publisher").map { row in
      (id: try row["id"] as Int64, key: HeadlineKey.of(try row["name"]))
    }
    let same = rows.filter { $0.key == key }
    let near = same.isEmpty ? rows.filter { (" " + $0.key).contains(" " + key) } : same
    if near.isEmpty || key.isEmpty { throw SearchFault(.noSource(name), columns) }
    return near.prefix(200).map(\.id)
  }

  /// The number of the publisher of exactly this name; nil where there is none.
  func publisher(_ name: String) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT id FROM publisher WHERE name = ?", arguments: [name])
  }

  func tag(_ name: String, _ columns: Range<Int>) throws -> Int64 {
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM tag WHERE key = ?", arguments: [HeadlineKey.of(name)])
    guard let id else { throw SearchFault(.noTag(name), columns) }
    return id
  }
}
