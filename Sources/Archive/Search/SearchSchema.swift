import CTokenizer
import GRDB
import Stories

/// The search index, the tags, and the searches that are kept.
enum SearchSchema {
  /// The migration that gave stories their places on the shelf as it is today.
  static let shelves = "8 search with stems"
  /// The text comes first: every word in another column takes two bytes more.
  static let columns = "text, standfirst, title, byline, marks"

  /// Makes the tokenizer known to a connection.
  static func register(_ db: Database) throws {
    guard kq_search_register(db.sqliteConnection) == 0 else {
      throw DatabaseError(message: "SQLite has no FTS5")
    }
  }

  /// Gives every story its place on the new shelf. The index stays empty: a later migration fills it.
  static func migrate(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE search; DROP VIEW searchText;")
    try db.execute(sql: tables)
    try reshelve(db)
  }

  /// Indexes every story anew, with the words that the tokenizer knows today.
  static func fill(_ db: Database, _ progress: Archive.IndexProgress) throws {
    try db.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')")
    let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM story") ?? 0
    let batch = try db.makeStatement(
      sql: """
        INSERT INTO search (rowid, \(columns)) SELECT shelf, \(columns) FROM searchText
        WHERE shelf > ? AND shelf <= ?
        """)
    var (done, last) = (0, Int64.min)
    while true {
      let shelves = try Int64.fetchAll(
        db, sql: "SELECT shelf FROM story WHERE shelf > ? ORDER BY shelf LIMIT 500", arguments: [last])
      guard let end = shelves.last else { break }
      try batch.execute(arguments: [last, end])
      (done, last) = (done + shelves.count, end)
      progress(done, all)
    }
  }

  /// FTS5 gathers so many bytes of words before it writes them: those of a whole batch of an import.
  static func gather(_ bytes: Int, _ db: Database) throws {
    try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('hashsize', ?)", arguments: [bytes])
  }

  /// FTS5 merges eight pieces of the index into one rather than four: each word is written less often, and a
  /// question looks into a few pieces more.
  static func mergeLess(_ db: Database) throws {
    try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('automerge', 8)")
  }

  /// From UTC second << 20 | sequence to quarters of a minute; the order stays.
  static func reshelve(_ db: Database) throws {
    let away: Int64 = 1 << 61
    let move = try db.makeStatement(sql: "UPDATE story SET shelf = ? WHERE id = ?")
    var (last, drift) = (Int64.min, Int64(0))
    var seen = Int64.min
    while true {
      let stories = try Row.fetchAll(
        db,
        sql: """
          SELECT id, shelf, date, captured FROM story WHERE shelf > ? AND shelf < ? ORDER BY shelf LIMIT 1000
          """, arguments: [seen, away / 2])
      if stories.isEmpty { break }
      for row in stories {
        let base = Shelf.base(date: try row["date"], captured: try row["captured"])
        last = max(last + 1, base)
        drift = max(drift, last - base)
        try move.execute(arguments: [last + away, row["id"] as Int64])
        seen = try row["shelf"]
      }
    }
    try db.execute(sql: "UPDATE story SET shelf = shelf - ?", arguments: [away])
    try Shelf.drifted(by: drift, db)
    guard try db.tableExists("forgottenStory") else { return }
    for row in try Row.fetchAll(db, sql: "SELECT id, date, captured FROM forgottenStory") {
      try db.execute(
        sql: "UPDATE forgottenStory SET shelf = ? WHERE id = ?",
        arguments: [Shelf.base(date: row["date"], captured: row["captured"]), row["id"] as Int64])
    }
  }

  /// What the tokenizer reads: a text behind its language between two U+0001; behind U+0003 marks that every
  /// story has, that stories of a publisher have, that stories in a language have.
  private static let tables = """
    CREATE VIEW searchText AS
      SELECT story.shelf AS shelf,
        char(1) || ifnull(story.language, '') || char(1) || version.text AS text,
        char(1) || ifnull(story.language, '') || char(1) || version.standfirst AS standfirst,
        char(1) || ifnull(story.language, '') || char(1) || story.title AS title,
        char(1) || char(1) || version.byline AS byline,
        char(3) || 'a p' || ifnull(story.publisher, '') || ' l' || ifnull(story.language, '') AS marks
      FROM story JOIN version ON version.id = story.version;
    CREATE VIRTUAL TABLE search USING fts5(
      \(columns), content = 'searchText', content_rowid = 'shelf', tokenize = 'kiosque'
    );
    CREATE TABLE shelfDrift (most INTEGER NOT NULL);
    INSERT INTO shelfDrift VALUES (0);
    CREATE TABLE tag (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      key TEXT NOT NULL UNIQUE CHECK (key <> '')
    );
    CREATE TABLE storyTag (
      story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      tag INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
      PRIMARY KEY (story, tag)
    ) WITHOUT ROWID;
    CREATE INDEX storyByTag ON storyTag(tag, story);
    CREATE TABLE keptSearch (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> ''),
      words TEXT NOT NULL CHECK (words <> '')
    );
    """
}
