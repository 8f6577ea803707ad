import Archive
import GRDB
import Stories

/// The number of stories, stored in one row, since counting a million would delay the start.
enum Tally {
  /// Nil where a read-only archive of an older version has none.
  static func counts(_ db: Database) throws -> (counts: Counts, copies: Int)? {
    guard try db.hasTable("tally"),
      let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM tally"))
    else { return nil }
    let counts = Counts(stories: try row["stories"], unread: try row["unread"], starred: try row["starred"])
    return (counts, try row["copies"])
  }
}
