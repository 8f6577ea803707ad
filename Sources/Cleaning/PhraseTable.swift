import Glibc

/// A table of folded phrases, in buckets by their first two bytes.
struct PhraseTable: Sendable {
  /// The value of a phrase that means nothing by itself.
  static let glue = -1

  /// A folded line, as `Fold.key` makes it.
  typealias Key = UnsafeBufferPointer<UInt8>

  /// A phrase as it is compared and sorted.
  private struct Phrase: Sendable {
    /// Its first eight bytes, and which of them it has.
    var head: UInt64
    var mask: UInt64
    /// Where its bytes begin in `bytes`.
    var start: Int
    var count: Int
    var value: Int
    var bucket: Int
  }

  private static let buckets = 2048

  /// Sorted by bucket, and by length within a bucket, the longest first.
  private var phrases: [Phrase] = []
  /// The bytes of all phrases, concatenated.
  private var bytes: [UInt8] = []
  /// The index in `phrases` at which each bucket begins; one more entry than buckets.
  private var starts: [UInt16] = Array(repeating: 0, count: PhraseTable.buckets + 1)
  /// Values of phrases of one byte, by the byte.
  private var single: [Int?] = Array(repeating: nil, count: 256)

  mutating func add(_ bytes: some Sequence<UInt8>, _ value: Int) {
    let bytes = Array(bytes)
    guard let first = bytes.first else { return }
    guard bytes.count > 1 else {
      single[Int(first)] = single[Int(first)] ?? value
      return
    }
    guard phrases.count < Int(UInt16.max) else { return }
    phrases.append(
      Phrase(
        head: bytes.withUnsafeBufferPointer { Self.head($0, 0) },
        mask: bytes.count < 8 ? (1 << UInt64(bytes.count * 8)) - 1 : ~0, start: self.bytes.count,
        count: bytes.count, value: value, bucket: Self.bucket(bytes[0], bytes[1])))
    self.bytes += bytes
  }

  /// Sorts the table. Has to be called after the last phrase was added and before the first look-up.
  mutating func sort() {
    let order = phrases.indices.sorted { left, right in
      let (a, b) = (phrases[left], phrases[right])
      return (a.bucket, -a.count, left) < (b.bucket, -b.count, right)
    }
    phrases = order.map { phrases[$0] }
    starts = Array(repeating: 0, count: Self.buckets + 1)
    for phrase in phrases { starts[phrase.bucket + 1] += 1 }
    for bucket in 0..<Self.buckets { starts[bucket + 1] += starts[bucket] }
  }

  /// The value of the phrase that equals the key.
  func whole(_ key: Key) -> Int? {
    if key.count == 1 { return single[Int(key[0])] }
    return first(key, at: 0) { $0 == key.count }
  }

  /// The value of the longest phrase at the beginning of the key that does not end inside a word.
  func beginning(_ key: Key) -> Int? {
    first(key, at: 0) { length in
      length == key.count || !WordHash.isLetter(key[length - 1]) || !WordHash.isLetter(key[length])
    }
  }

  /// The value of the longest phrase at the beginning of the key, even where it ends inside a word.
  func longest(_ key: Key) -> Int? {
    key.isEmpty ? nil : first(key, at: 0) { _ in true } ?? single[Int(key[0])]
  }

  /// The value of a phrase at the end of the key. The phrases of such a table were added backwards.
  func ending(_ key: Key) -> Int? {
    guard key.count >= 2 else { return nil }
    for at in range(Self.bucket(key[key.count - 1], key[key.count - 2])) where phrases[at].count <= key.count
    {
      let (start, count) = (phrases[at].start, phrases[at].count)
      if (0..<count).allSatisfy({ bytes[start + $0] == key[key.count - 1 - $0] }) { return phrases[at].value }
    }
    return nil
  }

  /// The value of a phrase anywhere in the key.
  func within(_ key: Key) -> Int? {
    guard key.count >= 2, !phrases.isEmpty else { return nil }
    for place in 0..<key.count - 1 {
      if let value = first(key, at: place, where: { _ in true }) { return value }
    }
    return nil
  }

  /// Calls `body` with the length and the value of every phrase at a position of the key.
  @inline(__always)
  func forEach(_ key: Key, at place: Int, _ body: (Int, Int) -> Void) {
    let range = range(key, at: place)
    if !range.isEmpty {
      let head = Self.head(key, place)
      for at in range where matches(key, at: place, head, phrases[at]) {
        body(phrases[at].count, phrases[at].value)
      }
    }
    if let value = single[Int(key[place])] { body(1, value) }
  }

  @inline(__always)
  private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) &* 37 ^ Int(second) &* 5) & (buckets - 1)
  }

  @inline(__always)
  private func range(_ bucket: Int) -> Range<Int> {
    Range(uncheckedBounds: (Int(starts[bucket]), Int(starts[bucket + 1])))
  }

  @inline(__always)
  private func range(_ key: Key, at place: Int) -> Range<Int> {
    place + 1 < key.count ? range(Self.bucket(key[place], key[place + 1])) : 0..<0
  }

  /// The value of the longest phrase at a position whose length is accepted.
  @inline(__always)
  private func first(_ key: Key, at place: Int, where isFitting: (Int) -> Bool) -> Int? {
    let range = range(key, at: place)
    if range.isEmpty { return nil }
    let head = Self.head(key, place)
    for at in range where matches(key, at: place, head, phrases[at]) && isFitting(phrases[at].count) {
      return phrases[at].value
    }
    return nil
  }

  /// Eight bytes of a key from a position on, padded with zeros.
  @inline(__always)
  private static func head(_ key: Key, _ place: Int) -> UInt64 {
    if place + 8 <= key.count {
      return UInt64(
        littleEndian: UnsafeRawBufferPointer(key).loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    var head: UInt64 = 0
    for at in (place..<key.count).reversed() { head = head << 8 | UInt64(key[at]) }
    return head
  }

  /// Whether a phrase is at a position. Most phrases of a bucket differ in the first eight bytes, so these
  /// are compared first.
  @inline(__always)
  private func matches(_ key: Key, at place: Int, _ head: UInt64, _ phrase: Phrase) -> Bool {
    guard (head ^ phrase.head) & phrase.mask == 0, place + phrase.count <= key.count else { return false }
    guard phrase.count > 8, let base = key.baseAddress else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + phrase.start + 8, base + place + 8, phrase.count - 8) == 0 }
        ?? false
    }
  }
}

/// Searches in bytes.
enum Bytes {
  static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in needle.withUnsafeBufferPointer { contains(bytes, $0) } }
  }

  static func contains(_ text: Substring, _ needle: String) -> Bool {
    var (text, needle) = (text, needle)
    return text.withUTF8 { text in needle.withUTF8 { contains(text, $0) } }
  }

  /// Where the needle begins; nil where it does not occur.
  static func first(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in needle.withUnsafeBufferPointer { first($0, in: bytes) } }
  }

  private static func contains(
    _ bytes: UnsafeBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    first(needle, in: bytes) != nil
  }

  private static func first(
    _ needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let start = bytes.baseAddress, let sought = needle.baseAddress, !needle.isEmpty else { return nil }
    let end = start + bytes.count
    var at = start
    while end - at >= needle.count {
      guard let hit = memchr(at, Int32(sought[0]), end - at - needle.count + 1) else { return nil }
      at = start + (UnsafeRawPointer(hit) - UnsafeRawPointer(start))
      if memcmp(at, sought, needle.count) == 0 { return at - start }
      at += 1
    }
    return nil
  }
}
