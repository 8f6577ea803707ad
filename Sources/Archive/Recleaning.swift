import Foundation
import GRDB
import Stories

/// A story as it is stored, with the capture that its text came from.
package struct Recleanable: Sendable {
  package let story: StoredStory
  /// Bytes and what is known of them; the text is still to be read.
  package let capture: Capture
}

extension Archive {
  /// The stories of a list, newest first; those of the whole archive take 8 bytes each.
  package func identities(_ query: Query, limit: Int? = nil) throws -> [StoryID] {
    try read { db in
      let list = try ListQuestion(query, db).identities
      guard !list.sql.isEmpty else { return [] }
      let sql = "SELECT id FROM story WHERE id IN (\(list.sql)) ORDER BY sortKey DESC LIMIT ?"
      return try StoryID.fetchAll(db, sql: sql, arguments: StatementArguments(list.arguments + [limit ?? -1]))
    }
  }

  /// These stories with the newest captures of their current texts; those that are gone or damaged are
  /// missing.
  package func recleanable(_ ids: [StoryID]) throws -> [Recleanable] {
    try ids.compactMap { id in
      guard let story = try story(id) else { return nil }
      let corrections = try corrections(of: id)
      return try read { db in
        let statement = try db.cachedStatement(
          sql: """
            SELECT \(Self.captureColumns) FROM capture
            WHERE version = (SELECT version FROM story WHERE id = ?) ORDER BY captured DESC, id DESC LIMIT 1
            """)
        guard let row = try Row.fetchOne(statement, arguments: [id]), var capture = try Self.capture(row)
        else {
          return nil
        }
        capture.given = try Self.given(capture: row["capture"], db)
        capture.corrections = corrections
        return Recleanable(story: story, capture: capture)
      }
    }
  }

  static let captureColumns =
    "capture.id AS capture, size, raw, format, encoding, path, url, captured, givenPublisher, givenDate, "
    + "givenDateOrigin"

  static func capture(_ row: Row) throws -> Capture? {
    guard let bytes = try Packing.unpack([UInt8](row["raw"] as Data), size: row["size"]) else { return nil }
    let origin = try (row["givenDateOrigin"] as String?).flatMap(StoryDate.Origin.init) ?? .manifest
    let captured: Instant = try row["captured"]
    return try Capture(
      bytes: bytes, text: "", format: row["format"] as String == "html" ? .html : .text,
      encoding: row["encoding"], path: row["path"], url: row["url"], time: captured == 0 ? nil : captured,
      publisher: row["givenPublisher"],
      date: (row["givenDate"] as String?).flatMap { StoryDate(iso: $0, origin: origin) })
  }

  /// Puts stories as they are cleaned now in the place of what was made of the same captures, in one
  /// transaction; links are found anew.
  ///
  /// Numbers, marks, progress, and links that were chosen or refused stay. Where there is no deposit, only
  /// links are found. Stories that are gone are passed over. Run again, it changes nothing.
  package func reclean(_ cleaned: [(id: StoryID, deposit: Deposit?)]) throws {
    defer { shortenLog() }
    try write { db in
      for (id, deposit) in cleaned {
        try Twins.unindex(id, db)
        if let deposit { try reclean(id, deposit, db) } else { try relink(id, db) }
        try regroup(id, db)
      }
    }
  }

  /// A story that is in a group stays there.
  private func regroup(_ id: StoryID, _ db: Database) throws {
    let isGrouped = try Bool.fetchOne(
      db, sql: "SELECT leader IS NOT NULL OR twins > 0 FROM story WHERE id = ?", arguments: [id])
    if isGrouped == true { try Twins.index(id, db) } else { try twins.add(id, db) }
  }

  private func reclean(_ id: StoryID, _ deposit: Deposit, _ db: Database) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT titleKey, version, urlKey FROM story WHERE id = ?", arguments: [id])
    guard let row else { return }
    try Self.unindex(id, db)
    try NearIndex.remove(story: id, db)
    try Self.renew(row["version"], deposit, db)
    try StoryOrder.keep(id, db) { try Self.renewStory(id, deposit, row, db) }
    try Self.renewRelated(id, deposit, db)
    let isRenamed = try row["titleKey"] as String != deposit.titleKey
    let citing = isRenamed ? try Self.dropMistaken(id, deposit.titleKey, db) : []
    try Self.index(id, db)
    try relink(id, db)
    for story in citing {
      try Linking.resolveFrom(story, near(), db)
      try NearIndex.addRelated(of: story, db)
    }
  }

  private static func renew(_ version: Int64, _ deposit: Deposit, _ db: Database) throws {
    let stored = deposit.stored
    try db.cachedStatement(
      sql: """
        UPDATE version SET byline = ?, section = ?, standfirst = ?, text = ?, shapes = ?, removed = ?,
          words = ? WHERE id = ?
        """
    ).execute(arguments: [
      stored.byline, deposit.story.section ?? "", deposit.story.standfirst ?? "", stored.text, stored.shapes,
      stored.removed, deposit.words, version,
    ])
  }

  /// A date that is found now gives the story its place; an address only where it has none.
  private static func renewStory(_ id: StoryID, _ deposit: Deposit, _ row: Row, _ db: Database) throws {
    let story = deposit.story
    try db.cachedStatement(
      sql: """
        UPDATE story SET title = ?, titleKey = ?, language = ?, publisher = coalesce(?, publisher)
        WHERE id = ?
        """
    ).execute(arguments: [
      story.title, deposit.titleKey, story.language, try publisher(story.source, db), id,
    ])
    if try row["urlKey"] as String? == nil, let key = deposit.urlKey {
      try db.cachedStatement(sql: "UPDATE OR IGNORE story SET url = ?, urlKey = ? WHERE id = ?")
        .execute(arguments: [story.url, key, id])
    }
    try renewDate(id, deposit, db)
  }

  /// Gives the story the deposit's date, where that has one.
  static func renewDate(_ id: StoryID, _ deposit: Deposit, _ db: Database) throws {
    guard let date = deposit.story.date else { return }
    try db.cachedStatement(
      sql: "UPDATE story SET date = ?, dateOffset = ?, datePrecision = ?, dateOrigin = ? WHERE id = ?"
    ).execute(arguments: [date.instant, date.offset, date.precision.rawValue, date.origin.rawValue, id])
  }

  /// The related headlines as they are now, with what the reader said of those that stay.
  static func renewRelated(_ id: StoryID, _ deposit: Deposit, _ db: Database) throws {
    let said = try Row.fetchAll(
      db,
      sql: """
        SELECT related.titleKey, related.urlKey, target, match, isRefused, score FROM link
        JOIN related ON related.story = link.story AND related.position = link.position
        WHERE link.story = ? AND (match = 'chosen' OR isRefused = 1)
        """, arguments: [id])
    try db.execute(sql: "DELETE FROM related WHERE story = ?", arguments: [id])
    try insertRelated(deposit, story: id, db)
    for row in said {
      let (title, url): (String, String?) = try (row["titleKey"], row["urlKey"])
      let position = deposit.relatedKeys.firstIndex { $0.title == title && $0.url == url }
      guard let position = position ?? deposit.relatedKeys.firstIndex(where: { $0.title == title }) else {
        continue
      }
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO link (story, position, target, match, isRefused, score)
          SELECT story, position, ?3, ?4, ?5, ?6 FROM related WHERE story = ?1 AND position = ?2
          """,
        arguments: [
          id, position, row["target"] as Int64, row["match"] as String, row["isRefused"] as Bool,
          row["score"] as Double?,
        ])
    }
  }

  /// Takes away the links of others to a headline that the story no longer bears; whose they were.
  private static func dropMistaken(_ id: StoryID, _ titleKey: String, _ db: Database) throws -> [StoryID] {
    let mistaken = """
      target = ? AND isRefused = 0 AND (match = 'near' OR match = 'headline' AND NOT EXISTS
        (SELECT 1 FROM related WHERE related.story = link.story AND related.position = link.position
         AND related.titleKey = ?))
      """
    let citing = try StoryID.fetchAll(
      db, sql: "SELECT DISTINCT story FROM link WHERE \(mistaken)", arguments: [id, titleKey])
    try db.execute(sql: "DELETE FROM link WHERE \(mistaken)", arguments: [id, titleKey])
    return citing
  }
}

extension Archive {
  /// Learns all templates anew, from the first capture of each story; `decode` reads its bytes as text.
  package func learnAgain(decode: @Sendable (Capture) -> String) throws {
    var shelf = TemplateShelf(isFresh: true)
    var last: StoryID = 0
    while true {
      let count = try read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT story.id, story.title, story.url AS address, publisher.name AS source,
              \(Self.captureColumns)
            FROM story JOIN capture ON capture.id = (SELECT min(id) FROM capture WHERE story = story.id)
            LEFT JOIN publisher ON publisher.id = story.publisher
            WHERE story.id > ? ORDER BY story.id LIMIT 96
            """, arguments: [last])
        for row in rows { try shelf.learn(row, try Self.capture(row), decode, db) }
        last = try rows.last?["id"] ?? last
        return rows.count
      }
      if count == 0 { break }
    }
    try write { db in
      try db.execute(sql: "DELETE FROM template")
      try shelf.store(db)
    }
  }
}

extension Story {
  /// The story as it comes back once it is stored.
  package var asKept: Story {
    let stored = StoredText(self)
    var story = self
    story.blocks = StoredText.blocks(text: stored.text, shapes: stored.shapes)
    story.removed = StoredText.removed(stored.removed)
    story.byline = stored.byline.split(separator: "\n").map(String.init)
    story.section = section?.nonEmpty
    story.standfirst = standfirst?.nonEmpty
    story.related = related.filter { !$0.title.isEmpty }
    return story
  }
}
