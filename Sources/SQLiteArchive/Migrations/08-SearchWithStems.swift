extension Migrations {
  /// What the tokenizer read: a text behind its language between two U+0001; behind U+0003 marks that every
  /// story has, that stories of a publisher have, that stories in a language have.
  static let searchWithStems = """
    DROP TABLE search;
    DROP VIEW searchText;
    CREATE VIEW searchText AS
      SELECT story.shelf AS shelf,
        char(1) || ifnull(story.language, '') || char(1) || version.text AS text,
        char(1) || ifnull(story.language, '') || char(1) || version.standfirst AS standfirst,
        char(1) || ifnull(story.language, '') || char(1) || story.title AS title,
        char(1) || char(1) || version.byline AS byline,
        char(3) || 'a p' || ifnull(story.publisher, '') || ' l' || ifnull(story.language, '') AS marks
      FROM story JOIN version ON version.id = story.version;
    CREATE VIRTUAL TABLE search USING fts5(
      text, standfirst, title, byline, marks, content = 'searchText', content_rowid = 'shelf',
      tokenize = 'kiosque'
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

  /// `shelf` becomes a number of quarters of a minute since 1970, the next free one; the order stays.
  static let quarters = """
    CREATE TEMP TABLE place (id INTEGER PRIMARY KEY, shelf INTEGER NOT NULL, base INTEGER NOT NULL);
    INSERT INTO place SELECT id,
      max(base - number) OVER (ORDER BY shelf ROWS UNBOUNDED PRECEDING) + number, base
      FROM (SELECT id, shelf, row_number() OVER (ORDER BY shelf) AS number, iif(date IS NULL,
        max(-34359738368, min(34359738368, captured / 15 - (captured % 15 < 0))) - 4398046511104,
        max(-34359738368, min(34359738368, date / 15 - (date % 15 < 0)))) AS base FROM story);
    UPDATE story SET shelf = (SELECT place.shelf + 2305843009213693952 FROM place WHERE place.id = story.id);
    UPDATE story SET shelf = shelf - 2305843009213693952;
    UPDATE shelfDrift SET most = coalesce((SELECT max(shelf - base) FROM place), 0);
    DROP TABLE temp.place;
    """

  /// `shelf` of stories that are put aside becomes a number of quarters of a minute, too.
  static let forgottenQuarters = """
    UPDATE forgottenStory SET shelf = iif(date IS NULL,
      max(-34359738368, min(34359738368, captured / 15 - (captured % 15 < 0))) - 4398046511104,
      max(-34359738368, min(34359738368, date / 15 - (date % 15 < 0))));
    """
}
