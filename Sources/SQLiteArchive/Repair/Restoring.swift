import Archive
import FoundationEssentials
import GRDB
import Stories
import Text

/// Restores stories from captures where their rows are lost.
struct Restoring {
  /// Cleans a capture; nil where it has no story.
  typealias Cleaning = (Capture, any StoryArchive) throws -> Story?

  let draft: SQLiteArchive
  let clean: Cleaning
  /// Stories that were cleaned again, in whole or in part.
  var cleaned: Set<StoryID> = []
  var losses: [Loss] = []
  /// Stories whose captures had to be dropped.
  var withoutCapture: Set<StoryID> = []

  init(draft: SQLiteArchive, clean: @escaping Cleaning) {
    self.draft = draft
    self.clean = clean
  }

  /// `damaged` are the tables with missing rows, and the ranges of their keys.
  mutating func run(_ damaged: [String: [ClosedRange<Int64>]]) throws {
    try dropBrokenCaptures()
    try draft.write { try Self.mendNumbers($0) }
    try restoreVersions()
    try restoreStories()
    try draft.write { try settleVersions($0) }
    try restorePublishers()
    if let gaps = damaged["related"] { try restoreRelated(gaps) }
    try draft.write { db in
      try nameLost(damaged, db)
      try dropDangling(db)
    }
  }

  /// Drops captures whose bytes are not those that were imported; importing the same page again restores
  /// them.
  private mutating func dropBrokenCaptures() throws {
    var last: Int64 = 0
    while true {
      let rows = try draft.read { db in
        let statement = try db.cachedStatement(
          sql: "SELECT id, story, sha256, size, raw FROM capture WHERE id > ? ORDER BY id LIMIT 32")
        return try Row.fetchAll(statement, arguments: [last])
      }
      guard let end = rows.last else { return }
      last = try end["id"]
      let broken = try rows.filter { try !SQLiteArchive.isIntact($0) }
      guard !broken.isEmpty else { continue }
      withoutCapture.formUnion(try broken.map { try $0["story"] })
      try draft.write { db in
        for row in broken {
          try db.execute(sql: "DELETE FROM capture WHERE id = ?", arguments: [row["id"] as Int64])
        }
      }
    }
  }

  /// Restores damaged numbers of rows from what related rows say.
  private static func mendNumbers(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE OR IGNORE story SET id = (SELECT story FROM version WHERE version.id = story.version)
          WHERE NOT EXISTS (SELECT 1 FROM capture WHERE capture.story = story.id)
            AND EXISTS (SELECT 1 FROM version WHERE version.id = story.version AND version.story <> story.id
              AND NOT EXISTS (SELECT 1 FROM story AS other WHERE other.id = version.story));
        UPDATE capture SET story = (SELECT story FROM version WHERE version.id = capture.version)
          WHERE EXISTS (SELECT 1 FROM version JOIN story ON story.id = version.story
            WHERE version.id = capture.version AND version.story <> capture.story);
        INSERT OR IGNORE INTO import (id, at, label) SELECT import, max(captured), '' FROM capture
          WHERE NOT EXISTS (SELECT 1 FROM import WHERE import.id = capture.import) GROUP BY import;
        """)
  }

  private mutating func restoreVersions() throws {
    let lost = try draft.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT version, story, max(captured) FROM capture
          WHERE NOT EXISTS (SELECT 1 FROM version WHERE version.id = capture.version)
          GROUP BY version ORDER BY version
          """)
    }
    for row in lost {
      let (version, id): (Int64, StoryID) = (try row["version"], try row["story"])
      let story = try cleanedStory(of: "version = ?", version)
      try draft.write { try insert(story, as: version, of: id, $0) }
    }
  }

  /// A story whose capture cannot be cleaned has an empty text, so that its capture stays.
  private mutating func insert(
    _ story: Story?, as version: Int64, of id: StoryID, _ db: Database
  ) throws {
    let row = try Row.fetchOne(db, sql: "SELECT title, version FROM story WHERE id = ?", arguments: [id])
    let title: String? = try row?["title"]
    let isShown = try row?["version"] as Int64? == version
    let content = StoredContent(story ?? Story(title: title ?? "…"))
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO version (id, story, number, title, byline, section, standfirst, text, shapes,
          removed, words, doubt)
        VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM version WHERE story = ?2),
          ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
      arguments: [
        version, id, isShown ? nil : content.title, content.byline, content.section, content.standfirst,
        content.text, content.shapes, content.removed, content.words, content.doubt?.rawValue,
      ])
    cleaned.insert(id)
    if story == nil { losses.append(.text(id, title: title ?? "…")) }
  }

  /// The story that cleaning makes of the newest capture that fulfils the condition.
  func cleanedStory(of condition: String, _ argument: Int64) throws -> Story? {
    let capture = try draft.read { db -> Capture? in
      let sql = """
        SELECT \(SQLiteArchive.captureColumns) FROM capture WHERE \(condition)
        ORDER BY captured DESC, id DESC LIMIT 1
        """
      return try Row.fetchOne(db, sql: sql, arguments: [argument]).flatMap { try SQLiteArchive.whole($0, db) }
    }
    guard let story = try capture.flatMap({ try clean($0, draft) }), !story.title.isEmpty else { return nil }
    return story
  }

  private mutating func restoreStories() throws {
    let lost = try draft.read { db in
      try StoryID.fetchAll(
        db,
        sql: """
          SELECT story FROM capture UNION SELECT story FROM version
          EXCEPT SELECT id FROM story ORDER BY story
          """)
    }
    for id in lost {
      let story = try cleanedStory(of: "story = ?", id)
      let title = try draft.write { try insert(story, id, $0) }
      cleaned.insert(id)
      losses.append(.marks(id, title: title))
    }
  }

  /// Restores a story without a capture from what its text says.
  private func insert(_ story: Story?, _ id: StoryID, _ db: Database) throws -> String {
    let captured =
      try Int64.fetchOne(db, sql: "SELECT max(captured) FROM capture WHERE story = ?", arguments: [id]) ?? 0
    let known = try Row.fetchOne(
      db, sql: "SELECT title, text FROM version WHERE story = ? ORDER BY id DESC LIMIT 1", arguments: [id])
    let text = try (known?["text"] as String?)?.split(separator: "\n").first.map { String($0.prefix(80)) }
    let title = try story?.title ?? (known?["title"] as String?)?.nonEmpty ?? text ?? "…"
    let key = story?.url.flatMap(URLKey.of)
    let row = try SearchRow.free(
      from: SearchRow.first(date: story?.date?.instant, captured: captured), db)
    try db.execute(
      sql: """
        INSERT INTO story (id, searchRow, title, titleKey, publisher, language, url, urlKey, date, dateOffset,
          datePrecision, dateOrigin, captured)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT ?8 WHERE NOT EXISTS
          (SELECT 1 FROM story WHERE urlKey = ?8)), ?9, ?10, ?11, ?12, ?13)
        """,
      arguments: [
        id, row, title, HeadlineKey.of(title), try SQLiteArchive.publisher(story?.source, db),
        story?.language,
        story?.url, key, story?.date?.instant, story?.date?.offset ?? 0, story?.date?.precision.rawValue,
        story?.date?.origin.rawValue, captured,
      ])
    return title
  }

  /// Makes every story show a text that exists; a story without any is lost.
  private mutating func settleVersions(_ db: Database) throws {
    let astray = "NOT EXISTS (SELECT 1 FROM version WHERE version.id = story.version AND story = story.id)"
    let moved = try Row.fetchAll(
      db, sql: "SELECT id, title, version FROM story WHERE \(astray) ORDER BY id")
    for row in moved {
      let id: StoryID = try row["id"]
      let version = try Int64.fetchOne(
        db,
        sql: """
          SELECT version.id FROM version LEFT JOIN capture ON capture.version = version.id
          WHERE version.story = ? ORDER BY capture.captured DESC, version.id DESC LIMIT 1
          """, arguments: [id])
      guard let version else {
        losses.append(.story(id, title: try row["title"]))
        try db.execute(sql: "DELETE FROM story WHERE id = ?", arguments: [id])
        continue
      }
      try db.execute(sql: "UPDATE story SET version = ? WHERE id = ?", arguments: [version, id])
      let isNew = try row["version"] as Int64 == 0
      if !isNew { losses.append(.text(id, title: try row["title"])) }
      cleaned.insert(id)
    }
    try db.execute(
      sql: """
        UPDATE version SET title = NULL WHERE title IS NOT NULL AND title = (SELECT title FROM story
          WHERE story.id = version.story AND story.version = version.id)
        """)
  }
}
