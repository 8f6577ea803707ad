/// Tells what an element is for by the words of its class and id.
struct ClassWords: Sendable {
  /// Numbers of reasons by the hash of a word, or of two words in a row.
  private var numbers: [UInt64: UInt8] = [:]
  /// Names of the reasons; the first is none.
  private(set) var names = [""]

  /// From the profiles' tables of classes: reason to words.
  init(_ profiles: [Profile]) {
    for profile in profiles {
      for (reason, entries) in profile.classes.sorted(by: { $0.key < $1.key }) where names.count < 200 {
        for entry in entries {
          let words = Self.words(entry)
          guard let first = words.first, words.count <= 2 else { continue }
          numbers[words.count == 2 ? Self.pair(first, words[1]) : first] = UInt8(names.count)
        }
        names.append(reason)
      }
    }
  }

  func reason(_ node: PageTree.Node) -> String? {
    let number = number(node)
    return number == 0 ? nil : names[Int(number)]
  }

  /// The reason's number; 0 where there is none.
  func number(_ node: PageTree.Node) -> UInt8 {
    guard !node.attributes.isEmpty else { return 0 }
    for name in ["class", "id"] {
      guard let value = node.attributes.bytes(name), value.count <= 1000 else { continue }
      let number = number(value)
      if number > 0 { return number }
    }
    for name in ["data-testid", "data-test-tag", "data-component", "data-manual"] {
      guard let value = node.attributes.bytes(name) else { continue }
      let number = number(value)
      if names[Int(number)] == "standfirst" { return number }
    }
    return 0
  }

  private func number(_ name: ArraySlice<UInt8>) -> UInt8 {
    var found: UInt8 = 0
    var last: UInt64 = 0
    Self.eachWord(of: name) { word in
      if let number = numbers[word] ?? (last > 0 ? numbers[Self.pair(last, word)] : nil) { found = number }
      last = word
      return found == 0
    }
    return found
  }

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    first &* 0x9E37_79B9_7F4A_7C15 ^ second
  }

  static func words(_ name: String) -> [UInt64] {
    var words: [UInt64] = []
    eachWord(of: Array(name.utf8)[...]) {
      words.append($0)
      return true
    }
    return words
  }

  /// `shareBar article__share-list` as share, bar, article, share, list, each as its hash; ends where `body`
  /// says so.
  static func eachWord(of name: ArraySlice<UInt8>, _ body: (UInt64) -> Bool) {
    var from = name.startIndex
    while from < name.endIndex {
      let to = name[from...].firstIndex { $0 <= 0x20 } ?? name.endIndex
      let token = name[from..<to]
      from = to + 1
      // Utility classes (`md:hidden`, `print:w-[3px]`) tell of looks, not of meaning.
      if token.contains(0x3A) || token.contains(0x5B) { continue }
      var word: UInt64 = 0
      var wasLower = false
      for byte in token {
        let isUpper = (0x41...0x5A).contains(byte)
        let isLower = (0x61...0x7A).contains(byte)
        if word > 0, !isLower, !isUpper || wasLower {
          guard body(word) else { return }
          word = 0
        }
        if isLower || isUpper { word = NumberTable.add(byte | 0x20, to: word) }
        wasLower = isLower
      }
      if word > 0, !body(word) { return }
    }
  }
}
