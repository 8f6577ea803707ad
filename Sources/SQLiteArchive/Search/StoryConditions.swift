import Archive
import GRDB
import Stories

/// Conditions on the stories themselves, as SQL.
extension SearchPlan {
  static func condition(_ state: StoryState) -> String {
    switch state {
    case .unread: "story.isRead = 0"
    case .read: "story.isRead = 1"
    case .starred: "story.isStarred = 1"
    case .doubtful:
      "story.version IN (SELECT id FROM version WHERE doubt IS NOT NULL)"
    case .linked: "story.linked > 0"
    case .wanted:
      """
      EXISTS (SELECT 1 FROM related WHERE related.story = story.id AND NOT EXISTS (SELECT 1 FROM link
        WHERE link.story = related.story AND link.position = related.position AND link.isRefused = 0))
      """
    }
  }

  /// A condition on the exact spelling, which the index cannot test, since its words have no accents.
  static func spelling(_ word: String, _ part: StoryPart?) -> (sql: String, arguments: Arguments) {
    test("spelt", word, part)
  }

  static func isAccented(_ word: String) -> Bool {
    word.unicodeScalars.contains { $0.value >= 0xC0 && $0.properties.isAlphabetic }
  }

  /// A call of an SQL function with a story's texts and a word.
  static func test(
    _ function: String, _ word: String, _ part: StoryPart?
  ) -> (sql: String, arguments: Arguments) {
    let columns =
      switch part {
      case nil: ["story.title", "version.text", "version.standfirst", "version.byline"]
      case .title: ["story.title"]
      case .body: ["version.text", "version.standfirst"]
      case .author: ["version.byline"]
      }
    let tests = columns.map { "\(function)(\($0), ?)" }.joined(separator: " OR ")
    return (
      "EXISTS (SELECT 1 FROM version WHERE version.id = story.version AND (\(tests)))",
      columns.map { _ in word }
    )
  }
}

extension SearchTree {
  /// The words and the part of the story, where the search has nothing else; else nil.
  var plain: (words: SearchWords, part: StoryPart?)? {
    switch self {
    case .words(let words): (words, nil)
    case .part(let part, .words(let words)): (words, part)
    default: nil
    }
  }
}
