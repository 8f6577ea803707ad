import GRDB

extension Migrations {
  /// `sortKey` orders stories, `searchRow` is the row of the search index, and both follow from the story; a
  /// run in which rows do not stand in the order of keys is in `unorderedRows` with its lowest and highest
  /// key. `stale` names what is worked out from other rows and has to be made anew.
  ///
  /// A story's version and leader are rows that are there. `headlineKey.story` and `twinKey.story` stay
  /// without a foreign key: dozens of rows a story would need an index of their own; `check` counts them.
  static let order = """
    CREATE TABLE newStory (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      searchRow INTEGER NOT NULL UNIQUE,
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
      version INTEGER NOT NULL DEFAULT 0 REFERENCES version(id) DEFERRABLE INITIALLY DEFERRED,
      leader INTEGER REFERENCES story(id) ON DELETE SET NULL,
      twins INTEGER NOT NULL DEFAULT 0,
      sortKey INTEGER NOT NULL DEFAULT 0,
      CHECK ((date IS NULL) = (datePrecision IS NULL) AND (date IS NULL) = (dateOrigin IS NULL))
    );
    INSERT INTO newStory SELECT id, shelf, title, titleKey, publisher, language, url, urlKey, date,
      dateOffset,
      datePrecision, dateOrigin, captured, isRead, isStarred, progress, linked, version, leader, twins, 0
      FROM story;
    DELETE FROM sqlite_sequence WHERE name = 'newStory';
    UPDATE sqlite_sequence SET name = 'newStory' WHERE name = 'story';
    DROP TABLE search;
    DROP VIEW searchText;
    DROP TABLE story;
    ALTER TABLE newStory RENAME TO story;
    CREATE UNIQUE INDEX storyByURL ON story(urlKey) WHERE urlKey IS NOT NULL;
    CREATE INDEX storyByVersion ON story(version);
    """

  static let orderIndexes = """
    ALTER TABLE shelfDrift RENAME TO searchRowDrift;
    CREATE TABLE unorderedRows (
      first INTEGER PRIMARY KEY,
      last INTEGER NOT NULL,
      lowest INTEGER NOT NULL,
      highest INTEGER NOT NULL,
      CHECK (first < last)
    );
    CREATE TABLE IF NOT EXISTS stale (name TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO stale VALUES ('order');
    CREATE INDEX storyBySortKey ON story(sortKey);
    CREATE INDEX storyByTitle ON story(titleKey, sortKey);
    CREATE INDEX storyByPublisher ON story(publisher, sortKey);
    CREATE INDEX storyUnread ON story(sortKey, searchRow) WHERE isRead = 0;
    CREATE INDEX storyStarred ON story(sortKey, searchRow) WHERE isStarred = 1;
    CREATE INDEX storyByLeader ON story(leader, sortKey) WHERE leader IS NOT NULL;
    """

  static let tallyTriggers = """
    CREATE TRIGGER tallyOfNew AFTER INSERT ON story BEGIN
      UPDATE tally SET stories = stories + 1, unread = unread + (new.isRead = 0),
        starred = starred + new.isStarred, copies = copies + (new.leader IS NOT NULL);
    END;
    CREATE TRIGGER tallyOfGone AFTER DELETE ON story BEGIN
      UPDATE tally SET stories = stories - 1, unread = unread - (old.isRead = 0),
        starred = starred - old.isStarred, copies = copies - (old.leader IS NOT NULL);
    END;
    CREATE TRIGGER tallyOfMarks AFTER UPDATE OF isRead, isStarred, leader ON story BEGIN
      UPDATE tally SET unread = unread + old.isRead - new.isRead,
        starred = starred + new.isStarred - old.isStarred,
        copies = copies + (new.leader IS NOT NULL) - (old.leader IS NOT NULL);
    END;
    """

  /// What was forgotten last, until the next time.
  static let forgotten = """
    CREATE TABLE forgottenStory (
      id INTEGER NOT NULL, searchRow INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL, titleKey TEXT NOT NULL,
      publisher INTEGER, language TEXT, url TEXT, urlKey TEXT, date INTEGER,
      dateOffset INTEGER NOT NULL DEFAULT 0, datePrecision TEXT, dateOrigin TEXT, captured INTEGER NOT NULL,
      isRead INTEGER NOT NULL DEFAULT 0, isStarred INTEGER NOT NULL DEFAULT 0,
      progress REAL NOT NULL DEFAULT 0, linked INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL,
      leader INTEGER, twins INTEGER NOT NULL DEFAULT 0, sortKey INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE forgottenVersion (
      id INTEGER NOT NULL, story INTEGER NOT NULL, number INTEGER NOT NULL, byline TEXT NOT NULL,
      section TEXT NOT NULL, standfirst TEXT NOT NULL, text TEXT NOT NULL, shapes TEXT NOT NULL,
      removed TEXT NOT NULL, words INTEGER NOT NULL, title TEXT
    );
    CREATE TABLE forgottenCapture (
      id INTEGER NOT NULL, sha256 BLOB NOT NULL, story INTEGER NOT NULL, version INTEGER NOT NULL,
      import INTEGER NOT NULL, path TEXT, url TEXT, captured INTEGER NOT NULL, format TEXT NOT NULL,
      encoding TEXT NOT NULL, givenPublisher TEXT, givenDate TEXT, givenDateOrigin TEXT,
      size INTEGER NOT NULL, raw BLOB NOT NULL
    );
    CREATE TABLE forgottenRelated (
      story INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, titleKey TEXT NOT NULL,
      url TEXT, urlKey TEXT
    );
    CREATE TABLE forgottenLink (
      story INTEGER NOT NULL, position INTEGER NOT NULL, target INTEGER NOT NULL, match TEXT NOT NULL,
      isRefused INTEGER NOT NULL DEFAULT 0, score REAL
    );
    CREATE TABLE forgottenCorrection (
      story INTEGER NOT NULL, line TEXT NOT NULL, text TEXT NOT NULL, isStory INTEGER NOT NULL
    );
    CREATE TABLE forgottenProfileMatch (
      capture INTEGER NOT NULL, story INTEGER NOT NULL, profile TEXT NOT NULL, layout TEXT
    );
    CREATE TABLE forgottenGiven (
      capture INTEGER NOT NULL, story INTEGER NOT NULL, title TEXT NOT NULL, byline TEXT NOT NULL,
      source TEXT NOT NULL
    );
    CREATE TABLE forgottenStoryTag (story INTEGER NOT NULL, tag INTEGER NOT NULL);
    """

  /// Earlier versions made these tables while they forgot, each with the columns of its time.
  static func moveForgotten(_ db: Database) throws {
    let names = [
      "Story", "Version", "Capture", "Related", "Link", "Correction", "ProfileMatch", "Given", "StoryTag",
    ].map { "forgotten" + $0 }
    let old = try names.filter { try db.tableExists($0) }
    for name in old { try db.execute(sql: "ALTER TABLE \(name) RENAME TO old_\(name)") }
    try db.execute(sql: forgotten)
    for name in old {
      let known = Set(try db.columns(in: name).map(\.name))
      let columns = try db.columns(in: "old_\(name)").map(\.name).filter(known.contains)
        .joined(separator: ", ")
      try db.execute(
        sql: "INSERT INTO \(name) (\(columns)) SELECT \(columns) FROM old_\(name); DROP TABLE old_\(name)")
    }
  }
}
