/// Formatting elements (HTML, section 13.2.4.3) that a page has left open.
///
/// The parser makes all of them anew in every block that follows: a page of 80 kB that never closes its own
/// took it 3 GB. Both how many elements count and how often they are repeated is bounded; the text stays.
struct OpenFormatting {
  /// More distinct elements that are open at once no page means.
  private static let most = 64
  /// How many elements may be repeated for a page; those with long attributes count several times.
  private static let mostCopies = 200_000
  /// The parser leaves out what is alike beyond so many (the Noah’s Ark clause).
  private static let mostAlike = 3
  /// Of so few it need not be known which are alike; most pages have no more.
  private static let few = 8
  /// Bytes of a tag that cost as much as an element.
  private static let unit = 256

  /// By name and by the hash of the tag's bytes; 0 where that was not asked.
  private var open: [(name: UInt64, tag: Int, weight: Int)] = []
  private var weight = 0
  private var copies = 0

  /// Whether tags go, since copies of what is open would take all memory.
  var isSpent: Bool { copies > Self.mostCopies && !open.isEmpty }

  /// Whether another one may have to go.
  var isFull: Bool { open.count >= Self.most }

  /// Something begins or ends in which what is open is made anew.
  mutating func reopen() {
    copies += weight
  }

  /// Whether a start tag may be kept; `tag` are its bytes.
  mutating func begin(_ name: UInt64, _ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    // A link ends the one before it.
    if name == TagName.link { end(name) }
    let hash = open.count < Self.few ? 0 : Self.hash(tag)
    if hash != 0, open.count(where: { $0.tag == hash }) >= Self.mostAlike { return true }
    guard !isFull else { return false }
    let weight = 1 + tag.count / Self.unit
    open.append((name, hash, weight))
    self.weight += weight
    return true
  }

  private static func hash(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: tag)))
    return hasher.finalize()
  }

  mutating func end(_ name: UInt64) {
    guard let last = open.lastIndex(where: { $0.name == name }) else { return }
    weight -= open[last].weight
    open.remove(at: last)
  }
}
