extension Migrations {
  /// For each capture of a publisher whose layouts are known: the layout that fitted, null where none did.
  static let profileMatches = """
    CREATE TABLE profileMatch (
      capture INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      profile TEXT NOT NULL CHECK (profile <> ''),
      layout TEXT
    );
    CREATE INDEX profileMatchByStory ON profileMatch(story);
    """
}
