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
    for word in Self.negations.flatMap({ Self.words($0) }) { numbers[word] = Self.negation }
    for word in Self.states.flatMap({ Self.words($0) }) { numbers[word] = Self.state }
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
      if number > 0, names[Int(number)] == "standfirst" { return number }
    }
    return 0
  }

  /// The reason that the words of a value give, token by token. In `has-comments`, `no-sidebar` or
  /// `with-related` the words describe what is around the element, and in `menu-open` or `ad-free` a state;
  /// those do not count.
  private func number(_ name: ArraySlice<UInt8>) -> UInt8 {
    var last: UInt64 = 0
    var found: UInt8 = 0
    Self.eachToken(of: name) { token in
      found = 0
      var words = 0
      var isAround = false
      Self.eachWord(ofToken: token) { word in
        words += 1
        let number = numbers[word] ?? (last > 0 ? numbers[Self.pair(last, word)] : nil) ?? 0
        last = word
        isAround = isAround || number == Self.negation
        if number == Self.state {
          if words > 1 { found = 0 }
        } else if found == 0, !isAround {
          found = number
        }
        return true
      }
      return found == 0
    }
    return found
  }

  private static let negation: UInt8 = 255
  private static let state: UInt8 = 254
  private static let negations = [
    "has", "have", "with", "without", "no", "not", "non", "hide", "show", "enable",
  ]
  private static let states = [
    "open", "opened", "closed", "free", "enabled", "disabled", "active", "off", "none", "ready", "loaded",
    "visible", "allowed",
  ]

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

  /// Calls `body` with the hash of each word: share, bar, article, share, list for `shareBar
  /// article__share-list`. Ends when `body` returns false.
  static func eachWord(of name: ArraySlice<UInt8>, _ body: (UInt64) -> Bool) {
    eachToken(of: name) { eachWord(ofToken: $0, body) }
  }

  /// Calls `body` with each token of the value. Ends when `body` returns false.
  private static func eachToken(of name: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Bool) {
    var from = name.startIndex
    while from < name.endIndex {
      let to = name[from...].firstIndex { $0 <= 0x20 } ?? name.endIndex
      let token = name[from..<to]
      from = to + 1
      // Utility classes (`md:hidden`, `print:w-[3px]`) describe appearance, not meaning.
      if token.contains(0x3A) || token.contains(0x5B) { continue }
      guard body(token) else { return }
    }
  }

  /// False where `body` ended the iteration.
  @discardableResult
  private static func eachWord(ofToken token: ArraySlice<UInt8>, _ body: (UInt64) -> Bool) -> Bool {
    var word: UInt64 = 0
    var wasLower = false
    for byte in token {
      let isUpper = (0x41...0x5A).contains(byte)
      let isLower = (0x61...0x7A).contains(byte)
      if word > 0, !isLower, !isUpper || wasLower {
        guard body(word) else { return false }
        word = 0
      }
      if isLower || isUpper { word = NumberTable.add(byte | 0x20, to: word) }
      wasLower = isLower
    }
    return word == 0 || body(word)
  }
}

/// Classes that say by themselves whether their element is shown.
enum ShownClasses {
  /// Whether a class hides the element and no other class shows it on wider screens.
  static func hide(_ value: ArraySlice<UInt8>) -> Bool {
    var isHidden = false
    var token: UInt64 = 0
    var isOnCondition = false
    for byte in value {
      if byte == 0x3A {
        token = 0
        isOnCondition = true
      } else if byte > 0x20 {
        token = NumberTable.add(byte | 0x20, to: token)
      } else {
        if token > 0 { isHidden = isHidden || known[token] == 1 && !isOnCondition }
        if token > 0, isShown(token, isOnCondition) { return false }
        token = 0
        isOnCondition = false
      }
    }
    return (isHidden || known[token] == 1 && !isOnCondition) && !isShown(token, isOnCondition)
  }

  private static func isShown(_ token: UInt64, _ isOnCondition: Bool) -> Bool {
    let kind = known[token]
    return kind == 3 || kind == 2 && isOnCondition
  }

  /// 1: hides; 2: shows under a condition (`md:block` in Tailwind); 3: shows by itself (`d-md-block` in
  /// Bootstrap).
  private static let known: NumberTable = {
    var known = NumberTable()
    for name in [
      "hidden", "hide", "is-hidden", "u-hidden", "d-none", "display-none", "visually-hidden",
      "visuallyhidden", "sr-only", "screen-reader-text", "screen-reader", "screenreader",
      "element-invisible", "u-visually-hidden",
    ] { known.insert(name, 1) }
    for look in ["block", "flex", "inline", "inline-block", "inline-flex", "grid", "table", "contents"] {
      known.insert(look, 2)
      for width in ["sm", "md", "lg", "xl"] { known.insert("d-\(width)-\(look)", 3) }
    }
    known.insert("not-sr-only", 2)
    return known
  }()
}
