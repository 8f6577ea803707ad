/// A selector of elements, compiled from a subset of CSS (Selectors Level 3) or of XPath 1.0. Parsing throws
/// at whatever is not supported, so that no selector silently selects something else.
struct Selector: Equatable, Sendable {
  /// Alternatives: a node is selected where one of them selects it.
  var paths: [Path]

  /// Steps from the root of the page to the selected nodes.
  struct Path: Equatable, Sendable {
    var steps: [Step] = []
    /// The attribute that is selected; nil where the node itself is.
    var attribute: String?
  }

  /// One step: from each node so far along an axis to those that pass the test and all filters.
  struct Step: Equatable, Sendable {
    var axis: Axis
    var test = Test.any
    var filters: [Filter] = []
  }

  /// Where a step leads (XPath 1.0, section 2.2, with XPath's names).
  enum Axis: String, Sendable {
    case child, descendant, parent, ancestor
    case ancestorOrSelf = "ancestor-or-self"
    case followingSibling = "following-sibling"
    case itself = "self"
  }

  /// Which kind of node a step takes.
  enum Test: Equatable, Sendable {
    case any
    case tag(Tag)
    case text
  }

  /// A condition on a node.
  indirect enum Filter: Equatable, Sendable {
    case attribute(String, Comparison, Form = .raw)
    /// The whole text inside, spaces collapsed.
    case words(Comparison)
    /// One text node that is a child.
    case ownText(Comparison)
    case test(Test)
    /// Whether the step leads to a node from here.
    case has(Step)
    /// The position among the candidates with the same parent.
    case position(Position)
    /// The position among all candidates.
    case pick(Position)
    case not(Filter)
    case all([Filter])
    case any([Filter])
  }

  /// How a value is compared.
  enum Comparison: Equatable, Sendable {
    case exists
    case equals(String)
    case differs(String)
    case contains(String)
    case begins(String)
    case ends(String)
    /// One of the words that are separated by spaces.
    case word(String)
  }

  /// How an attribute's value is read.
  enum Form: Sendable {
    case raw, collapsed
    /// Collapsed, with a space before and after.
    case padded
  }

  /// Positions count from 1.
  enum Position: Equatable, Sendable {
    case at(Int)
    case last
    case below(Int)
    case above(Int)
  }

  /// Limits on selectors: bytes, steps of a path, alternatives, nested conditions.
  enum Limit {
    static let length = 4096
    static let steps = 24
    static let paths = 64
    static let depth = 12
  }

  /// Parses XPath where the text begins with `/`, `(`, `./` or a function, else CSS. Throws at what is not
  /// supported.
  init(_ written: String) throws(SelectorFault) {
    guard written.utf8.count <= Limit.length else { throw SelectorFault("it is longer than 4096 bytes") }
    let text = Line.trim(Substring(written))
    let isPath = ["/", "(", "./", "id(", "normalize-space(", "string("].contains { text.hasPrefix($0) }
    try self.init(checked: isPath ? XPath.parse(text) : CSSSelector.parse(text))
  }

  init(xpath written: String) throws(SelectorFault) {
    guard written.utf8.count <= Limit.length else { throw SelectorFault("it is longer than 4096 bytes") }
    try self.init(checked: XPath.parse(Line.trim(Substring(written))))
  }

  init(paths: [Path]) {
    self.paths = paths
  }

  private init(checked paths: [Path]) throws(SelectorFault) {
    guard paths.count <= Limit.paths else { throw SelectorFault("it has more than 64 alternatives") }
    guard paths.allSatisfy({ $0.steps.count <= Limit.steps }) else {
      throw SelectorFault("a path has more than 24 steps")
    }
    self.paths = paths
  }
}

/// Why a selector cannot be used.
struct SelectorFault: Error, Equatable {
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// Reads a selector's text from left to right.
struct SelectorScanner {
  private let text: [Character]
  private var at = 0

  init(_ text: String) {
    self.text = Array(text)
  }

  var isAtEnd: Bool { at >= text.count }
  var next: Character? { at < text.count ? text[at] : nil }
  /// The next characters, for a message.
  var rest: String { String(text[at...].prefix(30)) }

  /// Whether there was white space.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = at
    while let next, next.isWhitespace { at += 1 }
    return at > start
  }

  func isNext(_ piece: String) -> Bool {
    text[at...].starts(with: piece)
  }

  mutating func take(_ piece: String) -> Bool {
    guard isNext(piece) else { return false }
    at += piece.count
    return true
  }

  mutating func expect(_ piece: String) throws(SelectorFault) {
    skipSpace()
    guard take(piece) else {
      throw SelectorFault(isAtEnd ? "\(piece) is missing at the end" : "\(piece) is missing before \(rest)")
    }
  }

  /// A name of letters, digits, `-` and `_`; nil where there is none.
  mutating func name() -> String? {
    let start = at
    while let next, next.isLetter || next.isNumber || next == "-" || next == "_" { at += 1 }
    return at > start ? String(text[start..<at]) : nil
  }

  mutating func number() -> Int? {
    let start = at
    while let next, next.isASCII, next.isNumber { at += 1 }
    guard at > start, let number = Int(String(text[start..<at])), number < 100_000 else {
      at = start
      return nil
    }
    return number
  }

  /// A string in single or double quotes; nil where there is none.
  mutating func literal() throws(SelectorFault) -> String? {
    skipSpace()
    guard let quote = next, quote == "'" || quote == "\"" else { return nil }
    guard let end = text[(at + 1)...].firstIndex(of: quote) else {
      throw SelectorFault("a quote is left open")
    }
    defer { at = end + 1 }
    return String(text[(at + 1)..<end])
  }

  mutating func tag() throws(SelectorFault) -> Tag {
    guard let name = name()?.lowercased() else { throw SelectorFault("an element is missing before \(rest)") }
    guard let tag = Tag(rawValue: name), tag != .text, tag != .other else {
      throw SelectorFault("the element \"\(name)\" is not told apart")
    }
    return tag
  }

  mutating func attribute() throws(SelectorFault) -> String {
    guard let name = name()?.lowercased() else {
      throw SelectorFault("an attribute is missing before \(rest)")
    }
    guard PageTree.attributes.contains(name) || name.hasPrefix("data-") else {
      throw SelectorFault("the attribute \"\(name)\" is not kept from pages")
    }
    return name
  }
}
