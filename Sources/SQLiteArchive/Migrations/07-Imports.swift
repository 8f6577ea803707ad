extension Migrations {
  /// Large files that are being imported, and how far; feeds that lists of subscriptions named.
  static let importsUnderWay = """
    CREATE TABLE importMark (
      path TEXT PRIMARY KEY,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      head BLOB NOT NULL,
      offset INTEGER NOT NULL,
      number INTEGER NOT NULL,
      passed INTEGER NOT NULL,
      done INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE CHECK (url <> ''),
      title TEXT NOT NULL DEFAULT '',
      site TEXT NOT NULL DEFAULT '',
      folder TEXT NOT NULL DEFAULT '',
      added INTEGER NOT NULL
    );
    """

  /// What came beside a capture, in a feed or a table.
  static let given = """
    CREATE TABLE given (
      capture INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      title TEXT NOT NULL,
      byline TEXT NOT NULL,
      source TEXT NOT NULL
    );
    CREATE INDEX givenByStory ON given(story);
    """
}
