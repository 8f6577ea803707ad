extension Migrations {
  /// What a change replaced, so that it can be taken back.
  static let changes = """
    CREATE TABLE change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      stories INTEGER NOT NULL
    );
    CREATE TABLE changedMark (
      change INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      isRead INTEGER NOT NULL,
      isStarred INTEGER NOT NULL,
      PRIMARY KEY (change, story)
    ) WITHOUT ROWID;
    CREATE INDEX changedMarkByStory ON changedMark(story);
    CREATE TABLE changedLink (
      change INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      target INTEGER NOT NULL,
      match TEXT NOT NULL,
      isRefused INTEGER NOT NULL,
      PRIMARY KEY (change, story, position, target)
    ) WITHOUT ROWID;
    CREATE INDEX changedLinkByStory ON changedLink(story);
    """
}
