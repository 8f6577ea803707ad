import Archive
import GRDB
import Stories

/// Links related headlines with the stored stories they mean: by address, then by folded headline, then by a
/// similar headline.
enum Linking {
  /// Finds the stories that a story's related headlines mean; a new story has no links yet.
  static func resolveFrom(
    _ id: StoryID, isNew: Bool = false, _ near: NearLinking?, _ db: Database
  ) throws {
    var found = try insert(namedByURL, id, db) + insert(namedByHeadline, id, db)
    if found > 0, !isNew { try dropNear("story = ?", id, db) }
    found += try near?.resolveFrom(id, db) ?? 0
    if found > 0 || !isNew { try recount("id = ?", id, db) }
  }

  /// Finds the related headlines of other stories that mean this one.
  static func resolveTo(_ story: Linkable, _ near: NearLinking?, _ db: Database) throws {
    let asks = try db.cachedStatement(sql: isNamed)
    if try Bool.fetchOne(asks, arguments: [story.urlKey, story.titleKey]) == true,
      try insert(namingURL, story.id, db) + insert(namingHeadline, story.id, db) > 0
    {
      try dropNear("(story, position) IN (SELECT story, position FROM link WHERE target = ?)", story.id, db)
      try recount("id IN (SELECT story FROM link WHERE target = ?)", story.id, db)
    }
    try near?.resolveTo(story, db)
  }

  private static let namedByURL = upsert(
    """
    SELECT related.story, related.position, story.id, 'url' FROM related
    JOIN story ON story.urlKey = related.urlKey
    WHERE related.story = ? AND story.id <> related.story
    """)

  private static let namedByHeadline = upsert(
    """
    SELECT related.story, related.position, story.id, 'headline' FROM related
    JOIN story ON story.titleKey = related.titleKey
    WHERE related.story = ? AND story.id <> related.story AND related.titleKey <> ''
      AND story.id IN (SELECT id FROM story AS newest WHERE newest.titleKey = related.titleKey
                       ORDER BY sortKey DESC LIMIT \(LinkPolicy.mostCandidates))
    """)

  private static let isNamed = """
    SELECT EXISTS (SELECT 1 FROM related WHERE urlKey = ?1)
      OR EXISTS (SELECT 1 FROM related WHERE titleKey = ?2)
    """

  private static let namingURL = upsert(
    """
    SELECT related.story, related.position, story.id, 'url' FROM story
    JOIN related ON related.urlKey = story.urlKey
    WHERE story.id = ? AND story.id <> related.story
    """)

  private static let namingHeadline = upsert(
    """
    SELECT related.story, related.position, story.id, 'headline' FROM story
    JOIN related ON related.titleKey = story.titleKey
    WHERE story.id = ? AND story.id <> related.story AND story.titleKey <> ''
      AND (SELECT count(*) FROM link WHERE link.story = related.story
           AND link.position = related.position) < \(LinkPolicy.mostCandidates)
    """)

  /// An exact match replaces a near one.
  private static func dropNear(_ condition: String, _ id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        DELETE FROM link WHERE match = 'near' AND isRefused = 0 AND \(condition)
          AND EXISTS (SELECT 1 FROM link AS exact WHERE exact.story = link.story
            AND exact.position = link.position AND exact.match <> 'near' AND exact.isRefused = 0)
        """)
    try statement.execute(arguments: [id])
  }

  private static func upsert(_ select: String) -> String {
    """
    INSERT INTO link (story, position, target, match) \(select)
    ON CONFLICT DO UPDATE SET match = excluded.match, score = NULL WHERE match IN ('headline', 'near')
    """
  }

  /// Returns how many links are new or have another match.
  private static func insert(_ upsert: String, _ id: StoryID, _ db: Database) throws -> Int {
    try db.cachedStatement(sql: upsert).execute(arguments: [id])
    return db.changesCount
  }

  /// Counts again how many related headlines of some stories are stored.
  static func recount(_ condition: String, _ id: StoryID, _ db: Database) throws {
    let stored =
      "(SELECT count(DISTINCT position) FROM link WHERE link.story = story.id AND isRefused = 0)"
    let statement = try db.cachedStatement(
      sql: "UPDATE story SET linked = \(stored) WHERE \(condition) AND linked <> \(stored)")
    try statement.execute(arguments: [id])
  }

  /// The related headlines of a story in order, each with the stories that match best.
  static func relations(of id: StoryID, _ db: Database) throws -> [Relation] {
    let links = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(HeadlineRow.columns), link.position, link.match, link.isRefused, link.score,
            story.publisher IS citing.publisher AS isOwn
          FROM link JOIN story ON story.id = link.target JOIN story AS citing ON citing.id = link.story
          LEFT JOIN publisher ON publisher.id = story.publisher
          WHERE link.story = ? ORDER BY link.position, story.sortKey DESC
          """), arguments: [id])
    let byPosition = try Dictionary(grouping: links) { try $0["position"] as Int }
    let printed = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT position, title, url FROM related WHERE story = ? ORDER BY position"),
      arguments: [id])
    return try printed.map { row in
      let position: Int = try row["position"]
      let found = byPosition[position] ?? []
      let fitting = try LinkPolicy.best(found.map(link)).map { found[$0] }
      return try Relation(
        position: position, title: row["title"], url: row["url"], stored: fitting.map(HeadlineRow.headline),
        refused: found.filter { try $0["isRefused"] }.map(HeadlineRow.headline),
        match: fitting.first.flatMap { try LinkMatch(rawValue: $0["match"]) }, score: fitting.first?["score"])
    }
  }

  private static func link(_ row: Row) throws -> LinkPolicy.Link {
    try LinkPolicy.Link(
      match: LinkMatch(rawValue: row["match"]), isRefused: row["isRefused"], isOwn: row["isOwn"])
  }

  /// Stories whose related headlines mean this one, newest first.
  static func citations(of id: StoryID, limit: Int, _ db: Database) throws -> [Headline] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT DISTINCT \(HeadlineRow.columns) FROM link JOIN story ON story.id = link.story
        LEFT JOIN publisher ON publisher.id = story.publisher
        WHERE link.target = ? AND link.isRefused = 0 ORDER BY story.sortKey DESC LIMIT ?
        """)
    return try HeadlineRow.all(statement, [id, limit])
  }
}
