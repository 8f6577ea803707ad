import Archive
import GRDB
import Stories
import Text

/// Restores what belongs to stories: publishers, related headlines, and references to lost stories.
extension Restoring {
  /// Restores the names of publishers from the captures of their stories.
  mutating func restorePublishers() throws {
    let lost = try draft.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT publisher, min(id) AS story FROM story WHERE publisher IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM publisher WHERE publisher.id = story.publisher)
          GROUP BY publisher
          """)
    }
    for row in lost {
      let name = try cleanedStory(of: "story = ?", row["story"])?.source
      try draft.write { db in
        let number: Int64 = try row["publisher"]
        if let name = name?.nonEmpty {
          try db.execute(
            sql: "INSERT OR IGNORE INTO publisher (id, name) VALUES (?, ?)", arguments: [number, name])
        }
        let found = name == nil ? nil : try SQLiteArchive.publisher(name, db)
        try db.execute(
          sql: "UPDATE story SET publisher = ? WHERE publisher = ?", arguments: [found, number])
      }
      if name == nil { losses.append(.some(.publishers)) }
    }
  }

  /// Restores missing related headlines of stories from their captures.
  mutating func restoreRelated(_ gaps: [ClosedRange<Int64>]) throws {
    for gap in gaps {
      let ids = try draft.read { db in
        try StoryID.fetchAll(
          db, sql: "SELECT id FROM story WHERE id BETWEEN ? AND ?",
          arguments: [gap.lowerBound, gap.upperBound])
      }
      for id in ids {
        let story = try cleanedStory(of: "version = (SELECT version FROM story WHERE id = ?)", id)
        if let story, try draft.write({ try Self.addRelated(of: story, to: id, $0) }) { cleaned.insert(id) }
      }
    }
  }

  /// Returns whether some were missing. Remaining headlines stay as they are, even where cleaning puts them
  /// in another order today.
  private static func addRelated(of story: Story, to id: StoryID, _ db: Database) throws -> Bool {
    let rows = try Row.fetchAll(
      db, sql: "SELECT position, title FROM related WHERE story = ?", arguments: [id])
    let isInPlace = try rows.allSatisfy { row in
      let position: Int = try row["position"]
      return try story.related.indices.contains(position) && story.related[position].title == row["title"]
    }
    guard isInPlace, rows.count < story.related.count(where: { !$0.title.isEmpty }) else { return false }
    for (position, link) in story.related.enumerated() where !link.title.isEmpty {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO related (story, position, title, titleKey, url, urlKey)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, position, link.title, HeadlineKey.of(link.title), link.url, link.url.flatMap(URLKey.of),
        ])
    }
    return true
  }

  /// Reports lost stories that other rows mention, and stories without a capture.
  mutating func nameLost(_ damaged: [String: [ClosedRange<Int64>]], _ db: Database) throws {
    if damaged["capture"] != nil {
      let without = try StoryID.fetchAll(
        db,
        sql: """
          SELECT DISTINCT story FROM version
          WHERE NOT EXISTS (SELECT 1 FROM capture WHERE capture.version = version.id)
          """)
      withoutCapture.formUnion(without)
    }
    let named = Set(losses.compactMap { if case .story(let id, _) = $0 { id } else { nil } })
    // A number that no story ever had is not a story's: a damaged row may hold any.
    let latest = max(
      try Self.latest(db), try Int64.fetchOne(db, sql: "SELECT max(id) FROM story") ?? 0)
    for row in try Row.fetchAll(db, sql: Self.mentioned, arguments: [latest]) {
      guard try !named.contains(row["id"]) else { continue }
      losses.append(.story(try row["id"], title: try row["title"]))
      withoutCapture.remove(try row["id"])
    }
    try nameNumbers(damaged["story"] ?? [], db)
    for id in withoutCapture.subtracting(named).sorted() {
      let title = try String.fetchOne(db, sql: "SELECT title FROM story WHERE id = ?", arguments: [id])
      losses.append(title.map { .capture(id, title: $0) } ?? .story(id, title: nil))
    }
  }

  /// Reports ranges of numbers in which stories may be missing and that nothing mentions.
  private mutating func nameNumbers(_ gaps: [ClosedRange<Int64>], _ db: Database) throws {
    let latest = try Self.latest(db)
    var known = Set(try StoryID.fetchAll(db, sql: "SELECT id FROM story"))
    known.formUnion(losses.compactMap { if case .story(let id, _) = $0 { id } else { nil } })
    known.formUnion(try StoryID.fetchAll(db, sql: "SELECT id FROM \(SQLiteArchive.aside("story"))"))
    for gap in gaps {
      let (first, last) = (max(1, gap.lowerBound), min(latest, gap.upperBound))
      var next = first
      for id in known.filter({ $0 >= first && $0 <= last }).sorted() + [last + 1] where first <= last {
        if id > next { losses.append(.numbers(next, id - 1)) }
        next = id + 1
      }
    }
  }

  /// The highest number that a story was given; 0 where that is lost.
  private static func latest(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'story'") ?? 0
  }

  /// Stories up to a number that do not exist but are mentioned in other tables, each with a title if one is
  /// known.
  private static let mentioned = """
    WITH spoken(id, title) AS (
      SELECT story, nullif(title, '') FROM given UNION ALL SELECT story, NULL FROM related
      UNION ALL SELECT story, NULL FROM profileMatch UNION ALL SELECT story, NULL FROM storyTag
      UNION ALL SELECT story, NULL FROM correction
      UNION ALL SELECT story, NULL FROM headlineKey UNION ALL SELECT story, NULL FROM twinKey
      UNION ALL SELECT target, related.title FROM link LEFT JOIN related
        ON related.story = link.story AND related.position = link.position
    )
    SELECT id, max(title) AS title FROM spoken
    WHERE id BETWEEN 1 AND ?1 AND id NOT IN (SELECT id FROM story) GROUP BY id ORDER BY id
    """

  /// Deletes rows that refer to lost ones, until none does.
  func dropDangling(_ db: Database) throws {
    let keys = try Row.fetchAll(
      db,
      sql: """
        SELECT tables.name, fk."table" AS parent, group_concat('child."' || fk."from" || '" = parent."'
          || fk."to" || '"', ' AND ') AS pairs, min(fk."from") AS child
        FROM pragma_table_list AS tables JOIN pragma_foreign_key_list(tables.name) AS fk
        WHERE tables.schema = 'main' AND tables.type = 'table' GROUP BY tables.name, fk.id
        """)
    var isDone = false
    while !isDone {
      isDone = true
      for key in keys {
        let (table, parent): (String, String) = try (key["name"], key["parent"])
        try db.execute(
          sql: """
            DELETE FROM "\(table)" AS child WHERE "\(key["child"] as String)" IS NOT NULL AND NOT EXISTS
              (SELECT 1 FROM "\(parent)" AS parent WHERE \(key["pairs"] as String))
            """)
        if db.changesCount > 0 { isDone = false }
      }
    }
  }
}
