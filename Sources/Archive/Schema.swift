import GRDB

/// The tables. A migration that was shipped is never changed; a new one is appended.
enum Schema {
  static var migrator: DatabaseMigrator { migrator { _, _ in } }

  /// The same; it tells how far the search index has come where that is built anew.
  static func migrator(_ progress: @escaping Archive.IndexProgress) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 stories, captures, links") { try $0.execute(sql: stories) }
    migrator.registerMigration("2 search") { try $0.execute(sql: search) }
    migrator.registerMigration("3 changes that can be undone") { try $0.execute(sql: changes) }
    migrator.registerMigration("4 templates") { try $0.execute(sql: TemplateShelf.schema) }
    migrator.registerMigration("4b near headlines") { try NearSchema.migrate($0) }
    migrator.registerMigration("5 corrections") { try $0.execute(sql: corrections) }
    migrator.registerMigration("6 profiles that matched") { try $0.execute(sql: profileMatches) }
    migrator.registerMigration("7 imports under way") { try $0.execute(sql: importsUnderWay + given) }
    migrator.registerMigration(SearchSchema.shelves) { try SearchSchema.migrate($0) }
    migrator.registerMigration("8b frequent words") { try FrequentWords.migrate($0) }
    migrator.registerMigration("9 versions and twins") { try TwinSchema.migrate($0) }
    migrator.registerMigration("10 tags that can be undone") { db in
      try db.execute(sql: changedTags)
      try SearchSchema.gather(8 << 20, db)
    }
    // Nothing that points to rows changes: a check of all that do takes seconds in a large archive.
    migrator.registerMigration("11 fewer merges", foreignKeyChecks: .immediate) { db in
      try SearchSchema.gather(16 << 20, db)
      try SearchSchema.mergeLess(db)
    }
    migrator.registerMigration("12 words and pairs", foreignKeyChecks: .immediate) { db in
      try SearchSchema.fill(db, progress)
    }
    return migrator
  }

  /// `shelf` is sort key and search row at once: UTC second << 20 | sequence, from the story's date; for a
  /// story without one from its capture's time, lowered by 2^60, so that those stand below every dated story
  /// and newest-first reads one index backwards whatever is asked.
  private static let stories = """
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

  private static let search = """
    CREATE VIEW searchText AS
      SELECT story.shelf AS shelf, story.title AS title, version.byline AS byline,
        version.standfirst AS standfirst, version.text AS text
      FROM story JOIN version ON version.id = story.version;
    CREATE VIRTUAL TABLE search USING fts5(
      title, byline, standfirst, text, content = 'searchText', content_rowid = 'shelf',
      tokenize = 'unicode61 remove_diacritics 2'
    );
    """

  private static let changes = """
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
