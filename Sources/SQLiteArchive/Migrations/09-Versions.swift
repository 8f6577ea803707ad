extension Migrations {
  /// A row for each key of a story's text: the period of its date above the 32 bits of the hash.
  static let textKeys = """
    CREATE TABLE twinKey (
      key INTEGER NOT NULL,
      story INTEGER NOT NULL,
      PRIMARY KEY (key, story)
    ) WITHOUT ROWID;
    """

  /// `version.title` is null where it is the story's. `story.leader` is the story below whose headline this
  /// one stands, null for most; `story.twins` counts those that stand below it.
  static let leaders = """
    ALTER TABLE version ADD COLUMN title TEXT;
    ALTER TABLE story ADD COLUMN leader INTEGER;
    ALTER TABLE story ADD COLUMN twins INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX storyByLeader ON story(leader, shelf) WHERE leader IS NOT NULL;
    """

  /// The new columns of stories that are put aside.
  static let forgottenLeaders = """
    ALTER TABLE forgottenStory ADD COLUMN leader INTEGER;
    ALTER TABLE forgottenStory ADD COLUMN twins INTEGER NOT NULL DEFAULT 0;
    """

  /// How many stories there are; `copies` stand below another story's headline.
  static let tally = """
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
}
