extension Migrations {
  /// `source` is the publisher's name, or the host where a capture has none.
  static let templates = """
    CREATE TABLE template (
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL CHECK (source <> ''),
      period INTEGER NOT NULL,
      stories INTEGER NOT NULL,
      lines BLOB NOT NULL,
      UNIQUE (source, period)
    );
    """
}
