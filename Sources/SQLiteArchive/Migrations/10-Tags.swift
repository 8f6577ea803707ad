extension Migrations {
  /// What tags a change gave stories, and which it took away: those that a story bore before.
  static let changedTags = """
    CREATE TABLE changedTag (
      change INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      wasThere INTEGER NOT NULL CHECK (wasThere IN (0, 1)),
      PRIMARY KEY (change, story, key)
    ) WITHOUT ROWID;
    CREATE INDEX changedTagByStory ON changedTag(story);
    """
}
