extension Migrations {
  /// `record` is compressed, `sha256` of its content, so that a second import does not keep it twice.
  static let failedCaptures = """
    CREATE TABLE failedCapture (
      id INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE,
      path TEXT NOT NULL,
      reason TEXT NOT NULL,
      time INTEGER NOT NULL,
      size INTEGER NOT NULL,
      record BLOB NOT NULL
    );
    """
}
