import Archive
import CTokenizer
import GRDB
import Stories

/// The search index.
enum SearchSchema {
  /// The text comes first: every word in another column takes two bytes more.
  static let columns = "text, standfirst, title, byline, marks"

  /// Registers the tokenizer with a connection.
  static func register(_ db: Database) throws {
    guard kq_search_register(db.sqliteConnection) == 0 else {
      throw DatabaseError(message: "SQLite has no FTS5")
    }
  }

  /// Builds the index of all stories again.
  static func make(_ db: Database, _ progress: ArchiveProgress) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS search; DROP VIEW IF EXISTS searchText")
    try db.execute(sql: tables)
    let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM story") ?? 0
    var (done, last) = (0, Int64.min)
    while true {
      let rows = try Int64.fetchAll(
        db, sql: "SELECT searchRow FROM story WHERE searchRow > ? ORDER BY searchRow LIMIT 500",
        arguments: [last])
      guard let end = rows.last else { break }
      try SQLiteArchive.index(rows: rows, db)
      (done, last) = (done + rows.count, end)
      progress(done, all)
    }
  }

  /// `hashsize` is how many bytes FTS5 collects before it writes them: enough for a batch of an import. With
  /// `automerge`, eight segments of the index are merged rather than four: each word is written less often,
  /// and a query reads a few more segments.
  ///
  /// The tokenizer reads a text that is preceded by its language between two U+0001; after U+0003 follow
  /// marks for all stories, for stories of a publisher, and for stories in a language.
  private static let tables = """
    CREATE VIEW searchText AS
      SELECT story.searchRow AS searchRow,
        char(1) || ifnull(story.language, '') || char(1) || version.text AS text,
        char(1) || ifnull(story.language, '') || char(1) || version.standfirst AS standfirst,
        char(1) || ifnull(story.language, '') || char(1) || story.title AS title,
        char(1) || char(1) || version.byline AS byline,
        char(3) || 'a p' || ifnull(story.publisher, '') || ' l' || ifnull(story.language, '') AS marks
      FROM story JOIN version ON version.id = story.version;
    CREATE VIRTUAL TABLE search USING fts5(
      \(columns), content = 'searchText', content_rowid = 'searchRow', tokenize = 'kiosque'
    );
    INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
    INSERT INTO search (search, rank) VALUES ('automerge', 8);
    """
}
