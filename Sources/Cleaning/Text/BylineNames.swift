/// Cleans the names of a byline: each name once, no accounts.
extension Bylines {
  /// Whom a site writes with that has a number for a name: `20 Minutes avec The Evening Press`.
  static func partner(_ text: String) -> String? {
    guard text.first?.isNumber ?? false, text.utf8.count < 60, let with = text.range(of: " avec ") else {
      return nil
    }
    let name = Line.trim(text[with.upperBound...])
    return isName(name) && isBare(name) && !isLone(name) ? name : nil
  }

  /// The names without duplicates and accounts; names that run into each other are separated.
  static func cleaned(_ names: [String]) -> [String] {
    var kept: [String] = []
    for name in names.flatMap({ parted(once($0)) }) where !isNobody(name) && !kept.contains(name) {
      kept.append(name)
    }
    return kept
  }

  /// Whether a byline has other words than the names and what joins them: `envoyé spécial à …`.
  static func saysMore(_ line: String, than names: [String], _ lexicon: Lexicon) -> Bool {
    let rest = names.reduce(behindPrefix(line, lexicon)) { $0.replacing($1, with: " ") }
    return rest.split { !$0.isLetter && !$0.isNumber }.contains { !joining.contains($0.lowercased()) }
  }

  private static let joining: Set = [
    "et", "avec", "and", "with", "und", "mit", "y", "con", "e", "en", "met", "og", "och", "med", "i", "z",
  ]

  /// Whether a name is that of a program or an account: `WebCMS 4.2`, `admin`.
  static func isNobody(_ name: String) -> Bool {
    let words = name.lowercased().split(separator: " ")
    guard let first = words.first else { return true }
    if nobody.contains(String(first)), words.count == 1 || words.dropFirst().allSatisfy({ isVersion($0) }) {
      return true
    }
    return words.count > 1 && words.dropFirst().contains { isVersion($0) && $0.utf8.contains(0x2E) }
  }

  private static func isVersion(_ word: Substring) -> Bool {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x76 }
  }

  /// Returns `Jean Morel` for `Jean Morel Jean Morel` and for `Jean MorelJean Morel`.
  private static func once(_ name: String) -> String {
    let words = name.split(separator: " ")
    let half = words.count / 2
    if words.count.isMultiple(of: 2), half > 0, words[..<half] == words[half...] {
      return words[..<half].joined(separator: " ")
    }
    let letters = Array(name)
    let middle = letters.count / 2
    let isTwice = letters.count.isMultiple(of: 2) && middle > 4 && letters[..<middle] == letters[middle...]
    return isTwice ? String(letters[..<middle]) : name
  }

  /// Splits `Jean MorelAnne Le Goff` into two names; `Ann McDonald Lee` is one.
  private static func parted(_ name: String) -> [String] {
    let letters = Array(name)
    var start = 0
    for at in letters.indices.dropFirst() {
      if letters[at] == " " { start = at + 1 }
      guard at - start >= 4, letters[at].isUppercase, letters[at - 1].isLowercase else { continue }
      let (front, back) = (String(letters[..<at]), String(letters[at...]))
      guard front.contains(" "), back.contains(" ") else { continue }
      return [front] + parted(back)
    }
    return [name]
  }
}
