import Stories

/// Decides which stories have the same text in several newspapers, and which of them leads the group.
///
/// Candidates are found by keys of their texts (`TextSketch`), compared with the leader of a group, and
/// placed below it. Each key is stored with the period of the story's date, so that only stories of about the
/// same time are compared.
package enum NearDuplicatePolicy {
  /// A key that more stories share says nothing by itself, and no more of its stories are examined.
  package static let mostPerKey = 24
  /// The greatest number of texts that a new one is compared with.
  static let mostCompared = 4
  /// Copies appear within this time, in seconds.
  static let span: Int64 = 4 * 86400

  /// The facts about a story, besides its text.
  package struct Facts: Equatable, Sendable {
    /// The story.
    package var id: StoryID
    /// The publisher's number; nil where it has none.
    package var publisher: Int64?
    /// In seconds since 1970; nil where it has none.
    package var date: Instant?
    /// The story below which this one stands; nil for one that leads or stands alone.
    package var leader: StoryID?

    package init(id: StoryID, publisher: Int64?, date: Instant?, leader: StoryID?) {
      self.id = id
      self.publisher = publisher
      self.date = date
      self.leader = leader
    }
  }

  /// Whether two stories may be copies whatever their texts are: of two papers, and of about the same day, or
  /// both without a date. A paper that has a text twice has two stories.
  package static func mayBeCopies(_ one: Facts, _ other: Facts) -> Bool {
    if let publisher = one.publisher, publisher == other.publisher { return false }
    guard let date = one.date, let its = other.date else { return one.date == nil && other.date == nil }
    let distance = date.subtractingReportingOverflow(its)
    return !distance.overflow && distance.partialValue.magnitude <= UInt64(span)
  }

  /// The stories to compare, the likeliest first. `storiesByKey` has a list for each key of the text: the
  /// other stories that share it.
  package static func candidates(_ storiesByKey: [[StoryID]]) -> [StoryID] {
    var shared: [StoryID: (all: Int, rare: Int)] = [:]
    for stories in storiesByKey {
      for id in stories {
        shared[id, default: (0, 0)].all += 1
        if stories.count <= mostPerKey { shared[id, default: (0, 0)].rare += 1 }
      }
    }
    return shared.filter { $0.value.rare > 0 || $0.value.all > 1 }
      .sorted { ($0.value.all, $1.key) > ($1.value.all, $0.key) }.map(\.key)
  }

  /// The story to stand below: the leader of a candidate's group that is most alike; nil where none is.
  /// `facts` and `score` look a story up; the score is nil where the texts are not alike.
  package static func leader(
    for story: Facts, among candidates: [StoryID], facts: (StoryID) throws -> Facts?,
    score: (StoryID) throws -> Double?
  ) rethrows -> StoryID? {
    var best: (id: StoryID, score: Double)?
    var compared: Set<StoryID> = []
    for id in candidates where compared.count < mostCompared {
      guard let found = try facts(id), let leader = try found.leader.map(facts) ?? found,
        compared.insert(leader.id).inserted, mayBeCopies(story, leader),
        let score = try score(leader.id), score > best?.score ?? 0
      else { continue }
      best = (leader.id, score)
    }
    return best?.id
  }

  /// The new leader of a group whose leader is removed: the oldest of the others, and of several the one that
  /// was stored first; nil where there are none.
  package static func successor(among stories: [(id: StoryID, date: Instant?)]) -> StoryID? {
    stories.min { ($0.date ?? .min, $0.id) < ($1.date ?? .min, $1.id) }?.id
  }

  // MARK: - Periods

  /// Stories without a date have a period of their own.
  private static let undated: Int64 = -1 << 30

  /// The number of the eight-day period of a date.
  package static func period(of date: Instant?) -> Int64 {
    date.map { max(undated + 2, min(1 << 30, Int64((Double($0) / Double(2 * span)).rounded(.down)))) }
      ?? undated
  }

  /// The periods that may contain copies of a story with this date: its own and the nearest other one.
  package static func periods(near date: Instant?) -> [Int64] {
    guard let date else { return [undated] }
    let period = period(of: date)
    return [period, date - period * 2 * span < span ? period - 1 : period + 1]
  }

  /// A key as it is stored, with the period above its 32 bits. So the keys of one period are neighbours in
  /// the index, and an import in order of dates writes few pages.
  package static func key(_ key: UInt32, _ period: Int64) -> Int64 {
    period << 32 | Int64(key)
  }
}
