/// The lines that were typed before, for each kind of prompt.
package struct History: Equatable, Sendable {
  /// How many lines of a kind are kept.
  package static let most = 100
  /// How long a line may be that is kept, in characters.
  package static let longest = 1000

  /// The names of the kinds, as they are stored.
  package enum Kind: String, CaseIterable, Sendable {
    case search, find, day, name, tags
  }

  /// The lines of each kind, the newest last; none is empty or occurs twice.
  package private(set) var lines: [Kind: [String]] = [:]

  package init() {}

  /// The lines of a kind, the newest last.
  package subscript(kind: Kind) -> [String] { lines[kind] ?? [] }

  /// Adds a line as the newest of its kind; false where it is the newest already or not worth keeping.
  @discardableResult
  package mutating func add(_ line: String, to kind: Kind) -> Bool {
    let isBlank = line.allSatisfy(\.isWhitespace)
    guard !isBlank, line.count <= Self.longest, self[kind].last != line else { return false }
    var kept = self[kind].filter { $0 != line }
    kept.append(line)
    lines[kind] = kept.suffix(Self.most)
    return true
  }

  /// Puts lines of an earlier sitting before those of this one.
  package mutating func remember(_ earlier: History) {
    var all = earlier
    for (kind, own) in lines { own.forEach { all.add($0, to: kind) } }
    self = all
  }
}

/// Where in its history a prompt stands.
struct HistoryPlace: Equatable, Sendable {
  /// How many lines back from the newest, from 1; 0 is the line that is being typed.
  var back = 0
  /// What was typed before the first step back.
  var typed = LineEdit()
}
