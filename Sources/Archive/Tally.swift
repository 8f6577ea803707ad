import GRDB
import Stories

/// How many stories there are, kept in one row so that a start does not count a million.
enum Tally {
  /// `copies` stand below another story's headline.
  static let schema = """
    CREATE TABLE tally (
      id INTEGER PRIMARY KEY CHECK (id = 0),
      stories INTEGER NOT NULL,
      unread INTEGER NOT NULL,
      starred INTEGER NOT NULL,
      copies INTEGER NOT NULL
    );
    INSERT INTO tally SELECT 0, count(*), coalesce(sum(isRead = 0), 0), coalesce(sum(isStarred), 0),
      count(leader) FROM story;
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

  /// Nil where a read-only archive of an earlier version has none.
  static func counts(_ db: Database) throws -> (counts: Counts, copies: Int)? {
    guard try db.hasTable("tally"),
      let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM tally"))
    else { return nil }
    let counts = Counts(stories: try row["stories"], unread: try row["unread"], starred: try row["starred"])
    return (counts, try row["copies"])
  }
}
