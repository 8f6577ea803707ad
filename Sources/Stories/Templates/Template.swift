/// Stored bytes are no template of ours.
package enum TemplateFault: Error, Equatable, Sendable {
  case unknownVersion(UInt8)
  case damaged
}

/// Which lines recur in different stories of one source, and where in them.
///
/// Lossy counting (Manku and Motwani, 2002) in bounded room: a count may be too low by what was forgotten
/// meanwhile, never too high. All counts are halved now and then, so that newer stories weigh more.
package struct Template: Equatable, Sendable {
  /// How many lines are remembered at most; stored they take less than 20 KB.
  package static let capacity = 2048
  /// At so many stories all counts are halved.
  package static let horizon = 4096

  private struct Entry: Equatable {
    var stories: Int
    /// How many may have been forgotten before it was entered.
    var missed: Int
    /// A headline recurs in lists, and is none of the page's own lines.
    var isHeadline = false
  }

  /// How many stories the counts are of: those learnt, older ones counting less.
  package private(set) var stories = 0
  /// The highest count that a forgotten line may have had.
  private var floor = 0
  private var entries: [UInt64: Entry] = [:]

  package init() {}

  /// Lines that are remembered, by zone; at most `capacity`.
  package var count: Int { entries.count }

  /// Learns the lines of one story; a line counts once a zone.
  package mutating func learn(_ lines: [LineSighting]) {
    learn(lines) { _ in false }
  }

  /// Learns the lines of one story. `isHeadline` is asked once about each line that is met a second time:
  /// whether it is the headline of some story.
  package mutating func learn(_ lines: [LineSighting], isHeadline: (UInt64) throws -> Bool) rethrows {
    stories += 1
    var seen = Set<UInt64>(minimumCapacity: lines.count)
    for line in lines {
      let name = Self.name(line.key, line.zone)
      guard seen.insert(name).inserted else { continue }
      guard let entry = entries[name] else {
        entries[name] = Entry(stories: 1, missed: floor)
        continue
      }
      entries[name]?.stories += 1
      if entry.stories == 1, !entry.isHeadline, try isHeadline(line.key) { exclude(line.key) }
    }
    if stories >= Self.horizon { halve() }
    while entries.count > Self.capacity { forget() }
  }

  /// Says that a line is a headline: as far as it is remembered here, it is no furniture any more.
  package mutating func exclude(_ key: UInt64) {
    for zone in LineZone.allCases { entries[Self.name(key, zone)]?.isHeadline = true }
  }

  /// In how many of how many stories a line stands in a zone; none where it is a headline.
  package func share(of key: UInt64, in zone: LineZone) -> (stories: Int, of: Int) {
    guard let entry = entries[Self.name(key, zone)], !entry.isHeadline else { return (0, stories) }
    return (entry.stories, stories)
  }

  /// Whether a line is the page's own: in three stories at least, and in three of ten.
  package func recurs(_ key: UInt64, in zone: LineZone) -> Bool {
    let share = share(of: key, in: zone)
    return share.stories >= 3 && share.stories * 10 >= share.of * 3
  }

  /// 46 bits of the key and the zone: with two thousand entries the chance of a collision is one in 2^35.
  private static func name(_ key: UInt64, _ zone: LineZone) -> UInt64 {
    (key << 2 | UInt64(zone.rawValue)) & 0xFFFF_FFFF_FFFF
  }

  private mutating func forget() {
    let half = Self.capacity / 2
    let bounds = entries.values.map { $0.stories + $0.missed }.sorted(by: >)
    floor = max(floor + 1, bounds.count > half ? bounds[half] : 0)
    entries = entries.filter { $0.value.stories + $0.value.missed > floor }
  }

  private mutating func halve() {
    stories /= 2
    floor /= 2
    entries = entries.compactMapValues { entry in
      let half = Entry(stories: entry.stories / 2, missed: entry.missed / 2, isHeadline: entry.isHeadline)
      return half.stories > 0 ? half : nil
    }
  }
}

extension Template {
  private static let version: UInt8 = 1

  /// Version, stories, floor, number of entries, then each entry by name: 6 bytes, count with the headline's
  /// bit, missed; numbers as LEB128.
  package var bytes: [UInt8] {
    var bytes = [Self.version]
    bytes.reserveCapacity(16 + entries.count * 9)
    for number in [stories, floor, entries.count] { Self.append(number, to: &bytes) }
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      for shift in stride(from: 0, to: 48, by: 8) { bytes.append(UInt8(truncatingIfNeeded: name >> shift)) }
      Self.append(entry.stories << 1 | (entry.isHeadline ? 1 : 0), to: &bytes)
      Self.append(entry.missed, to: &bytes)
    }
    return bytes
  }

  package init(bytes: [UInt8]) throws(TemplateFault) {
    guard let version = bytes.first else { throw .damaged }
    guard version == Self.version else { throw .unknownVersion(version) }
    var rest = bytes.dropFirst()
    stories = try Self.number(&rest, most: Self.horizon)
    floor = try Self.number(&rest, most: 2 * Self.horizon)
    let count = try Self.number(&rest, most: Self.capacity)
    entries.reserveCapacity(count)
    for _ in 0..<count {
      guard rest.count >= 8 else { throw .damaged }
      let name = rest.prefix(6).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(6)
      let seen = try Self.number(&rest, most: stories << 1 | 1)
      let missed = try Self.number(&rest, most: 2 * Self.horizon)
      guard seen >> 1 > 0, entries[name] == nil, name & 3 != 3 else { throw .damaged }
      entries[name] = Entry(stories: seen >> 1, missed: missed, isHeadline: seen & 1 == 1)
    }
    guard rest.isEmpty else { throw .damaged }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>, most: Int) throws(TemplateFault) -> Int {
    var number = 0
    for shift in stride(from: 0, through: 21, by: 7) {
      guard let byte = bytes.popFirst() else { throw .damaged }
      number |= Int(byte & 0x7F) << shift
      guard byte & 0x80 != 0 else {
        if number > most { throw .damaged }
        return number
      }
    }
    throw .damaged
  }
}
