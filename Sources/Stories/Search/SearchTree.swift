import Text

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
  /// How the words must stand in a story to be found.
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
  /// Chosen by how it was typed: `=`, `*`, quotes, the end of the line.
  package var form: Form

  package init(_ text: String, _ form: Form = .anyForm) {
    self.text = text
    self.form = form
  }
}

/// The parts that a search can be kept to.
package enum StoryPart: String, CaseIterable, Hashable, Sendable {
  case title, body, author
}

/// What a story must be, whatever its words are. Columns say where a name was typed, for a message about it.
package enum SearchFilter: Equatable, Hashable, Sendable {
  /// The publisher's name or words that it begins with or holds.
  case source(String, columns: Range<Int>)
  /// The publisher of exactly this name, known to the archive or not.
  case publisher(String)
  /// A primary language tag: `fr`.
  case language(String)
  case tag(String, columns: Range<Int>)
  /// A host, with those below it, or the beginning of an address.
  case url(String)
  /// From the first day to the last, both inclusive; a nil one is open.
  case days(CivilDay?, CivilDay?)
  case state(StoryState)
}

/// What may stand after `is:`.
package enum StoryState: String, CaseIterable, Hashable, Sendable {
  case unread, read, starred
  /// Cleaning says that it may not be whole.
  case doubtful
  /// Some story it points to is stored; some is not.
  case linked, wanted
}

extension SearchTree {
  /// Words of which one is enough; nil where there are none.
  package static func anyOf(_ words: [String]) -> SearchTree? {
    words.isEmpty ? nil : .any(words.map { .words(SearchWords($0)) })
  }

  /// What is to be found, and so is marked where it stands: everything but what must not be there.
  package var wanted: [SearchWords] { wanted(in: .all).map(\.words) }

  /// The same as it is looked for in a story's texts, each in the parts where it counts.
  package var terms: [SearchTerm] {
    wanted(in: .all).flatMap { words, parts in words.terms(in: parts) }
  }

  private func wanted(in parts: TextParts) -> [(words: SearchWords, parts: TextParts)] {
    switch self {
    case .words(let words): [(words, parts)]
    case .part(let part, let tree): tree.wanted(in: part.textParts)
    case .all(let trees), .any(let trees): trees.flatMap { $0.wanted(in: parts) }
    case .filter, .not: []
    }
  }
}

extension SearchWords {
  func terms(in parts: TextParts) -> [SearchTerm] {
    switch form {
    case .anyForm: [SearchTerm(text, .anyForm, in: parts)]
    case .exact: [SearchTerm(text, .exact, in: parts)]
    case .phrase: [SearchTerm(text, .written, in: parts)]
    case .prefix, .unfinishedPhrase: [SearchTerm(text, .beginning, in: parts)]
    case .unfinished: [SearchTerm(text, .beginning, in: parts), SearchTerm(text, .anyForm, in: parts)]
    }
  }
}

extension StoryPart {
  /// The same for a story's texts.
  package var textParts: TextParts {
    switch self {
    case .title: .title
    case .body: .body
    case .author: .byline
    }
  }
}
