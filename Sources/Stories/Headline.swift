import Text

/// A story's row in a list.
package struct Headline: Equatable, Sendable {
  /// The story's.
  package var id: StoryID
  /// No other story of the archive has it.
  package var sortKey: SortKey
  /// The headline as plain text, as it is stored: before repair and gate.
  package var title: String
  /// The publisher's name as people say it; nil where it is not known.
  package var source: String?
  /// BCP 47 primary tag; nil where it is not known.
  package var language: String?
  /// When it was published; nil where nothing says so.
  package var date: StoryDate?
  /// When its first capture was made; 0 where nobody knows.
  package var captured: Instant
  /// Set by reading to the end, or by a key.
  package var isRead: Bool
  /// Set by a key only.
  package var isStarred: Bool
  /// How many of its related headlines are stored.
  package var linked: Int
  /// The story below whose headline it stands, as its copy in another paper.
  package var leader: StoryID?
  /// How many copies in other papers stand below it.
  package var nearDuplicates: Int
  /// Whether something says that the text which is read may not be whole (``Doubt``).
  package var isDoubtful: Bool
  /// The reader's tags, by name; empty too where they were not asked for.
  package var tags: [String]

  package init(
    id: StoryID, sortKey: SortKey, title: String, source: String? = nil, language: String? = nil,
    date: StoryDate? = nil, captured: Instant = 0, isRead: Bool = false, isStarred: Bool = false,
    linked: Int = 0, leader: StoryID? = nil, nearDuplicates: Int = 0, isDoubtful: Bool = false,
    tags: [String] = []
  ) {
    self.tags = tags
    self.leader = leader
    self.nearDuplicates = nearDuplicates
    self.isDoubtful = isDoubtful
    self.id = id
    self.sortKey = sortKey
    self.title = title
    self.source = source
    self.language = language
    self.date = date
    self.captured = captured
    self.isRead = isRead
    self.isStarred = isStarred
    self.linked = linked
  }
}

/// By what a related headline and a stored story were found to belong together.
package enum LinkMatch: String, Sendable {
  /// The address; the folded headline; a headline that reads nearly alike; the reader's choice.
  case url, headline, near, chosen
}

/// A related headline as the archive knows it.
package struct Relation: Equatable, Sendable {
  /// Its place in the story's list, from 0.
  package var position: Int
  /// The headline as the story prints it, plain text.
  package var title: String
  /// Where it points to; nil in captures of plain text.
  package var url: String?
  /// The stored stories that fit: none, the one, or several to choose from.
  package var stored: [Headline]
  /// Stored stories of which the reader said that they are not meant.
  package var refused: [Headline]
  /// How the stored ones were found; nil where there is none.
  package var match: LinkMatch?
  /// How alike the headlines are, below 1; nil but where they are nearly alike.
  package var score: Double?

  package init(
    position: Int, title: String, url: String? = nil, stored: [Headline] = [], refused: [Headline] = [],
    match: LinkMatch? = nil, score: Double? = nil
  ) {
    self.match = match
    self.score = score
    self.refused = refused
    self.position = position
    self.title = title
    self.url = url
    self.stored = stored
  }

  /// Whether the one stored headline reads otherwise than the printed one.
  package var isAltered: Bool {
    guard let only = stored.first, stored.count == 1 else { return false }
    return HeadlineKey.isAltered(title, from: only.title)
  }
}

/// A stored story with all that the reader shows of it.
package struct StoredStory: Equatable, Sendable {
  /// Its row in a list.
  package var headline: Headline
  /// What cleaning made of its newest capture, corrections applied.
  package var story: Story
  /// Headlines that it points to, in the order of the page.
  package var relations: [Relation]
  /// Stored stories that point here, newest first, 50 at most.
  package var citedBy: [Headline]
  /// Copies of the story in other papers, 50 at most.
  package var similar: [Headline]
  /// How far it was read when it was left, from 0 to 1.
  package var progress: Double
  /// SHA-256 of the newest capture, lower-case hexadecimal.
  package var capture: String

  package init(
    headline: Headline, story: Story, relations: [Relation] = [], citedBy: [Headline] = [],
    similar: [Headline] = [], progress: Double = 0, capture: String = ""
  ) {
    self.headline = headline
    self.story = story
    self.relations = relations
    self.citedBy = citedBy
    self.similar = similar
    self.progress = progress
    self.capture = capture
  }
}

/// Stories that were stored while a list was being read.
package struct Arrivals: Equatable, Sendable {
  /// Stories that fit the list and came after it was begun; at least 1.
  package var count: Int
  /// The one that stands first in a list by date.
  package var first: Headline

  package init(count: Int, first: Headline) {
    self.count = count
    self.first = first
  }
}
