import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// All tags by name.
  package func tags() throws -> [TagCount] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT name, count(*) AS stories FROM tag JOIN storyTag ON storyTag.tag = tag.id
          GROUP BY tag.id ORDER BY key
          """
      ).map { try TagCount(name: $0["name"], stories: $0["stories"]) }
    }
  }

  /// The headlines with their tags.
  static func tagged(_ headlines: [Headline], _ db: Database) throws -> [Headline] {
    // Most archives have no tags: one look says so.
    guard !headlines.isEmpty,
      try Int.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM storyTag LIMIT 1")) != nil
    else { return headlines }
    let ids = headlines.map { String($0.id) }.joined(separator: ",")
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT storyTag.story, tag.name FROM storyTag JOIN tag ON tag.id = storyTag.tag
        WHERE storyTag.story IN (\(ids)) ORDER BY tag.key
        """)
    var names: [StoryID: [String]] = [:]
    while let row = try rows.next() { try names[row[0] as StoryID, default: []].append(row[1] as String) }
    return headlines.map { headline in
      var headline = headline
      headline.tags = names[headline.id] ?? []
      return headline
    }
  }

  /// The names of a story's tags.
  package func tags(of id: StoryID) throws -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM tag JOIN storyTag ON storyTag.tag = tag.id WHERE storyTag.story = ? ORDER BY key
          """, arguments: [id])
    }
  }
}
