import GRDB

/// Versions with their headlines, and stories that are the same from other sources.
enum TwinSchema {
  /// What an earlier version put aside gets the new columns too.
  static func migrate(_ db: Database) throws {
    try db.execute(sql: tables)
    for (table, columns) in columns {
      for column in columns {
        try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(column)")
        let aside = "forgotten" + table.prefix(1).uppercased() + table.dropFirst()
        guard try db.tableExists(aside) else { continue }
        try db.execute(sql: "ALTER TABLE \(aside) ADD COLUMN \(column)")
      }
    }
    try db.execute(sql: "CREATE INDEX storyByLeader ON story(leader, shelf) WHERE leader IS NOT NULL")
    try db.execute(sql: Tally.schema)
  }

  /// `version.title` is null where it is the story's. `story.leader` is the story below whose headline this
  /// one stands, null for most; `story.twins` counts those that stand below it.
  private static let columns = [
    ("version", ["title TEXT"]),
    ("story", ["leader INTEGER", "twins INTEGER NOT NULL DEFAULT 0"]),
  ]

  /// A row a key of a story's text: the period of its date above the 32 bits of the hash.
  private static let tables = """
    CREATE TABLE twinKey (
      key INTEGER NOT NULL,
      story INTEGER NOT NULL,
      PRIMARY KEY (key, story)
    ) WITHOUT ROWID;
    """
}
