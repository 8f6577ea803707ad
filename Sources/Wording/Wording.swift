/// Every sentence the program says, by language.
///
/// A sentence is a ``Phrase``; dates are worded by ``DateWords``, keys by ``KeyNames``.

/// A language of the interface.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case french = "fr"

  /// The language of a locale name (`fr_FR.UTF-8`) or tag (`fr-CA`); nil where the interface has none for it.
  package init?(locale: String) {
    self.init(rawValue: String(locale.prefix { $0.isLetter }).lowercased())
  }
}

/// One thing said, in every language; a new language is a new field, and the build names what it lacks.
package struct Phrase: Equatable, Sendable {
  /// The English sentence.
  package let english: String
  /// The French sentence.
  package let french: String

  init(_ english: String, _ french: String) {
    self.english = english
    self.french = french
  }

  /// The sentence in a language.
  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }
}

extension Phrase {
  /// A count with its noun, in the number that each language wants: French has the singular for 0 too.
  static func counted(
    _ count: Int, _ english: (one: String, many: String), _ french: (one: String, many: String)
  ) -> Phrase {
    Phrase(
      Numbers.grouped(count, .english) + " " + (count == 1 ? english.one : english.many),
      Numbers.grouped(count, .french) + " " + (abs(count) < 2 ? french.one : french.many))
  }
}

/// Numbers as each language groups them.
package enum Numbers {
  /// `300 114` with a narrow no-break space in French, `300,114` in English.
  package static func grouped(_ number: Int, _ language: Language) -> String {
    let separator = language == .french ? "\u{202F}" : ","
    let digits = String(number.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    groups.insert(rest, at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: separator)
  }
}
