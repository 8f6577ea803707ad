/// One notion of a word, without a database: cutting texts into words and pairs, folding, stems by language,
/// and finding in a text what a search finds in an index.
///
/// * Words: ``WordCutter``, ``Words``, ``NumberSpelling``, ``LatinLetters``, ``NormalForm``.
/// * Found in a text: ``WordFinder``, ``Snippet``.
/// * Keys that are equal for two spellings: ``HeadlineKey``, ``LineKey``, ``URLKey``; that near-duplicates
///   share: ``HeadlineSignature``, ``TextSketch``, which are then judged by a ``HeadlineMatcher`` or a
///   ``TextMatcher``. ``Rubric`` is what stands around a headline proper.
/// * Compared: ``Difference``, ``WordDiff``.
/// * Addresses and codes: ``WebAddress``, ``Base64``, ``CharacterReference``.

/// Parts of a story that words may be looked for in.
package struct TextParts: OptionSet, Hashable, Sendable {
  /// The bits that CWords takes.
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The headline.
  package static let title = TextParts(rawValue: 1)
  /// The standfirst and the blocks.
  package static let body = TextParts(rawValue: 2)
  /// Names: they have no plural, no feminine, no tense.
  package static let byline = TextParts(rawValue: 4)
  /// The whole story.
  package static let all: TextParts = [.title, .body, .byline]
}

/// A word that is looked for, or several that stand together.
package struct SearchTerm: Equatable, Hashable, Sendable {
  /// How a word may stand in a text to be found.
  package enum Form: Hashable, Sendable {
    /// As it is written, blind to case and accents.
    case written
    /// The same, or any word that has the same stem in the text's language.
    case anyForm
    /// What begins with it.
    case beginning
    /// As it is spelt: an accent must be there, a letter without one stands for all of its accents.
    case exact
  }

  /// One word, or several with blanks between them.
  package var text: String
  /// How each of them may stand there.
  package var form: Form
  /// Where they are looked for.
  package var parts: TextParts

  package init(_ text: String, _ form: Form = .anyForm, in parts: TextParts = .all) {
    self.text = text
    self.form = form
    self.parts = parts
  }
}
