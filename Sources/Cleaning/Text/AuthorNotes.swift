/// Finds authors without a byline: a name above a job title, or a note about the author in the last lines.
enum AuthorNotes {
  /// How many of the last lines may be such a note.
  private static let last = 12
  private static let mostWords = 6

  /// The author whose name is a line above one with a job title: `Eva Meier`, `Redakteurin im Feuilleton`.
  static func signed(_ labelled: Labelled, _ text: (Int) -> String) -> String? {
    let lineFeatures = labelled.lineFeatures
    for line in lineFeatures.indices.dropLast()
    where lineFeatures[line].isName && lineFeatures[line].verdict == nil {
      let below = lineFeatures[line + 1]
      guard !below.isName, below.length <= 160, beginsWithOffice(text(line + 1)) else { continue }
      let name = text(line)
      if Bylines.isName(name), Bylines.isBare(name) { return name }
    }
    return nil
  }

  /// The author whom a note below the text is about: `Eva Meier (*1958) war Redakteurin …`.
  static func told(_ labelled: Labelled, _ text: (Int) -> String) -> String? {
    let lineFeatures = labelled.lineFeatures
    for line in lineFeatures.indices.suffix(last)
    where lineFeatures[line].isProse && line >= lineFeatures.count / 2 {
      guard lineFeatures[line].hasOffice || !labelled.label(line).isText else { continue }
      if let name = subject(text(line)) { return name }
    }
    return nil
  }

  /// The reporter in a Korean newspaper, whose job title follows the name: `이종화 기자`, `[신윤재 기자]`.
  static func reporter(_ labelled: Labelled, _ text: (Int) -> String) -> String? {
    for line in labelled.lineFeatures.indices where labelled.lineFeatures[line].marks.contains(.wide) {
      guard labelled.lineFeatures[line].length <= 60 else { continue }
      let words = text(line).filter { !"[]<>()".contains($0) }.split(separator: " ")
      if words.count >= 2, words.last == "기자", let name = words.dropLast().last, name.count <= 5 {
        return String(name)
      }
    }
    return nil
  }

  private static func beginsWithOffice(_ text: String) -> Bool {
    text.split(separator: " ", maxSplits: 3).prefix(3).contains {
      Bylines.offices.contains($0.lowercased().filter { $0.isLetter })
    }
  }

  /// The two to four words with capitals before `is a`, `ist`, `est` and the like.
  private static func subject(_ text: String) -> String? {
    let words = Bylines.unbracketed(String(text.prefix(160))).split(separator: " ").prefix(mostWords)
    guard let verb = words.firstIndex(where: { verbs.contains(String($0)) }), (2...4).contains(verb) else {
      return nil
    }
    let name = words[..<verb].joined(separator: " ")
    return Bylines.isName(name) && Bylines.isBare(name) ? name : nil
  }

  private static let verbs: Set<String> = [
    "is", "was", "ist", "war", "est", "es", "è", "é", "är", "er", "jest", "était",
  ]
}
