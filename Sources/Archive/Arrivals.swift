import GRDB
import Stories

extension Archive {
  /// The number of the story that was stored last; 0 where there is none.
  package func newestStory() throws -> StoryID {
    try read { try StoryID.fetchOne($0, sql: "SELECT max(id) FROM story") ?? 0 }
  }

  /// How many stories were stored after that one.
  package func arrived(since id: StoryID) throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM story WHERE id > ?", arguments: [id]) ?? 0 }
  }
}
