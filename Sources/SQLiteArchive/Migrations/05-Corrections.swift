extension Migrations {
  /// What the reader said of single lines, and what such a change replaced.
  ///
  /// `line` is the correction's key. `changedCorrection.isStory` is null where nothing was said before;
  /// `changedText.related` has a line for each headline: title, tab, address; then, for each of its links
  /// that the reader chose or refused, a tab and the link.
  static let corrections = """
    CREATE TABLE correction (
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      line TEXT NOT NULL,
      text TEXT NOT NULL,
      isStory INTEGER NOT NULL CHECK (isStory IN (0, 1)),
      PRIMARY KEY (story, line)
    ) WITHOUT ROWID;
    CREATE TABLE changedCorrection (
      change INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      line TEXT NOT NULL,
      text TEXT NOT NULL,
      isStory INTEGER,
      PRIMARY KEY (change, story, line)
    ) WITHOUT ROWID;
    CREATE INDEX changedCorrectionByStory ON changedCorrection(story);
    CREATE TABLE changedText (
      change INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      version INTEGER NOT NULL REFERENCES version(id) ON DELETE CASCADE,
      title TEXT NOT NULL,
      byline TEXT NOT NULL,
      section TEXT NOT NULL,
      standfirst TEXT NOT NULL,
      text TEXT NOT NULL,
      shapes TEXT NOT NULL,
      removed TEXT NOT NULL,
      words INTEGER NOT NULL,
      related TEXT NOT NULL,
      UNIQUE (change, story)
    );
    CREATE INDEX changedTextByStory ON changedText(story);
    CREATE INDEX changedTextByVersion ON changedText(version);
    CREATE TABLE changedRule (
      change INTEGER PRIMARY KEY REFERENCES change(id) ON DELETE CASCADE,
      publisher TEXT NOT NULL,
      text TEXT NOT NULL,
      isStory INTEGER NOT NULL
    );
    """
}
