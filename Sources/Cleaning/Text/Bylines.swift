/// Reads who wrote a story.
enum Bylines {
  /// The authors that a line names behind `Par`, `By`, `Von`; nil where it is no byline.
  static func names(in line: Line, _ lexicon: Lexicon) -> [String]? {
    guard line.length <= 160, !line.key.isEmpty else { return nil }
    for prefix in lexicon.bylines where line.key.starts(with: prefix) {
      guard let rest = rest(of: line, after: prefix) else { continue }
      return names(rest)
    }
    return nil
  }

  /// `Anna Sleegers und AFP` is two; `Euronews avec AFP` one, as the publisher has it.
  static func names(_ text: String) -> [String]? {
    let names = split(text).filter { isName($0) }
    return names.isEmpty ? nil : names
  }

  /// Cut where names are joined, each trimmed.
  static func split(_ text: String) -> [String] {
    var parts: [Substring] = [Substring(text)]
    for joint in [", ", ";", " | ", " et ", " and ", " und ", " y ", " & ", " en ", " och ", " oraz "] {
      parts = parts.flatMap { $0.split(separator: joint) }
    }
    return parts.map { Line.trim($0) }
  }

  /// A few words, the first with a capital, no number among them.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf8.count <= 80, !Shape.words(text, atLeast: 8) else {
      return false
    }
    let isCapital =
      first.properties.isUppercase || !first.properties.isLowercase && first.properties.isAlphabetic
    return isCapital && !text.utf8.contains { (0x30...0x39).contains($0) } && !text.hasSuffix(".")
  }

  private static func rest(of line: Line, after prefix: [UInt8]) -> String? {
    guard let rest = Prefix.rest(of: line.text, after: prefix), !Shape.endsSentence(rest),
      isName(String(rest.split(separator: " ").first ?? ""))
    else { return nil }
    return rest
  }
}
