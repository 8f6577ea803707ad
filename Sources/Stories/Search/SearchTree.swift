/// What a search asks for.
package indirect enum SearchTree: Equatable, Hashable, Sendable {
  case words(SearchWords)
  /// Words of a part of the story only.
  case part(StoryPart, SearchTree)
  case filter(SearchFilter)
  case not(SearchTree)
  /// Never empty.
  case all([SearchTree])
  /// Never empty.
  case any([SearchTree])
}

/// A word, or several that stand together.
package struct SearchWords: Equatable, Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// In any form: plural, feminine, tense.
    case anyForm
    /// As it is written: an accent must be there, a letter without one stands for all of its accents.
    case exact
    /// What begins with it.
    case prefix
    /// In any form, or what begins with it: it is still being typed.
    case unfinished
    /// One after the other, blind to accents.
    case phrase
    /// A phrase whose last word is still being typed.
    case unfinishedPhrase
  }

  /// As it was typed, in NFC.
  package var text: String
  package var form: Form

  package init(_ text: String, _ form: Form = .anyForm) {
    self.text = text
    self.form = form
  }
}

package enum StoryPart: String, CaseIterable, Hashable, Sendable {
  case title, body, author
}

/// What a story must be, whatever its words are. Columns say where a name was typed, for a message about it.
package enum SearchFilter: Equatable, Hashable, Sendable {
  /// The publisher's name or words that it begins with or holds.
  case source(String, columns: Range<Int>)
  /// A primary language tag: `fr`.
  case language(String)
  case tag(String, columns: Range<Int>)
  /// From the first day to the last, both inclusive; a nil one is open.
  case days(CivilDay?, CivilDay?)
  case state(StoryState)
}

package enum StoryState: String, CaseIterable, Hashable, Sendable {
  case unread, read, starred
  /// Some story it points to is stored; some is not.
  case linked, wanted
}

extension SearchTree {
  /// Words of which one is enough; nil where there are none.
  package static func anyOf(_ words: [String]) -> SearchTree? {
    words.isEmpty ? nil : .any(words.map { .words(SearchWords($0)) })
  }

  /// What is to be found, and so is marked where it stands: everything but what must not be there.
  package var wanted: [SearchWords] {
    switch self {
    case .words(let words): [words]
    case .part(_, let tree): tree.wanted
    case .all(let trees), .any(let trees): trees.flatMap(\.wanted)
    case .filter, .not: []
    }
  }
}
