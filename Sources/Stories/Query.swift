/// Which stories, and in which order.
package struct Query: Equatable, Hashable, Sendable {
  package enum Sort: String, CaseIterable, Sendable {
    case newest, oldest, title
    /// What fits best first, among the newest 20,000 matches of a search.
    case relevance
  }

  /// What is searched for, as it was typed; empty for a list that is no search.
  package private(set) var words: String
  /// What that means; nil where it holds no word.
  package private(set) var search: SearchTree?
  /// Whether its last word is being typed: what begins with it may be guessed at then from frequent words.
  package var isTyping = false
  package var unreadOnly: Bool
  package var starredOnly: Bool
  package var source: String?
  /// First day, inclusive.
  package var since: CivilDay?
  /// Last day, inclusive.
  package var until: CivilDay?
  package var sort: Sort
  /// Whether copies of a story in other papers stand below its headline, where the list may be folded.
  package var isFolded = false

  /// Searches, one source's stories and starred ones are listed one by one.
  package var mayFold: Bool { words.isEmpty && source == nil && !starredOnly }

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
    self.unreadOnly = unreadOnly
    self.starredOnly = starredOnly
    self.source = source
    self.since = since
    self.until = until
    self.sort = sort
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

/// A publisher and how many of its stories there are.
package struct SourceCount: Equatable, Sendable {
  package var name: String
  package var stories: Int
  package var unread: Int

  package init(name: String, stories: Int, unread: Int) {
    self.name = name
    self.stories = stories
    self.unread = unread
  }
}

/// A headline that stored stories point to and the archive lacks.
package struct WantedHeadline: Equatable, Sendable {
  package var title: String
  package var url: String?
  package var citations: Int

  package init(title: String, url: String?, citations: Int) {
    self.title = title
    self.url = url
    self.citations = citations
  }
}

/// How many stories there are.
package struct Counts: Equatable, Sendable {
  package var stories: Int
  package var unread: Int
  package var starred: Int

  package init(stories: Int = 0, unread: Int = 0, starred: Int = 0) {
    self.stories = stories
    self.unread = unread
    self.starred = starred
  }
}

/// Something the reader did to the state of stories, and can take back.
package struct Change: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case read, unread, star, unstar, allRead, refuse, choose, putBack, takeOut, rule, tag
  }

  package var kind: Kind
  /// How many stories it touched.
  package var stories: Int
  /// What was made a rule of, where it is of that kind.
  package var rule: PublisherRule?

  package init(kind: Kind, stories: Int, rule: PublisherRule? = nil) {
    self.kind = kind
    self.stories = stories
    self.rule = rule
  }
}
