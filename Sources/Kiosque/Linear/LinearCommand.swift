/// What a line that was typed means in the reader of lines; the letters are the same in every language.
enum LinearCommand: Equatable {
  /// The next lines of the story or of the list.
  case goOn
  /// A headline of the list, or a related story.
  case open(Int)
  case back, list, next, earlier, unread, related, again, browse, place, help, quit
  /// A headline of the list, or the story that is read.
  case star(Int?)
  /// All stories where nothing is searched.
  case search(String)
  case unknown(String)

  private static let letters: [String: LinearCommand] = [
    "b": .back, "l": .list, "n": .next, "p": .earlier, "u": .unread, "r": .related, "a": .again,
    "o": .browse, "w": .place, "?": .help, "h": .help, "q": .quit,
  ]

  init(_ line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.count {
    case 0: self = .goOn
    case _ where words[0].hasPrefix("/"):
      self = .search(words.joined(separator: " ").dropFirst().trimmed)
    case 1:
      let word = words[0].lowercased()
      self = Int(word).map { .open($0) } ?? (word == "s" ? .star(nil) : Self.letters[word]) ?? .unknown(line)
    case 2 where words[0].lowercased() == "s": self = Int(words[1]).map { .star($0) } ?? .unknown(line)
    default: self = .unknown(line)
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
