/// Parses the part of XPath 1.0 that site configurations use: `//div[@id='x']//p[1]/text() |
/// //meta[…]/@content`.
///
/// Unlike in XPath, spaces in compared text are collapsed, and a test of `text()` is true where any text
/// inside the element passes it.
enum XPath {
  static func parse(_ text: String) throws(SelectorFault) -> [Selector.Path] {
    var parser = XPathParser(scanner: SelectorScanner(text))
    let paths = try parser.union()
    guard parser.scanner.isAtEnd else { throw SelectorFault("\(parser.scanner.rest) is not supported") }
    return paths
  }
}

/// Parses paths; their conditions are in an extension.
struct XPathParser {
  var scanner: SelectorScanner
  var depth = 0

  mutating func union() throws(SelectorFault) -> [Selector.Path] {
    var paths = try path()
    scanner.skipSpace()
    while scanner.take("|") {
      paths += try path()
      scanner.skipSpace()
    }
    return paths
  }

  private mutating func path() throws(SelectorFault) -> [Selector.Path] {
    scanner.skipSpace()
    for function in ["normalize-space(", "string("] where scanner.take(function) {
      let paths = try deeper { parser throws(SelectorFault) in try parser.union() }
      try scanner.expect(")")
      return paths
    }
    var start = Selector.Path()
    if scanner.take("(") {
      let inner = try deeper { parser throws(SelectorFault) in try parser.union() }
      try scanner.expect(")")
      scanner.skipSpace()
      guard scanner.next == "[" || scanner.next == "/" else { return inner }
      guard inner.count == 1, inner[0].attribute == nil else {
        throw SelectorFault("a condition on several paths in brackets is not supported")
      }
      start = inner[0]
      while scanner.take("[") {
        let filter = try predicate()
        if case .position(let position) = filter {
          start.steps.append(Selector.Step(axis: .itself, filters: [.pick(position)]))
        } else {
          start.steps.append(Selector.Step(axis: .itself, filters: [filter]))
        }
        scanner.skipSpace()
      }
      if scanner.next != "/" { return [start] }
    } else if scanner.take("id(") {
      guard let id = try scanner.literal() else { throw SelectorFault("id() needs a text in quotes") }
      try scanner.expect(")")
      start.steps = [Selector.Step(axis: .descendant, filters: [.attribute("id", .equals(id))])]
      if scanner.next != "/" { return [start] }
    } else if scanner.isNext("./") {
      _ = scanner.take(".")
    }
    guard scanner.next == "/" else { throw SelectorFault("a path begins with /, not with \(scanner.rest)") }
    return [try steps(behind: start)]
  }

  private mutating func steps(behind start: Selector.Path) throws(SelectorFault) -> Selector.Path {
    var path = start
    while scanner.next == "/" {
      let axis = scanner.take("//") ? Selector.Axis.descendant : .child
      if axis == .child { _ = scanner.take("/") }
      scanner.skipSpace()
      if let attribute = try attributeStep() {
        if axis == .descendant { path.steps.append(Selector.Step(axis: .descendant)) }
        path.attribute = attribute
        return path
      }
      path.steps.append(try step(axis))
      scanner.skipSpace()
    }
    return path
  }

  /// `@name` or `attribute::name`; nil where something else stands.
  mutating func attributeStep() throws(SelectorFault) -> String? {
    guard scanner.take("@") || scanner.take("attribute::") else { return nil }
    return try scanner.attribute()
  }

  /// A step with its conditions; `slashes` is the axis that the slashes before it stand for.
  mutating func step(_ slashes: Selector.Axis) throws(SelectorFault) -> Selector.Step {
    var step = Selector.Step(axis: slashes)
    var isExplicit = false
    if scanner.take("..") {
      step.axis = .parent
      isExplicit = true
    } else if scanner.take(".") {
      step.axis = .itself
      isExplicit = true
    } else {
      for axis in [
        "ancestor-or-self", "ancestor", "child", "descendant", "following-sibling", "parent", "self",
      ]
      where scanner.take(axis + "::") {
        step.axis = Selector.Axis(rawValue: axis) ?? .child
        isExplicit = true
        break
      }
      step.test = try test()
    }
    if isExplicit, slashes == .descendant, step.axis != .descendant, step.axis != .child {
      throw SelectorFault("// before \(step.axis.rawValue):: is not supported")
    }
    if slashes == .descendant { step.axis = .descendant }
    while scanner.take("[") {
      let filter = try predicate()
      let counts = slashes == .descendant || step.axis == .child
      if case .position = filter, !counts || isExplicit && step.axis != .child {
        throw SelectorFault("a position on \(step.axis.rawValue):: is not supported")
      }
      step.filters.append(filter)
    }
    return step
  }

  private mutating func test() throws(SelectorFault) -> Selector.Test {
    if scanner.take("*") || scanner.take("node()") { return .any }
    if scanner.take("text()") { return .text }
    let tag = try scanner.tag()
    if scanner.next == ":" || scanner.next == "(" {
      throw SelectorFault("\(tag.rawValue)\(scanner.rest) is not supported")
    }
    return .tag(tag)
  }

  mutating func deeper<Value>(
    _ parse: (inout XPathParser) throws(SelectorFault) -> Value
  ) throws(SelectorFault) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Selector.Limit.depth else { throw SelectorFault("it nests too deep") }
    return try parse(&self)
  }
}
