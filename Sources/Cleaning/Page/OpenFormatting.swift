/// Formatting elements (HTML, section 13.2.4.3) that a page has left open.
///
/// The parser creates all of them again in every following block. A page of 80 kB that never closes such
/// elements took 3 GB of memory. So both the number of open elements and the number of copies are limited;
/// the text stays.
struct OpenFormatting {
  /// No ordinary page has more distinct elements open at once.
  private static let most = 64
  /// How many copies may be made for one page; elements with long attributes count several times.
  private static let mostCopies = 200_000
  /// The parser ignores further open elements that are alike (the Noah’s Ark clause).
  private static let mostAlike = 3
  /// Up to this number of open elements, which most pages do not exceed, no comparison is needed.
  private static let few = 8
  /// Each of this many bytes of a tag counts as one element.
  private static let unit = 256

  /// The open elements: the name, the hash of the tag's bytes (0 where it was not computed), and the cost.
  private var open: [(name: UInt64, tag: Int, weight: Int)] = []
  private var weight = 0
  private var copies = 0

  /// Whether further formatting tags are dropped, since copies of what is open would take too much memory.
  var isSpent: Bool { copies > Self.mostCopies && !open.isEmpty }

  /// Whether the limit of open elements is reached.
  var isFull: Bool { open.count >= Self.most }

  /// Counts the copies that the parser makes of all open elements when a block begins or ends.
  mutating func reopen() {
    copies += weight
  }

  /// Whether a start tag may be kept; `tag` are its bytes.
  mutating func begin(_ name: UInt64, _ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    // A link ends an open link before it.
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
