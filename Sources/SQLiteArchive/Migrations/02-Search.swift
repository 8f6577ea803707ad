extension Migrations {
  /// The first search index: words without their accents.
  static let search = """
    CREATE VIEW searchText AS
      SELECT story.shelf AS shelf, story.title AS title, version.byline AS byline,
        version.standfirst AS standfirst, version.text AS text
      FROM story JOIN version ON version.id = story.version;
    CREATE VIRTUAL TABLE search USING fts5(
      title, byline, standfirst, text, content = 'searchText', content_rowid = 'shelf',
      tokenize = 'unicode61 remove_diacritics 2'
    );
    """
}
