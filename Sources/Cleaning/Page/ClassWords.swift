/// Tells what an element is for by the words of its class and id.
struct ClassWords: Sendable {
  /// Reasons by single word, and by two words in a row.
  private var reasons: [String: String] = [:]

  /// From the profiles' tables of classes: reason to words.
  init(_ profiles: [Profile]) {
    for profile in profiles {
      for (reason, entries) in profile.classes {
        for entry in entries { reasons[entry.lowercased()] = reason }
      }
    }
  }

  func reason(_ node: PageTree.Node) -> String? {
    let names = [node.attributes["class"], node.attributes["id"]]
    for case let name? in names where name.utf8.count <= 1000 {
      let words = Self.words(name)
      for (at, word) in words.enumerated() {
        if let reason = reasons[word] { return reason }
        if at > 0, let reason = reasons[words[at - 1] + " " + word] { return reason }
      }
    }
    return nil
  }

  /// `shareBar article__share-list` into share, bar, article, share, list.
  static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    // Utility classes (`md:hidden`, `print:w-[3px]`) tell of looks, not of meaning.
    let tokens = name.utf8.split(separator: 0x20).filter { !$0.contains(0x3A) && !$0.contains(0x5B) }
    for byte in tokens.joined(separator: [0x20]) {
      switch byte {
      case 0x61...0x7A:
        word.append(byte)
        wasLower = true
      case 0x41...0x5A:
        if wasLower { end() }
        word.append(byte | 0x20)
        wasLower = false
      default:
        end()
        wasLower = false
      }
    }
    end()
    return words
  }
}
