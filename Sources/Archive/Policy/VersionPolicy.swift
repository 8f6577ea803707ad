import Stories

/// Decides which version of a story is shown, and which versions are merged.
package enum VersionPolicy {
  /// A capture of a version.
  package struct Capture: Equatable, Sendable {
    /// When it was made, else when it was imported; in seconds since 1970.
    package var time: Instant
    /// Captures of one time stand in the order of their numbers, which rise.
    package var number: Int64
    /// The version that it is of, by its number in the archive.
    package var version: Int64
    /// The number of the import that brought it; those rise too.
    package var `import`: Int64

    package init(time: Instant, number: Int64, version: Int64, `import`: Int64) {
      self.time = time
      self.number = number
      self.version = version
      self.import = `import`
    }

    fileprivate var age: (Instant, Int64) { (time, number) }
  }

  /// The version that is shown, which is that of the newest capture; nil where there is none.
  package static func shown(_ captures: [Capture]) -> Int64? {
    captures.max { $0.age < $1.age }?.version
  }

  /// How many of the new versions of an import are examined.
  static let mostNew = 4

  /// The versions that the latest import added, with those before and after each of them in time: with
  /// today's cleaning, some of them may have the same text. None for a story with one version.
  package static func unsettled(_ captures: [Capture]) -> [Int64] {
    let byVersion = Dictionary(grouping: captures, by: \.version)
    let versions = byVersion.compactMap { version, captures in
      captures.max { $0.age < $1.age }.map { (version: version, age: $0.age) }
    }.sorted { $0.age < $1.age }.map(\.version)
    guard versions.count > 1, let latest = captures.map(\.import).max() else { return [] }
    let brought = byVersion.filter { $0.value.allSatisfy { $0.import == latest } }.keys
    let new = Set(brought.sorted(by: >).prefix(mostNew))
    return versions.indices.filter { index in
      versions[max(0, index - 1)...min(versions.count - 1, index + 1)].contains { new.contains($0) }
    }.map { versions[$0] }
  }

  /// The text of a version.
  package struct Reading: Equatable, Sendable {
    /// Its number in the archive.
    package var version: Int64
    /// Its number among the story's, from 1.
    package var number: Int
    /// Whether it is the version that is shown.
    package var isShown: Bool
    /// The headline.
    package var title: String
    /// Empty where there is none.
    package var standfirst: String
    /// The blocks' texts, a blank line between.
    package var text: String

    package init(
      version: Int64, number: Int, isShown: Bool, title: String, standfirst: String, text: String
    ) {
      self.version = version
      self.number = number
      self.isShown = isShown
      self.title = title
      self.standfirst = standfirst
      self.text = text
    }
  }

  /// Versions with the same text. One of them is kept, the shown one or else the first, under the lowest
  /// number; the others are dropped, and their captures belong to the kept one.
  package struct Union: Equatable, Sendable {
    /// The version that stays.
    package var kept: Int64
    /// Its new number among the story's versions.
    package var number: Int
    /// The versions that are dropped.
    package var dropped: [Int64]

    package init(kept: Int64, number: Int, dropped: [Int64]) {
      (self.kept, self.number, self.dropped) = (kept, number, dropped)
    }
  }

  /// The groups of versions of a story that are merged.
  package static func unions(_ versions: [Reading]) -> [Union] {
    let same = Dictionary(grouping: versions) { [$0.title, $0.standfirst, $0.text] }
    return same.values.compactMap { group in
      let sorted = group.sorted { ($0.isShown ? 0 : 1, $0.number) < ($1.isShown ? 0 : 1, $1.number) }
      guard sorted.count > 1, let kept = sorted.first else { return nil }
      return Union(
        kept: kept.version, number: group.map(\.number).min() ?? kept.number,
        dropped: sorted.dropFirst().map(\.version))
    }.sorted { $0.kept < $1.kept }
  }
}
