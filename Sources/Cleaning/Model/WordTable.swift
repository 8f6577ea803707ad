/// A hash table of known words, by the hash of their folded letters: the languages in which they are common,
/// months, weekdays, kinds.
struct WordTable: Sendable {
  /// One bit for each language in which the word is among the commonest; bits for classes and kinds above
  /// them.
  typealias Bits = UInt64

  static let month: Bits = 1 << 40
  static let weekday: Bits = 1 << 41
  static let dateWord: Bits = 1 << 42
  static let languages: Bits = (1 << 40) - 1
  /// Kinds of words, as profiles name them; one bit each, from `firstKind` on.
  static let kinds = ["promotion", "readers", "picture", "office", "you", "we"]
  static let office = kinds.firstIndex(of: "office") ?? 0
  static let firstKind: UInt64 = 43

  /// A slot of the hash table.
  private struct Entry: Sendable {
    /// The word's hash; 0 for an empty slot, which has no bits.
    var key: UInt64 = 0
    var bits: Bits = 0
  }

  /// A Bloom filter with one hash function and four bits for each slot. Most words are unknown, and this
  /// small filter answers for them without a look at the large table.
  private var known: [UInt64]
  private var entries: [Entry]
  private var count = 0

  init(capacity: Int) {
    var room = 64
    while room < capacity * 2 { room *= 2 }
    known = Array(repeating: 0, count: room / 16)
    entries = Array(repeating: Entry(), count: room)
  }

  /// The words of the profiles: `stop-words` with a bit for each language, words of dates, and kinds of
  /// words.
  init(_ profiles: [Profile]) {
    self.init(capacity: 6000)
    let tags = Set(profiles.flatMap(\.stopWords.keys)).sorted()
    for profile in profiles {
      for (tag, words) in profile.stopWords {
        guard let bit = tags.firstIndex(of: tag), bit < 40 else { continue }
        for word in words { add(word, 1 << UInt64(bit)) }
      }
      for (at, kind) in Self.kinds.enumerated() {
        for word in profile.wordKinds[kind] ?? [] { add(word, 1 << (Self.firstKind + UInt64(at))) }
      }
      for word in profile.months { add(word, Self.month) }
      for word in profile.weekdays { add(word, Self.weekday) }
      for rule in profile.rules where rule.name == "date" {
        for word in rule.words where word.utf8.count > 2 { add(word, Self.dateWord) }
      }
    }
  }

  mutating func add(_ word: String, _ bits: Bits) {
    let folded = Fold.key(word)
    if folded.allSatisfy({ WordHash.isLetter($0) }) { add(bytes: folded, bits) }
  }

  mutating func add(bytes: some Collection<UInt8>, _ bits: Bits) {
    if !bytes.isEmpty { add(hash: WordHash.of(bytes), bits) }
  }

  mutating func add(hash: UInt64, _ bits: Bits) {
    guard count * 2 < entries.count else { return }
    let place = place(hash)
    var at = place >> 2
    while entries[at].key != 0 && entries[at].key != hash { at = (at + 1) & (entries.count - 1) }
    if entries[at].key == 0 { count += 1 }
    entries[at].key = hash
    entries[at].bits |= bits
    known[place >> 6] |= 1 << UInt64(place & 63)
  }

  @inline(__always)
  func bits(_ hash: UInt64) -> Bits {
    let place = place(hash)
    guard known[place >> 6] & 1 << UInt64(place & 63) != 0 else { return 0 }
    var at = place >> 2
    // One comparison for both ends of the search: the key was found, or the slot is empty.
    while case let key = entries[at].key, min(key, key ^ hash) != 0 { at = (at + 1) & (entries.count - 1) }
    return entries[at].bits
  }

  /// The bit of the filter, which is four times the slot. The hash of a short word differs in its lowest and
  /// its highest bits; the multiplication (Fibonacci hashing, Knuth, volume 3, section 6.4) makes all of them
  /// count.
  @inline(__always)
  private func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40) & (entries.count * 4 - 1)
  }
}

extension WordTable {
  /// How many words of a folded text are of a kind, by its place in `kinds`.
  func count(_ kind: Int, in key: [UInt8]) -> Int {
    let bit: Bits = 1 << (Self.firstKind + UInt64(kind))
    var count = 0
    var hash = WordHash.start
    var isWord = false
    for byte in key {
      if WordHash.isLetter(byte) {
        hash = WordHash.add(byte, to: hash)
        isWord = true
      } else if isWord {
        if bits(hash) & bit != 0 { count += 1 }
        hash = WordHash.start
        isWord = false
      }
    }
    return isWord && bits(hash) & bit != 0 ? count + 1 : count
  }
}

/// The hash of a word, computed byte by byte (FNV-1a).
enum WordHash {
  static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(start) { add($1, to: $0) } }

  /// Whether a byte of a folded text belongs to a word: ASCII letters and all bytes outside ASCII.
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte)
  }
}
