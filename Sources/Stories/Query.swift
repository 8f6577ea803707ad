/// Which stories, and in which order.
package struct Query: Equatable, Hashable, Sendable {
  /// The order of a list.
  package enum Sort: String, CaseIterable, Sendable {
    case newest, oldest, title
    /// What fits best first, among the newest 20,000 matches of a search.
    case relevance
  }

  /// What is searched for, as it was typed; empty for a list that is no search.
  package let words: String
  /// What that means; nil where it holds no word.
  package let search: SearchTree?
  /// What the list asks for beside its words: each kind at most once, in one order.
  package private(set) var filters: [SearchFilter] = []
  /// Whether its last word is being typed: what begins with it may be guessed at then from frequent words.
  package var isTyping = false
  /// The order of the list.
  package var sort: Sort
  /// Whether copies of a story in other papers stand below its headline, where the list may be folded.
  package var isFolded = false

  /// Searches, one source's stories and starred ones are listed one by one.
  package var mayFold: Bool { words.isEmpty && source == nil && !starredOnly }

  /// All that a story must be to stand in the list, by its words and its filters; nil where every story does.
  package var tree: SearchTree? {
    let trees = parts
    return trees.count > 1 ? .all(trees) : trees.first
  }

  /// The parts of the tree that must all be true.
  package var parts: [SearchTree] {
    let searched = if case .all(let trees)? = search { trees } else { search.map { [$0] } ?? [] }
    return searched + filters.map(SearchTree.filter)
  }

  /// Whether something was typed that holds no word: no story fits.
  package var findsNothing: Bool { !words.isEmpty && search == nil }

  /// The words are read as they are while they are typed: the last one may go on unless a space follows it.
  /// A mistake in them finds nothing.
  package init(
    words: String = "", unreadOnly: Bool = false, starredOnly: Bool = false, source: String? = nil,
    since: CivilDay? = nil, until: CivilDay? = nil, sort: Sort = .newest
  ) {
    self.init(
      words: words, search: (try? SearchTree.parse(words, typed: true)) ?? nil, unreadOnly: unreadOnly,
      starredOnly: starredOnly, source: source, since: since, until: until, sort: sort)
  }

  /// A search that was read before.
  package init(
    words: String, search: SearchTree?, unreadOnly: Bool = false, starredOnly: Bool = false,
    source: String? = nil, since: CivilDay? = nil, until: CivilDay? = nil, sort: Sort = .newest
  ) {
    self.words = words
    self.search = search
    self.sort = sort
    self.unreadOnly = unreadOnly
    self.starredOnly = starredOnly
    self.source = source
    days = (since, until)
  }
}

/// The filters by the names that lists have for them.
extension Query {
  /// Unread stories only.
  package var unreadOnly: Bool {
    get { filters.contains(.state(.unread)) }
    set { set(newValue ? .state(.unread) : nil, at: 0) }
  }

  /// Starred stories only.
  package var starredOnly: Bool {
    get { filters.contains(.state(.starred)) }
    set { set(newValue ? .state(.starred) : nil, at: 1) }
  }

  /// The stories of the publisher of exactly this name only.
  package var source: String? {
    get { filters.lazy.compactMap { if case .publisher(let name) = $0 { name } else { nil } }.first }
    set { set(newValue.map(SearchFilter.publisher), at: 2) }
  }

  /// First day, inclusive.
  package var since: CivilDay? {
    get { days.since }
    set { days.since = newValue }
  }

  /// Last day, inclusive.
  package var until: CivilDay? {
    get { days.until }
    set { days.until = newValue }
  }

  private var days: (since: CivilDay?, until: CivilDay?) {
    get {
      filters.lazy.compactMap { if case .days(let since, let until) = $0 { (since, until) } else { nil } }
        .first ?? (nil, nil)
    }
    set { set(newValue == (nil, nil) ? nil : .days(newValue.since, newValue.until), at: 3) }
  }

  /// Puts a filter in the place of the one of its kind; kinds stand in one order.
  private mutating func set(_ filter: SearchFilter?, at kind: Int) {
    filters.removeAll { Self.kind($0) == kind }
    guard let filter else { return }
    filters.insert(filter, at: filters.firstIndex { Self.kind($0) > kind } ?? filters.endIndex)
  }

  private static func kind(_ filter: SearchFilter) -> Int {
    switch filter {
    case .state(.unread): 0
    case .state(.starred): 1
    case .publisher: 2
    case .days: 3
    case .state, .source, .language, .tag, .url: 4
    }
  }
}

/// Where a page of a list begins.
package enum ListPosition: Equatable, Sendable {
  case start
  case end
  case after(Headline)
  case before(Headline)
  /// From this row on, itself included where it still belongs to the list.
  case at(Headline)
  /// From a day's newest story on, or the first one below it; where the newest stand first.
  case day(CivilDay)
  /// From the first story without a date on; where the newest stand first.
  case undated
}

/// A run of a list, in its order.
package struct Page: Equatable, Sendable {
  /// The rows.
  package var headlines: [Headline]
  /// Whether the list goes on before its first row.
  package var hasEarlier: Bool
  /// Whether the list goes on after its last row.
  package var hasLater: Bool

  package init(headlines: [Headline], hasEarlier: Bool, hasLater: Bool) {
    self.headlines = headlines
    self.hasEarlier = hasEarlier
    self.hasLater = hasLater
  }
}

extension [SourceCount] {
  /// Publishers with the most stories first, those with as many by their names.
  package var mostStoriesFirst: [SourceCount] {
    enumerated().sorted {
      $0.element.stories != $1.element.stories
        ? $0.element.stories > $1.element.stories : $0.offset < $1.offset
    }.map(\.element)
  }
}

/// A publisher and how many of its stories there are.
package struct SourceCount: Equatable, Sendable {
  /// The publisher's name; never empty.
  package var name: String
  /// All of its stories.
  package var stories: Int
  /// Those that are unread.
  package var unread: Int

  package init(name: String, stories: Int, unread: Int) {
    self.name = name
    self.stories = stories
    self.unread = unread
  }
}

/// A headline that stored stories point to and the archive lacks.
package struct WantedHeadline: Equatable, Sendable {
  /// As one of them prints it.
  package var title: String
  /// The address that one of them gives; nil where none does.
  package var url: String?
  /// How often stories point to it.
  package var citations: Int

  package init(title: String, url: String?, citations: Int) {
    self.title = title
    self.url = url
    self.citations = citations
  }
}

/// How many stories there are.
package struct Counts: Equatable, Sendable {
  /// All of them.
  package var stories: Int
  /// Those that are unread.
  package var unread: Int
  /// Those that are starred.
  package var starred: Int

  package init(stories: Int = 0, unread: Int = 0, starred: Int = 0) {
    self.stories = stories
    self.unread = unread
    self.starred = starred
  }
}

/// Something the reader did to the state of stories, and can take back.
package struct Change: Equatable, Sendable {
  /// What was done; by their names changes are stored.
  package enum Kind: String, CaseIterable, Sendable {
    case read, unread, star, unstar
    /// A whole list was marked as read.
    case allRead
    /// A stored story is not what a related headline means; it is which one of several.
    case refuse, choose
    /// A line that cleaning took out is the story's; a line of the story is not.
    case putBack, takeOut
    /// Such a correction became a rule for its publisher.
    case rule
    /// Tags were given or taken away.
    case tag
  }

  /// What was done.
  package var kind: Kind
  /// How many stories it touched.
  package var stories: Int
  /// The rule, where the change made one; nil for all other kinds.
  package var rule: PublisherRule?

  package init(kind: Kind, stories: Int, rule: PublisherRule? = nil) {
    self.kind = kind
    self.stories = stories
    self.rule = rule
  }
}
