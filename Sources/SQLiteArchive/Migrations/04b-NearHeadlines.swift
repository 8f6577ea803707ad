extension Migrations {
  /// `headlineKey` has a row for each key of a headline: the story's own headline has position -1; a related
  /// headline that no stored story bears has its position and negative keys. `link` has a score now, and
  /// `near` among its matches.
  static let nearHeadlines = """
    CREATE TABLE headlineKey (
      key INTEGER NOT NULL,
      story INTEGER NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (key, story, position)
    ) WITHOUT ROWID;
    CREATE TABLE newLink (
      story INTEGER NOT NULL,
      position INTEGER NOT NULL,
      target INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      match TEXT NOT NULL CHECK (match IN ('url', 'headline', 'near', 'chosen')),
      isRefused INTEGER NOT NULL DEFAULT 0 CHECK (isRefused IN (0, 1)),
      score REAL CHECK (score BETWEEN 0 AND 1),
      PRIMARY KEY (story, position, target),
      FOREIGN KEY (story, position) REFERENCES related(story, position) ON DELETE CASCADE
    ) WITHOUT ROWID;
    INSERT INTO newLink SELECT story, position, target, match, isRefused, NULL FROM link;
    DROP TABLE link;
    ALTER TABLE newLink RENAME TO link;
    CREATE INDEX linkByTarget ON link(target);
    CREATE TABLE IF NOT EXISTS stale (name TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO stale VALUES ('headlineKeys');
    """
}
