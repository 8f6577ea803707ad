import Stories
import Text

/// Decides which stored stories a related headline means.
package enum LinkPolicy {
  /// How many stories are kept as candidates for one related headline. A column with the same title every day
  /// would otherwise link every issue with every other.
  package static let mostCandidates = 20

  /// The facts about a link from a related headline to a stored story.
  package struct Link: Equatable, Sendable {
    /// Nil where it cannot be read.
    package var match: LinkMatch?
    /// Whether the reader said that the story is not meant.
    package var isRefused: Bool
    /// Whether both stories are of one publisher, or neither has one.
    package var isOwn: Bool

    package init(match: LinkMatch?, isRefused: Bool, isOwn: Bool) {
      self.match = match
      self.isRefused = isRefused
      self.isOwn = isOwn
    }
  }

  /// The indexes of the links that are used, in order: those that the reader chose, else those with the same
  /// address, else stories of the same publisher, else all; never those that the reader refused.
  package static func best(_ links: [Link]) -> [Int] {
    let open = links.indices.filter { !links[$0].isRefused }
    let grades: [(Link) -> Bool] = [
      { $0.match == .chosen }, { $0.match == .url }, { $0.isOwn }, { _ in true },
    ]
    for isFit in grades {
      let fitting = open.filter { isFit(links[$0]) }
      if !fitting.isEmpty { return fitting }
    }
    return []
  }

  /// The index of a related headline in a new list, by folded headline and canonical address: one with the
  /// same address if possible, and the old index if there are several; nil where it is missing.
  package static func position(
    of related: (titleKey: String, urlKey: String?), in list: [(titleKey: String, urlKey: String?)],
    before: Int
  ) -> Int? {
    let same = list.indices.filter { list[$0].titleKey == related.titleKey }
    let exact = same.filter { list[$0].urlKey == related.urlKey }
    let found = exact.isEmpty ? same : exact
    return found.contains(before) ? before : found.first
  }
}

/// Decides which stored headline a related one with a different spelling means.
package enum NearLinkPolicy {
  /// A key that more headlines share says nothing.
  package static let mostPerKey = 24
  /// Where the scores of the two best stories differ by less, neither is taken.
  static let margin = 0.03

  /// A related headline, or a stored story that it may mean.
  package struct Headline: Equatable, Sendable {
    /// The story that has it as a related headline or as its own.
    package var story: StoryID
    /// As it is printed.
    package var title: String
    /// The canonical address; nil where there is none.
    package var urlKey: String?
    /// The publisher's number; nil where it has none.
    package var publisher: Int64?
    /// Whether the reader said that this story is not meant.
    package var isRefused = false

    package init(story: StoryID, title: String, urlKey: String?, publisher: Int64?, isRefused: Bool = false) {
      self.story = story
      self.title = title
      self.urlKey = urlKey
      self.publisher = publisher
      self.isRefused = isRefused
    }
  }

  /// A stored story that a related headline may mean.
  package struct Match: Equatable, Sendable {
    /// The stored story.
    package var target: StoryID
    /// The similarity of the headlines, 0 to 1.
    package var score: Double
  }

  /// The best match among the same publisher's other stories; nil where none is good enough, or two are
  /// equally good. Headlines with different addresses do not match. Scores are those of the matcher.
  package static func best(
    for printed: Headline, among stored: [Headline], score: (_ stored: String) -> Double?
  ) -> Match? {
    let matches = stored.compactMap { other -> Match? in
      guard other.story != printed.story, other.publisher == printed.publisher, !other.isRefused,
        other.urlKey == nil || printed.urlKey == nil
      else { return nil }
      return score(other.title).map { Match(target: other.story, score: $0) }
    }.sorted { ($0.score, $0.target) > ($1.score, $1.target) }
    guard let first = matches.first else { return nil }
    return matches.count > 1 && matches[1].score > first.score - margin ? nil : first
  }
}
