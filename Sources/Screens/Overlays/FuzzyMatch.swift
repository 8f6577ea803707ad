import Text

/// What was typed to find an entry by its name: case, accents and letters left out do not count.
struct FuzzyMatch {
  private let words: [String]
  private let letters: [Character]

  init(_ typed: String) {
    let key = HeadlineKey.of(typed)
    words = key.split(separator: " ").map(String.init)
    letters = key.filter { $0 != " " }.map { $0 }
  }

  /// How well a name fits, 0 being best; nil where it does not.
  ///
  /// The name begins so; one of its words does; it has what was typed; it has all of its words; its letters
  /// stand there in this order, from a word's beginning on and not far apart.
  func rank(of name: String) -> Int? {
    guard !letters.isEmpty else { return 0 }
    let key = HeadlineKey.of(name)
    if key.filter({ $0 != " " }).hasPrefix(String(letters)) { return 0 }
    let phrase = words.joined(separator: " ")
    if key.contains(" " + phrase) { return 1 }
    if key.contains(phrase) { return 2 }
    if words.count > 1, words.allSatisfy({ key.contains($0) }) { return 3 }
    return hasLetters(Array(key)) ? 4 : nil
  }

  private func hasLetters(_ key: [Character]) -> Bool {
    let longest = 5 * letters.count
    return key.indices.contains { start in
      guard key[start] == letters[0], start == 0 || key[start - 1] == " " else { return false }
      var found = 0
      for character in key[start...].prefix(longest) where character == letters[found] {
        found += 1
        if found == letters.count { return true }
      }
      return false
    }
  }
}
