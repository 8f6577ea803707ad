/// How running text is set.
package struct Manner: Equatable, Sendable {
  /// Where lines end.
  package enum Alignment: String, CaseIterable, Sendable {
    /// Where their last word does.
    case ragged
    /// At the measure, where it is wide enough for that.
    case justified
  }

  /// Of body text, quotes and items; titles and captions are always ragged.
  package var alignment: Alignment
  /// Of the story's language; nil where words stay whole.
  package var hyphenation: Hyphenation?

  package init(_ alignment: Alignment = .ragged, hyphenation: Hyphenation? = nil) {
    (self.alignment, self.hyphenation) = (alignment, hyphenation)
  }

  /// From so many columns on, text can be justified, with and without hyphens.
  private static let leastColumns = (hyphenated: 48, whole: 72)

  /// Whether lines are filled at this measure. Languages of long words never are without a dictionary: they
  /// would be full of holes.
  package func isJustified(at measure: Int, language: String?) -> Bool {
    guard alignment == .justified else { return false }
    if hyphenation != nil { return measure >= Self.leastColumns.hyphenated }
    let language = (language ?? "").lowercased().prefix { $0 != "-" && $0 != "_" }
    return measure >= Self.leastColumns.whole && language != "de" && language != "nl"
  }
}
