import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// The ids of the stories of a list, newest first; 8 bytes for each story of the whole archive.
  package func identities(_ query: Query, limit: Int?) throws -> [StoryID] {
    try read { db in
      let list = try ListQuestion(query, db).identities
      let sql = "SELECT id FROM story WHERE id IN (\(list.sql)) ORDER BY sortKey DESC LIMIT ?"
      return try StoryID.fetchAll(db, sql: sql, arguments: StatementArguments(list.arguments + [limit ?? -1]))
    }
  }

  /// These stories with the captures that their texts came from, those of `rawCapture`; stories that are gone
  /// and damaged captures are missing.
  package func recleanable(_ ids: [StoryID]) throws -> [Recleanable] {
    try ids.compactMap { id in
      guard let story = try story(id) else { return nil }
      return try read { db in
        guard let row = try Self.captureRow(of: id, version: nil, db),
          let capture = try Self.whole(row, db)
        else { return nil }
        return Recleanable(story: story, capture: capture)
      }
    }
  }

  /// Replaces the contents of stories by what cleaning makes of the same captures today, in one transaction,
  /// and finds their links again.
  ///
  /// See `rewrite` for what is kept. Where no story is given, only links are found again. Stories that do not
  /// exist any more are skipped. A second run changes nothing.
  package func reclean(_ cleaned: [(id: StoryID, story: CleanedStory?)]) throws {
    defer { shortenLog() }
    try write { db in
      for (id, cleaned) in cleaned {
        if let cleaned, let (version, old) = try StoredContent.stored(of: id, db) {
          try rewrite(id, version: version, from: old, to: cleaned.content, facts: cleaned.story, db)
        } else {
          try NearDuplicates.unindex(id, db)
          try relink(id, db)
          try regroup(id, db)
        }
      }
    }
  }
}

extension SQLiteArchive {
  /// Learns all templates again, from the first capture of each story; `decode` reads its bytes as text, and
  /// gives nil where it cannot be learnt from.
  package func learnAgain(decode: (StoryID, Capture) throws -> String?) throws {
    var store = TemplateStore(isFresh: true)
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
        for row in rows { try store.learn(row, try Self.capture(row), decode, db) }
        last = try rows.last?["id"] ?? last
        return rows.count
      }
      if count == 0 { break }
    }
    try write { db in
      try db.execute(sql: "DELETE FROM template")
      try store.store(db)
    }
  }
}
