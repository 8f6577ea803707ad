import Glibc

/// Finds the end of an attribute in a tag, and tells whether cleaning needs the attribute.
struct PageAttribute {
  private(set) var end: Int
  private(set) var isRead = false
  private(set) var isLinkedData = false

  init(_ page: UnsafeBufferPointer<UInt8>, at start: Int) {
    var at = start + 1
    while at < page.count, !Self.isGap(page[at]), page[at] != 0x3D { at += 1 }
    let name = start..<at
    end = at
    while at < page.count, page[at] <= 0x20 { at += 1 }
    var value = at..<at
    if at < page.count, page[at] == 0x3D {
      at += 1
      while at < page.count, page[at] <= 0x20 { at += 1 }
      value = Self.value(page, at)
      end = value.upperBound
      if at < value.lowerBound, end < page.count { end += 1 }
    }
    judge(page, name, value)
  }

  /// The range of the value, without its quotes.
  private static func value(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int> {
    guard start < page.count, let base = page.baseAddress else { return page.count..<page.count }
    let quote = page[start]
    if quote == 0x22 || quote == 0x27 {
      let close = memchr(base + start + 1, Int32(quote), page.count - start - 1)
      return start + 1..<(close.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? page.count)
    }
    var at = start
    while at < page.count, page[at] > 0x20, page[at] != 0x3E { at += 1 }
    return start..<at
  }

  private static func isGap(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x2F || byte == 0x3E }

  private mutating func judge(
    _ page: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ value: Range<Int>
  ) {
    guard name.count <= 24 else { return }
    var number: UInt64 = 0
    for byte in page[name] { number = NumberTable.add(byte | 0x20, to: number) }
    let known = Self.known[number]
    if known > 0 {
      isRead = known < 2 || value.count < 300 && Self.holds(page, value, "none")
      isLinkedData = known == 1 && number == Self.type && Self.holds(page, value, "ld+json")
    } else {
      let start = name.lowerBound
      isRead = name.count > 5 && value.count <= 64 && Self.holds(page, start..<start + 5, "data-")
    }
  }

  private static func holds(
    _ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ needle: StaticString
  ) -> Bool {
    let count = needle.utf8CodeUnitCount
    guard range.count >= count else { return false }
    for at in range.lowerBound...range.upperBound - count {
      var length = 0
      while length < count, Self.lowered(page[at + length]) == needle.utf8Start[length] { length += 1 }
      if length == count { return true }
    }
    return false
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private static let type = NumberTable.number("type")
  /// The attributes that cleaning reads: 1, and 2 for `style`, which is kept only where it may hide the
  /// element.
  private static let known: NumberTable = {
    var known = NumberTable()
    for name in PageTree.attributes { known.insert(name, name == "style" ? 2 : 1) }
    // These change how the parser builds the tree.
    for name in ["encoding", "color", "face", "size"] { known.insert(name, 1) }
    return known
  }()
}
