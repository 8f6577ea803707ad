/// The patterns of one level of a dictionary: digits between letters that say how well a word may be broken
/// there, odd ones that it may (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983).
///
/// A flat trie: the children of all nodes stand in one table with open addressing.
struct HyphenationPatterns: Sendable {
  private static let noNode: UInt32 = 0
  private static let edge: UInt32 = 0x2E

  /// `node << 32 | scalar`; 0 where a slot is free: no node leads to the root.
  private var keys: [UInt64]
  private var nodes: [UInt32]
  private var count: UInt32 = 1
  private var mask: Int
  /// For each node its first digit in `digits`, and how many there are.
  private var values: [(first: UInt32, count: UInt8)] = [(0, 0)]
  private var digits: [UInt8] = []

  init(expecting letters: Int) {
    var slots = 64
    while slots < letters { slots *= 2 }
    keys = Array(repeating: 0, count: slots)
    nodes = Array(repeating: 0, count: slots)
    mask = slots - 1
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

  /// The digits between the letters of a word in small letters: `levels[i]` before its letter `i`.
  func rate(_ word: [UInt32], _ levels: inout [UInt8]) {
    let framed = [Self.edge] + word + [Self.edge]
    levels = Array(repeating: 0, count: framed.count + 1)
    for start in framed.indices {
      var node: UInt32 = 0
      for index in start..<framed.count {
        node = child(node, framed[index])
        if node == Self.noNode { break }
        let value = values[Int(node)]
        for offset in 0..<Int(value.count) {
          let digit = digits[Int(value.first) + offset]
          if digit > levels[start + offset] { levels[start + offset] = digit }
        }
      }
    }
    levels.removeFirst()
    levels.removeLast(2)
  }

  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
  }

  private func child(_ node: UInt32, _ letter: UInt32) -> UInt32 {
    let key = UInt64(node) << 32 | UInt64(letter)
    var index = slot(key) & mask
    while keys[index] != 0 {
      if keys[index] == key { return nodes[index] }
      index = (index + 1) & mask
    }
    return Self.noNode
  }

  private mutating func childAdded(_ node: UInt32, _ letter: UInt32) -> UInt32 {
    let known = child(node, letter)
    if known != Self.noNode { return known }
    if Int(count) * 2 > keys.count { grow() }
    put(UInt64(node) << 32 | UInt64(letter), count)
    values.append((0, 0))
    count += 1
    return count - 1
  }

  private mutating func put(_ key: UInt64, _ node: UInt32) {
    var index = slot(key) & mask
    while keys[index] != 0 { index = (index + 1) & mask }
    (keys[index], nodes[index]) = (key, node)
  }

  private mutating func grow() {
    let (oldKeys, oldNodes) = (keys, nodes)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    nodes = Array(repeating: 0, count: keys.count)
    mask = keys.count - 1
    for (key, node) in zip(oldKeys, oldNodes) where key != 0 { put(key, node) }
  }
}
