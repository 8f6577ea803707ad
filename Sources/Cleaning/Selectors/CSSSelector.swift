/// Parses CSS selectors: `article.story > div[class*='body'] p:not(.ad), #story`.
enum CSSSelector {
  static func parse(_ text: String) throws(SelectorFault) -> [Selector.Path] {
    var parser = Parser(scanner: SelectorScanner(text))
    return try parser.paths()
  }

  /// Reads a selector from left to right, a method for each part of the grammar.
  private struct Parser {
    var scanner: SelectorScanner

    mutating func paths() throws(SelectorFault) -> [Selector.Path] {
      var paths: [Selector.Path] = []
      repeat { paths.append(try path()) } while scanner.take(",")
      guard scanner.isAtEnd else { throw SelectorFault("\(scanner.rest) is not supported") }
      return paths
    }

    private mutating func path() throws(SelectorFault) -> Selector.Path {
      var path = Selector.Path()
      var axis = Selector.Axis.descendant
      scanner.skipSpace()
      while true {
        path.steps.append(try compound(axis))
        let hasGap = scanner.skipSpace()
        if scanner.isAtEnd || scanner.next == "," { return path }
        if scanner.take(">") {
          axis = .child
        } else if scanner.take("~") {
          axis = .followingSibling
        } else if hasGap, scanner.next != "+" {
          axis = .descendant
        } else {
          throw SelectorFault("\(scanner.rest) is not supported")
        }
        scanner.skipSpace()
      }
    }

    /// An element's name and its conditions.
    private mutating func compound(_ axis: Selector.Axis) throws(SelectorFault) -> Selector.Step {
      var step = Selector.Step(axis: axis)
      var isEmpty = true
      if scanner.take("*") {
        isEmpty = false
      } else if let next = scanner.next, next.isLetter {
        step.test = .tag(try scanner.tag())
        isEmpty = false
      }
      while let filter = try simple() {
        step.filters.append(filter)
        isEmpty = false
      }
      if isEmpty { throw SelectorFault("an element is missing before \(scanner.rest)") }
      return step
    }

    /// `.class`, `#id`, `[attribute]` or `:not(…)`; nil where none begins.
    private mutating func simple() throws(SelectorFault) -> Selector.Filter? {
      if scanner.take(".") { return .attribute("class", .word(try name("a class"))) }
      if scanner.take("#") { return .attribute("id", .equals(try name("an id"))) }
      if scanner.take("[") { return try attribute() }
      guard scanner.take(":") else { return nil }
      guard scanner.take("not(") else { throw SelectorFault(":\(scanner.rest) is not supported") }
      scanner.skipSpace()
      let step = try compound(.itself)
      try scanner.expect(")")
      guard step.test != .any || step.filters.count == 1 else { return .not(.all(step.filters)) }
      return .not(.all(step.test == .any ? step.filters : [.test(step.test)] + step.filters))
    }

    private mutating func name(_ what: String) throws(SelectorFault) -> String {
      guard let name = scanner.name() else {
        throw SelectorFault("\(what) is missing before \(scanner.rest)")
      }
      // Utility classes (`.md\:hidden`) describe appearance, so no layout should depend on them.
      if scanner.next == "\\" { throw SelectorFault("\(scanner.rest) is not supported") }
      return name
    }

    private mutating func attribute() throws(SelectorFault) -> Selector.Filter {
      scanner.skipSpace()
      let name = try scanner.attribute()
      scanner.skipSpace()
      if scanner.take("]") { return .attribute(name, .exists) }
      let marks = ["=", "^=", "$=", "*=", "~="]
      guard let mark = marks.first(where: { scanner.isNext($0) }), scanner.take(mark) else {
        throw SelectorFault("\(scanner.rest) is not supported")
      }
      scanner.skipSpace()
      guard let value = try scanner.literal() ?? scanner.name() else {
        throw SelectorFault("a value is missing before \(scanner.rest)")
      }
      try scanner.expect("]")
      guard !value.isEmpty || mark == "=" else { throw SelectorFault("\(mark) with nothing matches nothing") }
      switch mark {
      case "=": return .attribute(name, .equals(value))
      case "^=": return .attribute(name, .begins(value))
      case "$=": return .attribute(name, .ends(value))
      case "*=": return .attribute(name, .contains(value))
      default: return .attribute(name, .word(value))
      }
    }
  }
}
