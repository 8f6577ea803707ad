import Archive
import GRDB
import Stories
import Text

/// Conditions on addresses.
extension SearchPlan {
  /// Up to this many stories with such an address are looked up; beyond, the condition is tested on each
  /// story.
  private static let few = 20_000
  /// How many hosts are examined to find subdomains.
  private static let mostHosts = 20_000

  /// The condition that a story's address begins so, or that its host is this one or a subdomain.
  func isBelow(_ address: String) throws -> (sql: String, arguments: Arguments) {
    let ranges = try ranges(of: address)
    let arguments: Arguments = ranges.flatMap { [$0.from, $0.to] }
    let stories = ranges.map { _ in "SELECT id FROM story WHERE urlKey >= ? AND urlKey < ?" }
      .joined(separator: " UNION ALL ")
    let count = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (SELECT 1 FROM (\(stories)) LIMIT \(Self.few + 1))",
      arguments: StatementArguments(arguments))
    if count ?? 0 <= Self.few { return ("story.id IN (\(stories))", arguments) }
    // A story without an address does not match: the condition must never be NULL.
    let isIn = ranges.map { _ in "story.urlKey >= ? AND story.urlKey < ?" }.joined(separator: " OR ")
    return ("ifnull(\(isIn), 0)", arguments)
  }

  /// Ranges of keys, without their upper bounds.
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

  /// Subdomains, such as `sport.fanal.example` for `fanal.example`; the index is asked for one address of
  /// each host.
  private func hosts(below host: String) throws -> [(from: String, to: String)] {
    let next = try db.cachedStatement(
      sql: "SELECT urlKey FROM story WHERE urlKey > ? ORDER BY urlKey LIMIT 1")
    var found: [(from: String, to: String)] = []
    var place = ""
    for _ in 0..<Self.mostHosts {
      guard let key = try String.fetchOne(next, arguments: [place]) else { break }
      let name = key.prefix { $0 != "/" && $0 != "?" }
      if name.hasSuffix("." + host) { found.append((String(name), Self.end(of: String(name)))) }
      // Keys of one host may be in three ranges: alone, with a path, with a query.
      place = name.endIndex == key.endIndex ? key : Self.end(of: name + String(key[name.endIndex]))
    }
    return Array(
      found.reduce(into: [String: String]()) { $0[$1.from] = $1.to }
        .sorted { $0.key < $1.key }.prefix(200).map { (from: $0.key, to: $0.value) })
  }
}
