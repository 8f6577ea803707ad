import GRDB
import Stories

/// A version's newest capture, to be cleaned anew.
package struct VersionCapture: Sendable {
  package let version: Int64
  /// Bytes and what is known of them; the text is still to be read.
  package var capture: Capture
}

extension Archive {
  /// So many of the versions that an import brought are looked at.
  private static let mostNew = 4

  /// The versions that the latest import brought to a story and those before and after them in time, each
  /// with its newest capture; none where it brought no version.
  package func unsettled(_ id: StoryID) throws -> [VersionCapture] {
    try read { db in
      let versions = try Int64.fetchAll(
        db,
        sql: """
          SELECT version FROM capture JOIN import ON import.id = capture.import WHERE story = ?
          GROUP BY version ORDER BY max(\(Self.captureTime)), max(capture.id)
          """, arguments: [id])
      guard versions.count > 1 else { return [] }
      let new = try Set(
        Int64.fetchAll(
          db,
          sql: """
            SELECT version FROM capture WHERE story = ?1 GROUP BY version
            HAVING min(import) = (SELECT max(import) FROM capture WHERE story = ?1)
            ORDER BY version DESC LIMIT \(Self.mostNew)
            """, arguments: [id]))
      let near = versions.indices.filter { index in
        versions[max(0, index - 1)...min(versions.count - 1, index + 1)].contains { new.contains($0) }
      }
      return try near.compactMap { index in
        guard let row = try Self.captureRow(ofVersion: versions[index], db),
          let capture = try Self.whole(row, db)
        else { return nil }
        return VersionCapture(version: versions[index], capture: capture)
      }
    }
  }

  /// Gives versions of stories what cleaning makes of them today; those of one story that are the same then
  /// become one.
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

  /// Of versions that read the same one stays, that which is shown before others, with the lowest number and
  /// all captures.
  private static func uniteVersions(of id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT version.id, number, coalesce(version.title, story.title) AS title, standfirst, text
        FROM version JOIN story ON story.id = version.story WHERE story = ?
        ORDER BY version.id = story.version DESC, number
        """)
    let rows = try Row.fetchAll(statement, arguments: [id])
    let same = try Dictionary(grouping: rows) { try [$0["title"] as String, $0["standfirst"], $0["text"]] }
    for group in same.values where group.count > 1 {
      guard let kept = group.first, let number = try group.map({ try $0["number"] as Int }).min() else {
        continue
      }
      for row in group.dropFirst() {
        let pair: StatementArguments = [try kept["id"] as Int64, try row["id"] as Int64]
        try db.execute(sql: "UPDATE capture SET version = ? WHERE version = ?", arguments: pair)
        try db.execute(
          sql: "UPDATE OR IGNORE changedText SET version = ? WHERE version = ?", arguments: pair)
        try db.execute(sql: "DELETE FROM version WHERE id = ?", arguments: [row["id"] as Int64])
      }
      try db.execute(
        sql: "UPDATE version SET number = ? WHERE id = ?", arguments: [number, kept["id"] as Int64])
    }
  }
}
