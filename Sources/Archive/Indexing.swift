import GRDB
import Stories

extension Archive {
  /// Puts a story's current text into the search index.
  static func index(_ id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO search (rowid, title, byline, standfirst, text)
        SELECT shelf, title, byline, standfirst, text FROM searchText
        WHERE shelf = (SELECT shelf FROM story WHERE id = ?)
        """)
    try statement.execute(arguments: [id])
  }

  /// Takes a story's text out of the search index; to be called while the text is still the indexed one.
  static func unindex(_ id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO search (search, rowid, title, byline, standfirst, text)
        SELECT 'delete', shelf, title, byline, standfirst, text FROM searchText
        WHERE shelf = (SELECT shelf FROM story WHERE id = ?)
        """)
    try statement.execute(arguments: [id])
  }
}

/// What people type, as FTS5 understands it.
enum SearchWords {
  /// All words must occur, or any of them; the last may be unfinished unless a space follows it. Nil where no
  /// word is left.
  static func expression(_ typed: String, any: Bool = false) -> String? {
    var words = typed.split { !isWordPart($0) }.map(String.init)
    // One letter that may go on stands for half of the vocabulary: the words before it are enough.
    if words.count > 1, let last = words.last, isWordStart(last, of: typed) { words.removeLast() }
    guard let last = words.last else { return nil }
    let isUnfinished = typed.last.map(isWordPart) ?? false
    let terms = words.dropLast().map { term($0, isPrefix: false) } + [term(last, isPrefix: isUnfinished)]
    return terms.joined(separator: any ? " OR " : " AND ")
  }

  private static func isWordStart(_ word: String, of typed: String) -> Bool {
    word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy { $0.value < 0x3000 }
      && typed.last.map(isWordPart) == true
  }

  /// A word in both spellings of its ligatures, which the tokenizer keeps apart.
  private static func term(_ word: String, isPrefix: Bool) -> String {
    let star = isPrefix ? "*" : ""
    let folded = word.lowercased()
    let plain = folded.replacing("œ", with: "oe").replacing("æ", with: "ae")
    let joined = folded.replacing("oe", with: "œ")
    let spellings = [folded] + [plain, joined].filter { $0 != folded }
    return "(" + spellings.map { "\"\($0)\"" + star }.joined(separator: " OR ") + ")"
  }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
