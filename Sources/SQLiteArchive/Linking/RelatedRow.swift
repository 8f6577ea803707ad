import Archive
import GRDB
import Stories

extension RelatedRow {
  private init(_ row: Row) throws {
    try self.init(title: row["title"], titleKey: row["titleKey"], url: row["url"], urlKey: row["urlKey"])
  }

  static func stored(of id: StoryID, _ db: Database) throws -> [RelatedRow] {
    let statement = try db.cachedStatement(
      sql: "SELECT title, titleKey, url, urlKey FROM related WHERE story = ? ORDER BY position")
    return try Row.fetchAll(statement, arguments: [id]).map { try RelatedRow($0) }
  }

  static func insert(_ related: [RelatedRow], story id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO related (story, position, title, titleKey, url, urlKey) VALUES (?, ?, ?, ?, ?, ?)")
    for (position, row) in related.enumerated() {
      try statement.execute(arguments: [id, position, row.title, row.titleKey, row.url, row.urlKey])
    }
  }

  /// Replaces the related headlines of a story. Links are deleted with their headlines; the reader's
  /// decisions are kept for headlines that are in the new list too, and other links have to be found again.
  static func replace(of id: StoryID, with related: [RelatedRow], _ db: Database) throws {
    let old = try stored(of: id, db)
    let judged = try JudgedLink.stored(of: id, db)
    try db.cachedStatement(sql: "DELETE FROM related WHERE story = ?").execute(arguments: [id])
    try insert(related, story: id, db)
    for var link in judged {
      guard old.indices.contains(link.position),
        let position = LinkPolicy.position(
          of: old[link.position].keys, in: related.map(\.keys), before: link.position)
      else { continue }
      link.position = position
      try link.store(in: id, db)
    }
  }
}

extension JudgedLink {
  static func stored(of id: StoryID, _ db: Database) throws -> [JudgedLink] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT (SELECT count(*) FROM related
            WHERE related.story = link.story AND related.position < link.position) AS place,
          target, match, isRefused, score FROM link
        WHERE story = ? AND (match = 'chosen' OR isRefused = 1) ORDER BY position, target
        """)
    return try Row.fetchAll(statement, arguments: [id]).map { row in
      try JudgedLink(
        position: row["place"], target: row["target"], match: row["match"], isRefused: row["isRefused"],
        score: row["score"])
    }
  }

  /// Stores the reader's decision, unless a later one exists, or the headline or the target does not exist
  /// any more.
  func store(in id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO link (story, position, target, match, isRefused, score)
        SELECT story, position, ?3, ?4, ?5, ?6 FROM related
        WHERE story = ?1 AND position = ?2 AND EXISTS (SELECT 1 FROM story WHERE id = ?3)
        ON CONFLICT DO UPDATE SET match = excluded.match, isRefused = excluded.isRefused,
          score = excluded.score WHERE match <> 'chosen' AND isRefused = 0
        """)
    try statement.execute(arguments: [id, position, target, match, isRefused, score])
  }
}
