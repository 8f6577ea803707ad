/// Handles words, without a database: splits texts into words and pairs of characters, folds and stems them
/// by language, and finds in a text what a search finds in an index.
///
/// * Words: ``WordCutter``, ``Words``, ``NumberSpelling``, ``LatinLetters``, ``NormalForm``.
///
/// * Found in a text: ``WordFinder``, ``Snippet``.
///
/// * Keys that are equal for two spellings: ``HeadlineKey``, ``LineKey``, ``URLKey``. Keys that
/// near-duplicates share: ``HeadlineSignature``, ``TextSketch``; a ``HeadlineMatcher`` or a ``TextMatcher``
/// then compares the texts. ``Rubric`` finds the parts around a headline proper.
///
/// * Compared: ``Difference``, ``WordDiff``.
///
/// * Addresses and codes: ``WebAddress``, ``Base64``, ``CharacterReference``.

/// Parts of a story that can be searched.
package struct TextParts: OptionSet, Hashable, Sendable {
  /// The bits as CWords takes them.
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The headline.
  package static let title = TextParts(rawValue: 1)
  /// The standfirst and the blocks.
  package static let body = TextParts(rawValue: 2)
  /// Names, which are not stemmed.
  package static let byline = TextParts(rawValue: 4)
  /// The whole story.
  package static let all: TextParts = [.title, .body, .byline]
}

/// A word to find, or several consecutive ones.
package struct SearchTerm: Equatable, Hashable, Sendable {
  /// Which forms of a word are found.
  package enum Form: Hashable, Sendable {
    /// As written, ignoring case and accents.
    case written
    /// As written, or any word with the same stem in the language of the text.
    case anyForm
    /// Any word that begins with it.
    case beginning
    /// As spelt: an accent must be there, a letter without one matches with all accents.
    case exact
  }

  /// One word, or several separated by blanks.
  package var text: String
  /// The forms of each word that are found.
  package var form: Form
  /// The parts of a story that are searched.
  package var parts: TextParts

  package init(_ text: String, _ form: Form = .anyForm, in parts: TextParts = .all) {
    self.text = text
    self.form = form
    self.parts = parts
  }
}
