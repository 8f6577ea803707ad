import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// All tags by name.
  package func tags() throws -> [TagCount] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT name, count(*) AS stories FROM tag JOIN storyTag ON storyTag.tag = tag.id
          GROUP BY tag.id ORDER BY key
          """
      ).map { try TagCount(name: $0["name"], stories: $0["stories"]) }
    }
  }

  /// The names of a story's tags.
  package func tags(of id: StoryID) throws -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM tag JOIN storyTag ON storyTag.tag = tag.id WHERE storyTag.story = ? ORDER BY key
          """, arguments: [id])
    }
  }
}
