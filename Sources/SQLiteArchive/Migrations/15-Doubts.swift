extension Migrations {
  /// `doubt` says why a version may not be whole, null for most.
  static let doubts = """
    ALTER TABLE version ADD COLUMN doubt TEXT;
    ALTER TABLE changedText ADD COLUMN doubt TEXT;
    ALTER TABLE forgottenVersion ADD COLUMN doubt TEXT;
    CREATE INDEX doubtfulVersion ON version (story) WHERE doubt IS NOT NULL;
    """
}
