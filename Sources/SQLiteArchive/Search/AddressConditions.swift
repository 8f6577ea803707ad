import Archive
import GRDB
import Stories
import Text

/// Addresses as the tables can tell them.
extension SearchPlan {
  /// Up to this many stories with such an address are looked up; where there are more, each story is asked.
  private static let few = 20_000
  /// How many hosts are looked through for those below another one.
  private static let mostHosts = 20_000

  /// Whether a story's address begins so, or its host is that one or below it.
  func isBelow(_ address: String) throws -> (sql: String, arguments: Arguments) {
    let ranges = try ranges(of: address)
    let arguments: Arguments = ranges.flatMap { [$0.from, $0.to] }
    let stories = ranges.map { _ in "SELECT id FROM story WHERE urlKey >= ? AND urlKey < ?" }
      .joined(separator: " UNION ALL ")
    let count = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (SELECT 1 FROM (\(stories)) LIMIT \(Self.few + 1))",
      arguments: StatementArguments(arguments))
    if count ?? 0 <= Self.few { return ("story.id IN (\(stories))", arguments) }
    // A story without an address has none that begins so: never NULL.
    let isIn = ranges.map { _ in "story.urlKey >= ? AND story.urlKey < ?" }.joined(separator: " OR ")
    return ("ifnull(\(isIn), 0)", arguments)
  }

  /// Runs of keys, the second end left out.
  private func ranges(of address: String) throws -> [(from: String, to: String)] {
    let hasScheme = ["http://", "https://"].contains { address.lowercased().hasPrefix($0) }
    guard let key = URLKey.of(hasScheme ? address : "https://" + address) else {
      return [(address, address)]
    }
    let isHost = !key.contains { $0 == "/" || $0 == "?" }
    if address.hasSuffix("/") {
      return [(key, key + "\u{1}"), (key + "/", key + "0")] + (isHost ? try hosts(below: key) : [])
    }
    return [(key, Self.end(of: key))] + (isHost ? try hosts(below: key) : [])
  }

  private static func end(of beginning: String) -> String { beginning + "\u{10FFFF}" }

  /// `sport.fanal.example` for `fanal.example`: the index is asked for one address of each host.
  private func hosts(below host: String) throws -> [(from: String, to: String)] {
    let next = try db.cachedStatement(
      sql: "SELECT urlKey FROM story WHERE urlKey > ? ORDER BY urlKey LIMIT 1")
    var found: [(from: String, to: String)] = []
    var place = ""
    for _ in 0..<Self.mostHosts {
      guard let key = try String.fetchOne(next, arguments: [place]) else { break }
      let name = key.prefix { $0 != "/" && $0 != "?" }
      if name.hasSuffix("." + host) { found.append((String(name), Self.end(of: String(name)))) }
      // Keys of one host may stand in three runs: alone, with a path, with a query.
      place = name.endIndex == key.endIndex ? key : Self.end(of: name + String(key[name.endIndex]))
    }
    return Array(
      found.reduce(into: [String: String]()) { $0[$1.from] = $1.to }
        .sorted { $0.key < $1.key }.prefix(200).map { (from: $0.key, to: $0.value) })
  }
}
