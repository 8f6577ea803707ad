import Cells
import Stories
import Text
import Typesetting
import Wording

/// A short list to choose one entry from.
package struct Picker: Equatable, Sendable {
  /// What is chosen, and what that needs to know.
  package enum Kind: Equatable, Sendable {
    /// Each theme is tried while the cursor is on it; the name is the one to return to.
    case themes(original: String)
    case sources
    case sorts
    case kept
    case commands
    case chooser(Relation, of: StoryID)
    case missing(Relation, of: StoryID)
  }

  /// What an entry stands for.
  package enum Choice: Equatable, Sendable {
    case theme(String)
    case source(String)
    case sort(Query.Sort)
    case kept(KeptSearch)
    case command(Command)
    case story(Headline)
    case searchWords, copyHeadline, openAddress
  }

  /// A row to choose.
  package struct Entry: Equatable, Sendable {
    /// Its words in the reader's language, or a name as it is; gated when drawn.
    package var label: String
    /// What stands at its right: a number, keys, a tick; may be empty.
    package var note: String
    /// What Enter does with it.
    package var choice: Choice
  }

  /// Decides what a choice does, and whether typing narrows the list.
  package var kind: Kind
  /// The heading of the box.
  package var title: Phrase
  /// All of them, whatever was typed; may be empty.
  package let entries: [Entry]
  /// What was typed to narrow the list.
  package private(set) var filter = LineEdit()
  /// The entries that fit what was typed, the best first.
  package private(set) var shown: [Entry]
  /// An index in `shown`.
  package var selected = 0
  /// The first of `shown` on the screen.
  package var top = 0
  /// Whether its entries are still to come; what is typed meanwhile is kept.
  var isWaiting = false

  package init(kind: Kind, title: Phrase, entries: [Entry], selected: Int = 0, isWaiting: Bool = false) {
    (self.kind, self.title, self.entries, shown) = (kind, title, entries, entries)
    (self.selected, self.isWaiting) = (selected, isWaiting)
  }

  /// Whether typing narrows it; a dialog of a few answers has keys of its own.
  var isNarrowed: Bool {
    switch kind {
    case .themes, .sources, .sorts, .kept, .commands: true
    case .chooser, .missing: false
    }
  }

  /// Carries out an action of editing what is typed; false for any other.
  mutating func edit(_ action: Action) -> Bool {
    guard isNarrowed else { return false }
    let before = filter.text
    guard filter.apply(action) else { return false }
    if filter.text != before { narrow() }
    return true
  }

  /// Takes over what was typed before the entries were there.
  mutating func type(_ line: LineEdit) {
    filter = line
    if !line.text.isEmpty { narrow() }
  }

  private mutating func narrow() {
    let typed = FuzzyMatch(filter.text)
    let fits = entries.enumerated().compactMap { index, entry in
      typed.rank(of: entry.label).map { (rank: $0, index: index, entry: entry) }
    }
    shown = fits.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.entry)
    (selected, top) = (0, 0)
  }

  /// That of the entry under the cursor; nil where nothing fits what was typed.
  package var choice: Choice? {
    shown.indices.contains(selected) ? shown[selected].choice : nil
  }
}

extension Picker {
  /// The related headline that the choice is about, and the story that prints it.
  var relation: (Relation, StoryID)? {
    switch kind {
    case .chooser(let relation, let id), .missing(let relation, let id): (relation, id)
    default: nil
    }
  }

  static func themes(_ names: [String], current: String) -> Picker {
    Picker(
      kind: .themes(original: current), title: .themes,
      entries: names.map { Entry(label: $0, note: $0 == current ? "✓" : "", choice: .theme($0)) },
      selected: names.firstIndex(of: current) ?? 0)
  }

  static func sources(_ sources: [SourceCount], chosen: String?, _ language: Language) -> Picker {
    let sources = sources.mostStoriesFirst
    let entries = sources.map { source in
      let note = Phrase.stories(source.stories)[language] + " · " + Phrase.unread(source.unread)[language]
      return Entry(label: source.name, note: note, choice: .source(source.name))
    }
    let selected = sources.firstIndex { $0.name == chosen } ?? 0
    return Picker(kind: .sources, title: .sources, entries: entries, selected: selected)
  }

  static let waitingForSources = Picker(kind: .sources, title: .sources, entries: [], isWaiting: true)

  static func kept(_ searches: [KeptSearch], chosen: String) -> Picker {
    let entries = searches.map { Entry(label: $0.name, note: $0.words, choice: .kept($0)) }
    let selected = searches.firstIndex { $0.words == chosen } ?? 0
    return Picker(kind: .kept, title: .keptSearches, entries: entries, selected: selected)
  }

  /// Relevance is for searches.
  static func sorts(of query: Query, _ language: Language) -> Picker {
    let chosen = query.sort
    let sorts = Query.Sort.allCases.filter { $0 != .relevance || query.search != nil }
    let entries = sorts.map { sort in
      Entry(label: name(of: sort)[language], note: sort == chosen ? "✓" : "", choice: .sort(sort))
    }
    let selected = sorts.firstIndex(of: chosen) ?? 0
    return Picker(kind: .sorts, title: .sort, entries: entries, selected: selected)
  }

  static func commands(_ keymap: Keymap, _ sections: [Keymap.Section], _ language: Language) -> Picker {
    var seen: Set<Command> = []
    let bindings = sections.flatMap { keymap.bindings[$0] ?? [] }
    let entries: [Entry] = bindings.compactMap { binding in
      guard binding.command != .commands, seen.insert(binding.command).inserted,
        let help = Phrase.help(binding.command.rawValue)
      else { return nil }
      let keys = binding.keys.prefix(2).map { Screens.name(of: $0, language) }.joined(separator: " ")
      return Entry(label: help[language], note: keys, choice: .command(binding.command))
    }
    return Picker(kind: .commands, title: .commands, entries: entries)
  }

  static func chooser(_ relation: Relation, of id: StoryID, _ language: Language) -> Picker {
    let entries = relation.stored.map { headline in
      let date = headline.date.map { DateWords.short($0.day, language) } ?? Phrase.noDate[language]
      return Entry(
        label: Typography.repaired(headline.title, language: headline.language),
        note: [headline.source, date].compactMap(\.self).joined(separator: " · "), choice: .story(headline))
    }
    return Picker(kind: .chooser(relation, of: id), title: .chooseStory, entries: entries)
  }

  static func missing(_ relation: Relation, of id: StoryID, _ language: Language) -> Picker {
    var entries = relation.refused.map { headline in
      let title = Typography.repaired(headline.title, language: headline.language)
      return Entry(label: Phrase.afterAll(title)[language], note: "", choice: .story(headline))
    }
    entries += [
      Entry(label: Phrase.searchItsWords[language], note: "", choice: .searchWords),
      Entry(label: Phrase.copyHeadline[language], note: "", choice: .copyHeadline),
    ]
    if relation.url != nil {
      entries.append(Entry(label: Phrase.openAddress[language], note: "", choice: .openAddress))
    }
    let title: Phrase = relation.refused.isEmpty ? .missingStory : .refusedStory
    return Picker(kind: .missing(relation, of: id), title: title, entries: entries)
  }

  static func name(of sort: Query.Sort) -> Phrase {
    switch sort {
    case .newest: .newestFirst
    case .oldest: .oldestFirst
    case .title: .byTitle
    case .relevance: .byRelevance
    }
  }
}
