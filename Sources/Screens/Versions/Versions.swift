import Stories
import Text
import Wording

/// The versions of the story on the screen, and the one that is compared with the one before it.
package struct Versions: Equatable, Sendable {
  /// The shown one first, then from new to old.
  package var all: [StoryVersion]
  /// An index in `all`.
  package var chosen = 0
  /// What the chosen one changed; nil until it is computed, and for the first version.
  package var difference: WordDiff?

  package init(all: [StoryVersion]) {
    self.all = all.sorted { ($0.time, $0.number) > ($1.time, $1.number) }
  }

  /// How many bytes of each version are compared; `kiosque show --diff` compares all of them.
  private static let comparedBytes = 512 << 10

  /// The part of a text that is compared.
  package static func compared(_ passages: [String]) -> [String] {
    var room = comparedBytes
    var compared: [String] = []
    for passage in passages where room > 0 {
      compared.append(TextStart.of(passage, bytes: room))
      room -= passage.utf8.count
    }
    return compared
  }

  /// Whether all of the chosen version and the one before it is compared, not only the beginning.
  var isWhole: Bool {
    all.indices.contains(chosen + 1) && max(all[chosen].size, all[chosen + 1].size) <= Self.comparedBytes
  }

  /// The numbers of the chosen version and of the one before it in time.
  var pair: (older: Int, newer: Int)? {
    guard all.indices.contains(chosen), all.indices.contains(chosen + 1) else { return nil }
    return (all[chosen + 1].number, all[chosen].number)
  }
}

/// Shows the versions, and loads what the newest one changed.
func loadedVersions(_ state: inout State, _ all: [StoryVersion], of id: StoryID) -> [Effect] {
  guard let reading = state.reading, reading.stored.headline.id == id, reading.view == .versions else {
    return []
  }
  let old = reading.versions
  state.reading?.versions = Versions(all: all)
  if let old, old.all == state.reading?.versions?.all { state.reading?.versions = old }
  setPlainRows(&state)
  return compareVersions(state)
}

/// Shows the differences, if the reader still looks at those two versions.
func loadedDifference(_ state: inout State, _ difference: WordDiff, _ request: VersionPair) -> [Effect] {
  guard let reading = state.reading, reading.stored.headline.id == request.story,
    let pair = reading.versions?.pair, pair == (request.older, request.newer)
  else { return [] }
  state.reading?.versions?.difference = difference
  setPlainRows(&state)
  return clampStory(&state)
}

/// Goes to the next older or newer version; from another view, to the versions.
func stepVersion(_ state: inout State, by step: Int) -> [Effect] {
  guard let reading = state.reading else { return [] }
  guard reading.view == .versions, let versions = reading.versions else {
    return showView(&state, .versions)
  }
  let next = versions.chosen + step
  guard versions.all.indices.contains(next) else {
    return tell(&state, step > 0 ? .oldestVersion : .newestVersion)
  }
  state.reading?.versions?.chosen = next
  state.reading?.versions?.difference = nil
  state.reading?.top = 0
  setPlainRows(&state)
  return compareVersions(state)
}

private func compareVersions(_ state: State) -> [Effect] {
  guard let reading = state.reading, let versions = reading.versions, versions.difference == nil,
    let pair = versions.pair
  else { return [] }
  let id = reading.stored.headline.id
  return [.compareVersions(VersionPair(story: id, older: pair.older, newer: pair.newer))]
}

/// Two versions of a story, by their numbers.
package struct VersionPair: Equatable, Sendable {
  /// Their story.
  package var story: StoryID
  /// The `number` of the version that is compared with.
  package var older: Int
  /// The `number` of the version that is looked at.
  package var newer: Int
}
