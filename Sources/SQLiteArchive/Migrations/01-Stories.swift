extension Migrations {
  /// `shelf` was sort key and search row at once: UTC second << 20 | sequence, from the story's date; for a
  /// story without one from its capture's time, lowered by 2^60.
  static let stories = """
    CREATE TABLE publisher (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> '')
    );
    CREATE TABLE import (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      label TEXT NOT NULL
    );
    CREATE TABLE story (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      shelf INTEGER NOT NULL UNIQUE,
      title TEXT NOT NULL CHECK (title <> ''),
      titleKey TEXT NOT NULL,
      publisher INTEGER REFERENCES publisher(id),
      language TEXT,
      url TEXT,
      urlKey TEXT,
      date INTEGER,
      dateOffset INTEGER NOT NULL DEFAULT 0,
      datePrecision TEXT CHECK (datePrecision IN ('day', 'minute')),
      dateOrigin TEXT CHECK (dateOrigin IN ('metadata', 'url', 'path', 'manifest')),
      captured INTEGER NOT NULL,
      isRead INTEGER NOT NULL DEFAULT 0 CHECK (isRead IN (0, 1)),
      isStarred INTEGER NOT NULL DEFAULT 0 CHECK (isStarred IN (0, 1)),
      progress REAL NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
      linked INTEGER NOT NULL DEFAULT 0,
      version INTEGER NOT NULL DEFAULT 0,
      CHECK ((date IS NULL) = (datePrecision IS NULL) AND (date IS NULL) = (dateOrigin IS NULL))
    );
    CREATE UNIQUE INDEX storyByURL ON story(urlKey) WHERE urlKey IS NOT NULL;
    CREATE INDEX storyByTitle ON story(titleKey, shelf);
    CREATE INDEX storyByPublisher ON story(publisher, shelf);
    CREATE INDEX storyUnread ON story(shelf) WHERE isRead = 0;
    CREATE INDEX storyStarred ON story(shelf) WHERE isStarred = 1;
    CREATE TABLE version (
      id INTEGER PRIMARY KEY,
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      byline TEXT NOT NULL,
      section TEXT NOT NULL,
      standfirst TEXT NOT NULL,
      text TEXT NOT NULL,
      shapes TEXT NOT NULL,
      removed TEXT NOT NULL,
      words INTEGER NOT NULL,
      UNIQUE (story, number)
    );
    CREATE TABLE capture (
      id INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      version INTEGER NOT NULL REFERENCES version(id) ON DELETE CASCADE,
      import INTEGER NOT NULL REFERENCES import(id),
      path TEXT,
      url TEXT,
      captured INTEGER NOT NULL,
      format TEXT NOT NULL,
      encoding TEXT NOT NULL,
      givenPublisher TEXT,
      givenDate TEXT,
      givenDateOrigin TEXT,
      size INTEGER NOT NULL,
      raw BLOB NOT NULL
    );
    CREATE INDEX captureByStory ON capture(story);
    CREATE INDEX captureByVersion ON capture(version);
    CREATE INDEX captureByImport ON capture(import);
    CREATE TABLE related (
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      title TEXT NOT NULL CHECK (title <> ''),
      titleKey TEXT NOT NULL,
      url TEXT,
      urlKey TEXT,
      PRIMARY KEY (story, position)
    ) WITHOUT ROWID;
    CREATE INDEX relatedByTitle ON related(titleKey);
    CREATE INDEX relatedByURL ON related(urlKey) WHERE urlKey IS NOT NULL;
    CREATE TABLE link (
      story INTEGER NOT NULL,
      position INTEGER NOT NULL,
      target INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      match TEXT NOT NULL CHECK (match IN ('url', 'headline', 'chosen')),
      isRefused INTEGER NOT NULL DEFAULT 0 CHECK (isRefused IN (0, 1)),
      PRIMARY KEY (story, position, target),
      FOREIGN KEY (story, position) REFERENCES related(story, position) ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX linkByTarget ON link(target);
    """
}
