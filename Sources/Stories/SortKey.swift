/// Where a story stands in a list by date: newest is largest, and stories without a date stand below all
/// others.
///
/// It follows from the story alone, so that the same stories stand in the same order in every archive,
/// whichever was imported first: seconds since 1970, then 24 bits that tell stories of the same second apart.
package struct SortKey: Comparable, Hashable, Sendable {
  /// As it is stored; only to be compared.
  package let value: Int64

  private static let tieBits = 24
  /// Some 4,000 years before and after 1970: dated and undated keys never meet.
  private static let mostSeconds: Int64 = (1 << 37) - 1
  /// Stories without a date stand so much lower, by the time of their capture.
  private static let undated: Int64 = 1 << 62

  package init(_ value: Int64) { self.value = value }

  /// The key of a story with that date, without one by the time of its capture. Stories of one second stand
  /// in the order of a hash of what they are known by: `urlKey`, without it the headline and the source.
  package init(date: Instant?, captured: Instant, urlKey: String?, titleKey: String, source: String?) {
    let second = Self.first(of: date ?? captured) - (date == nil ? Self.undated : 0)
    let hash = Self.hash(urlKey ?? titleKey + "\u{1}" + (source ?? ""))
    value = second + Int64(hash >> (64 - Self.tieBits))
  }

  /// Every key of a story of that instant or a later one is at least this.
  package static func lowest(of instant: Instant) -> SortKey { SortKey(first(of: instant)) }

  /// Every key of a story without a date lies below this.
  package static let lowestDated = SortKey(first(of: .min))

  /// The key behind this one, for a second story that would have the same.
  package func next(_ steps: Int64 = 1) -> SortKey { SortKey(value + steps) }

  /// The older story is the smaller.
  package static func < (one: SortKey, other: SortKey) -> Bool { one.value < other.value }

  private static func first(of instant: Instant) -> Int64 {
    max(-mostSeconds, min(mostSeconds, instant)) << tieBits
  }

  /// FNV-1a, 64 bits, its halves mixed, since only the upper bits are taken.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
  }
}
