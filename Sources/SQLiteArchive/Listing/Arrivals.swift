import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// The number of the story that was stored last; 0 where there is none.
  package func newestStory() throws -> StoryID {
    try read { try StoryID.fetchOne($0, sql: "SELECT max(id) FROM story") ?? 0 }
  }

  /// How many stories were stored after that one, and which of the latest thousand stands first in a list by
  /// date; nil where there are none.
  package func arrived(since id: StoryID) throws -> Arrivals? {
    try read { db in
      let count = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM story WHERE id > ?", arguments: [id])
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT \(HeadlineRow.columns) FROM story LEFT JOIN publisher ON publisher.id = story.publisher
          WHERE story.id > max(?, (SELECT max(id) FROM story) - 1000) ORDER BY +story.sortKey DESC LIMIT 1
          """, arguments: [id])
      guard let count, let row else { return nil }
      return Arrivals(count: count, first: try HeadlineRow.headline(row))
    }
  }
}
