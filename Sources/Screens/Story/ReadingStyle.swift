import Stories
import Typesetting
import Wording

/// How stories are set, as the reader wants it.
package struct ReadingStyle: Equatable, Sendable {
  /// The measure that the reader asked for, in columns.
  package var measure: Int
  /// Whether lines are filled to the measure, where it is wide enough.
  package var isJustified = false
  /// Whether the text stands in columns like a newspaper, where the screen is wide enough.
  package var isInColumns = false
  /// Whether each headline has a line of its own, and what is known of it the next one.
  package var isInTwoLines = false
  /// Whether Space goes on to the next story at the end of one.
  package var readsOn = true
  /// The share of the screen that the preview has beside the list, in percent; 0 hides it, nil leaves the
  /// list the room that most titles need.
  package var preview: Int?
  /// The share that it has when it is shown again.
  let shownPreview: Int?
  /// Whether words may be broken at the end of a line.
  package var hyphenates = false
  /// The dictionaries by language as stories name it (BCP 47); nil where it was asked for and is not there,
  /// or not yet.
  var hyphenations: [String: Hyphenation?] = [:]

  package init(
    measure: Int = 68, isJustified: Bool = false, isInColumns: Bool = false, hyphenates: Bool = false,
    preview: Int? = nil
  ) {
    self.preview = preview
    shownPreview = preview == 0 ? nil : preview
    (self.measure, self.isJustified) = (measure, isJustified)
    (self.isInColumns, self.hyphenates) = (isInColumns, hyphenates)
  }

  /// The manner in which a story of that language is set; columns are always justified.
  func manner(of language: String?, columns: Int = 1) -> Manner {
    Manner(
      isJustified || columns > 1 ? .justified : .ragged,
      hyphenation: hyphenates ? language.flatMap { hyphenations[$0] ?? nil } : nil)
  }

  /// Asks for the dictionaries of languages that are new.
  mutating func ask(for languages: some Sequence<String?>) -> [Effect] {
    guard hyphenates else { return [] }
    var effects: [Effect] = []
    for case let language? in languages where hyphenations[language] == nil {
      hyphenations[language] = .some(nil)
      effects.append(.loadHyphenation(language))
    }
    return effects
  }
}

/// Takes a dictionary that was asked for; what stands on the screen is set anew with the same words at the
/// top.
func loadedHyphenation(_ state: inout State, _ hyphenation: Hyphenation?, of language: String) -> [Effect] {
  guard let hyphenation else { return [] }
  state.style.hyphenations[language] = hyphenation
  if state.reading?.stored.story.language == language { relayout(&state) }
  if let stored = state.list.preview?.stored, stored.story.language == language {
    showPreview(&state, stored)
  }
  return []
}

/// Fills lines to the measure, or no more.
func justify(_ state: inout State) -> [Effect] {
  state.style.isJustified.toggle()
  relayout(&state)
  let isSet = state.style.isJustified
  let reading = state.reading
  let columns = StoryLayout(state).columns
  let fits =
    reading.map {
      state.style.manner(of: $0.stored.story.language).isJustified(
        at: columns, language: $0.stored.story.language)
    } ?? false
  state.message = Message(
    isSet ? fits ? .linesAreFilled : .linesAreFilledWhereWide(columns) : .linesAreRagged)
  return [.keepJustified(isSet)]
}
