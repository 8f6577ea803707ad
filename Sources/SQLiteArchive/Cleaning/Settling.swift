import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// The versions that the latest import brought to a story and those before and after them in time, each
  /// with its newest capture; none where it brought no version.
  package func unsettled(_ id: StoryID) throws -> [VersionCapture] {
    try read { db in
      try VersionPolicy.unsettled(Self.captures(of: id, db)).compactMap { version in
        guard let row = try Self.captureRow(ofVersion: version, db), let capture = try Self.whole(row, db)
        else { return nil }
        return VersionCapture(version: version, capture: capture)
      }
    }
  }

  /// Replaces the contents of versions by what cleaning makes of them today. Versions of a story that are
  /// then equal are merged.
  package func settle(_ stories: [(story: StoryID, cleaned: [(version: Int64, story: Story)])]) throws {
    guard !stories.isEmpty else { return }
    try write { db in
      for (id, cleaned) in stories { try settle(id, cleaned, db) }
    }
  }

  private func settle(
    _ id: StoryID, _ cleaned: [(version: Int64, story: Story)], _ db: Database
  ) throws {
    for (version, story) in cleaned {
      let content = StoredContent(story)
      guard !content.title.isEmpty, let shown = try StoredContent.stored(of: id, db) else { continue }
      if version == shown.version {
        guard content != shown.content else { continue }
        try rewrite(id, version: version, from: shown.content, to: content, db)
      } else {
        try content.write(version: version, db)
        try db.cachedStatement(sql: "UPDATE version SET title = ? WHERE id = ?")
          .execute(arguments: [content.title, version])
      }
    }
    try Self.uniteVersions(of: id, db)
  }

  /// Merges versions with the same text by `VersionPolicy`, with all their captures.
  private static func uniteVersions(of id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT version.id, number, version.id = story.version AS isShown,
          coalesce(version.title, story.title) AS title, standfirst, text
        FROM version JOIN story ON story.id = version.story WHERE story = ?
        """)
    let readings = try Row.fetchAll(statement, arguments: [id]).map {
      try VersionPolicy.Reading(
        version: $0["id"], number: $0["number"], isShown: $0["isShown"], title: $0["title"],
        standfirst: $0["standfirst"], text: $0["text"])
    }
    for union in VersionPolicy.unions(readings) {
      for version in union.dropped {
        try db.execute(
          sql: "UPDATE capture SET version = ? WHERE version = ?", arguments: [union.kept, version])
        try TextChanges.move(from: version, to: union.kept, db)
        try db.execute(sql: "DELETE FROM version WHERE id = ?", arguments: [version])
      }
      try db.execute(
        sql: "UPDATE version SET number = ? WHERE id = ?", arguments: [union.number, union.kept])
    }
  }
}
