extension Migrations {
  /// The words of every 64th story, and in how many of those they stand.
  static let frequentWords = """
    CREATE TABLE frequentWord (
      word TEXT PRIMARY KEY CHECK (word <> ''),
      stories INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS stale (name TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO stale VALUES ('frequentWords');
    """
}
