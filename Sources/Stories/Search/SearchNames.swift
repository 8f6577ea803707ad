/// What the words of the query language are called; more languages may name them too.
package struct SearchNames: Equatable, Sendable {
  /// What stands before a colon.
  package enum Field: Hashable, Sendable {
    case part(StoryPart)
    case source, language, tag, url, date, since, until, state
  }

  /// By their names, folded (`HeadlineKey`).
  package var fields: [String: Field]
  /// What may stand behind `is:`, folded.
  package var states: [String: StoryState]
  /// What stands between alternatives, in capitals.
  package var either: Set<String>
  /// What may stand between words that must all be there, in capitals.
  package var both: Set<String>
  /// What stands before a word that must not be there, in capitals.
  package var neither: Set<String>

  package init(
    fields: [String: Field], states: [String: StoryState], either: Set<String>, both: Set<String>,
    neither: Set<String>
  ) {
    self.fields = fields
    self.states = states
    self.either = either
    self.both = both
    self.neither = neither
  }

  /// The English names, which every language knows.
  package static let plain = SearchNames(
    fields: [
      "title": .part(.title), "body": .part(.body), "author": .part(.author), "source": .source,
      "lang": .language, "tag": .tag, "url": .url, "date": .date, "since": .since, "until": .until,
      "is": .state,
    ],
    states: Dictionary(uniqueKeysWithValues: StoryState.allCases.map { ($0.rawValue, $0) }), either: ["OR"],
    both: ["AND"], neither: ["NOT"])

  /// These names and others; where one means two things, these have it.
  package func merging(_ others: SearchNames) -> SearchNames {
    SearchNames(
      fields: fields.merging(others.fields) { own, _ in own },
      states: states.merging(others.states) { own, _ in own }, either: either.union(others.either),
      both: both.union(others.both), neither: neither.union(others.neither))
  }
}

/// A mistake in a query: where, and what.
package struct SearchFault: Error, Equatable, Sendable {
  /// What the mistake is.
  package enum Reason: Equatable, Sendable {
    case noWord, openQuote, openParenthesis, strayParenthesis, emptyParentheses
    case nothingToExclude, nothingBesideEither, nothingBesideBoth, shortPrefix
    case nothingAfter(field: String)
    case unknownField(String, near: String?)
    case unknownState(String, near: String?)
    case noDay(String)
    case reversedDays
    case noLanguage(String)
    case tooMuch
    /// No publisher, no tag has such a name.
    case noSource(String)
    case noTag(String)
  }

  /// What the mistake is.
  package var reason: Reason
  /// In characters of the query, from 0.
  package var columns: Range<Int>

  package init(_ reason: Reason, _ columns: Range<Int>) {
    self.reason = reason
    self.columns = columns
  }
}

/// Which of some names is near enough to have been meant.
package enum NearName {
  /// The nearest of the names; nil where none is near enough.
  package static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let near = names.map { ($0, distance(Array(name), Array($0))) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let near, near.1 <= (name.count < 4 ? 1 : max(2, name.count / 3)) else { return nil }
    return near.0
  }

  /// Letters to change, put in or take out (Levenshtein).
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (i, letter) in one.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, counterpart) in other.enumerated() {
        let best = min(row[j] + 1, row[j + 1] + 1, corner + (letter == counterpart ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = best
      }
    }
    return row[other.count]
  }
}
