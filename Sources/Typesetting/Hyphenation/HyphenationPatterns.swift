/// The patterns of one level of a dictionary: digits between letters that say how well a word may be broken
/// there, odd ones that it may (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983).
///
/// A flat trie: the children of all nodes stand in one table with open addressing.
struct HyphenationPatterns: Sendable {
  private static let noNode: UInt32 = 0
  private static let edge: UInt32 = 0x2E

  /// A child: `node << 32 | scalar` and its node; 0 where a slot is free, since no letter is 0.
  private struct Slot {
    var key: UInt64 = 0
    var node: UInt32 = 0
  }

  private var slots: [Slot]
  private var count: UInt32 = 1
  private var mask: Int
  /// For each node its first digit in `digits`, and how many there are.
  private var values: [(first: UInt32, count: UInt8)] = [(0, 0)]
  private var digits: [UInt8] = []

  init(expecting letters: Int) {
    var size = 64
    while size < letters { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    mask = size - 1
  }

  var isEmpty: Bool { digits.isEmpty }

  /// Adds a pattern: letters, and a digit before each and behind the last one.
  mutating func add(letters: [UInt32], digits new: [UInt8]) {
    guard !letters.isEmpty, new.count == letters.count + 1, new.count <= 255 else { return }
    var node: UInt32 = 0
    for letter in letters { node = childAdded(node, letter) }
    values[Int(node)] = (UInt32(digits.count), UInt8(new.count))
    digits += new
  }

  /// The digits between the letters of a word in small letters: `levels[i]` before its letter `i`, one more
  /// behind the last.
  func rate(_ word: ArraySlice<UInt32>, _ levels: inout [UInt8]) {
    levels.removeAll(keepingCapacity: true)
    levels.append(contentsOf: repeatElement(0, count: word.count + 1))
    word.withUnsafeBufferPointer { word in
      levels.withUnsafeMutableBufferPointer { levels in
        slots.withUnsafeBufferPointer { slots in
          values.withUnsafeBufferPointer { values in
            digits.withUnsafeBufferPointer { digits in
              for start in -1...word.count {
                rate(word, from: start, levels, slots, values, digits)
              }
            }
          }
        }
      }
    }
  }

  /// The patterns that begin at a letter, -1 and the count for the edges of the word.
  @inline(__always)
  private func rate(
    _ word: UnsafeBufferPointer<UInt32>, from start: Int, _ levels: UnsafeMutableBufferPointer<UInt8>,
    _ slots: UnsafeBufferPointer<Slot>, _ values: UnsafeBufferPointer<(first: UInt32, count: UInt8)>,
    _ digits: UnsafeBufferPointer<UInt8>
  ) {
    var node: UInt32 = 0
    for index in start...word.count {
      let letter = index < 0 || index == word.count ? Self.edge : word[index]
      node = Self.child(node, letter, slots, mask)
      if node == Self.noNode { return }
      let value = values[Int(node)]
      for offset in 0..<Int(value.count) {
        let place = start + offset
        guard place >= 0, place <= word.count else { continue }
        let digit = digits[Int(value.first) + offset]
        if digit > levels[place] { levels[place] = digit }
      }
    }
  }

  @inline(__always)
  private static func child(
    _ node: UInt32, _ letter: UInt32, _ slots: UnsafeBufferPointer<Slot>, _ mask: Int
  ) -> UInt32 {
    let key = UInt64(node) << 32 | UInt64(letter)
    var index = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[index].key != 0 {
      if slots[index].key == key { return slots[index].node }
      index = (index + 1) & mask
    }
    return noNode
  }

  private mutating func childAdded(_ node: UInt32, _ letter: UInt32) -> UInt32 {
    let known = slots.withUnsafeBufferPointer { Self.child(node, letter, $0, mask) }
    if known != Self.noNode { return known }
    if Int(count) * 2 > slots.count { grow() }
    put(Slot(key: UInt64(node) << 32 | UInt64(letter), node: count))
    values.append((0, 0))
    count += 1
    return count - 1
  }

  private mutating func put(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: (slot.key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[index].key != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.key != 0 { put(slot) }
  }
}
