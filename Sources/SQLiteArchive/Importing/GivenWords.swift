import Archive
import GRDB
import Stories

extension SQLiteArchive {
  static func insertGiven(_ prepared: PreparedCapture, capture: Int64, story id: StoryID, _ db: Database)
    throws
  {
    let given = prepared.capture.given
    guard !given.isEmpty else { return }
    try db.cachedStatement(
      sql: "INSERT INTO given (capture, story, title, byline, source) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      capture, id, given.title ?? "", given.byline.joined(separator: "\n"), given.source ?? "",
    ])
  }

  /// An older archive on a read-only disk lacks the table.
  static func given(capture: Int64, _ db: Database) throws -> Given {
    guard try db.tableExists("given") else { return Given() }
    let statement = try db.cachedStatement(sql: "SELECT title, byline, source FROM given WHERE capture = ?")
    guard let row = try Row.fetchOne(statement, arguments: [capture]) else { return Given() }
    let byline = try (row["byline"] as String).split(separator: "\n").map(String.init)
    return try Given(
      title: (row["title"] as String).nonEmpty, byline: byline, source: (row["source"] as String).nonEmpty)
  }
}
