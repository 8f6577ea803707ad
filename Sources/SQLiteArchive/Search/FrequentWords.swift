import Archive
import GRDB
import Stories
import Text

/// Counts the words of every 64th story.
///
/// For a prefix of two letters, the index reads all words with that prefix, which takes half a second in a
/// million stories. While a word is being typed, the most frequent words with the prefix are searched
/// instead.
enum FrequentWords {
  private static let share: Int64 = 64
  /// How many postings the index reads in a few milliseconds.
  private static let quick: Int64 = 6000
  /// How many words replace a prefix at most: each is searched in every segment of the index.
  private static let most = 8
  /// Likewise where thousands of matches are ranked.
  private static let mostRanked = 4

  /// Counts the words of all stories again.
  static func make(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM frequentWord")
    let ids = try StoryID.fetchAll(db, sql: "SELECT id FROM story WHERE id % \(share) = 0")
    for id in ids { try learn(id, db) }
  }

  static func learn(_ id: StoryID, _ db: Database) throws {
    guard id % share == 0 else { return }
    let texts = try db.cachedStatement(
      sql: """
        SELECT story.title || ' ' || version.text FROM story JOIN version ON version.id = story.version
        WHERE story.id = ?
        """)
    let text = try String.fetchOne(texts, arguments: [id]) ?? ""
    let insert = try db.cachedStatement(
      sql: "INSERT INTO frequentWord VALUES (?, 1) ON CONFLICT DO UPDATE SET stories = stories + 1")
    for word in Set(WordCutter.words(of: text)) where (3...24).contains(word.utf8.count) {
      try insert.execute(arguments: [word])
    }
  }

  /// The most frequent words with a prefix; nil where the index itself is fast.
  static func beginning(
    with beginning: String, isRanking: Bool = false, _ db: Database
  ) throws -> [String]? {
    guard let range = range(of: beginning), try postings(range, db) > quick else { return nil }
    return try String.fetchAll(
      db,
      sql: """
        SELECT word FROM frequentWord WHERE word >= ? AND word < ? ORDER BY stories DESC
        LIMIT \(isRanking ? mostRanked : most)
        """, arguments: range)
  }

  /// Whether a prefix is so common that reading the texts of a list from one end until the screen is full is
  /// faster than reading all that the index has.
  ///
  /// The index takes 1.3 µs for a posting, a text takes 40 µs, and a screen needs about twenty stories.
  static func isCommon(_ beginning: String, _ db: Database) throws -> Bool {
    guard let range = range(of: beginning) else { return false }
    let postings = Double(try postings(range, db))
    let stories = Double(try Int64.fetchOne(db, sql: "SELECT max(id) FROM story") ?? 0)
    return postings > Double(quick) && 1.3 * postings > 20 * 40 * stories / postings
  }

  private static func range(of beginning: String) -> StatementArguments? {
    let words = WordCutter.words(of: beginning)
    return words.count == 1 ? [words[0], words[0] + "\u{10FFFF}"] : nil
  }

  /// About how many stories have a word with this prefix.
  private static func postings(_ range: StatementArguments, _ db: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      db, sql: "SELECT sum(stories) FROM frequentWord WHERE word >= ? AND word < ?", arguments: range)
    return (known ?? 0) * share
  }
}
