/// Parses conditions between `[` and `]`.
extension XPathParser {
  /// Parses a condition from behind the `[` to behind the `]`.
  mutating func predicate() throws(SelectorFault) -> Selector.Filter {
    let filter: Selector.Filter
    if let position = try position() {
      filter = .position(position)
    } else {
      filter = try deeper { parser throws(SelectorFault) in try parser.either() }
    }
    try scanner.expect("]")
    return filter
  }

  private mutating func position() throws(SelectorFault) -> Selector.Position? {
    scanner.skipSpace()
    if let number = scanner.number() { return .at(number) }
    if scanner.take("last()") { return .last }
    guard scanner.take("position()") else { return nil }
    scanner.skipSpace()
    let marks = ["<=", ">=", "<", ">", "="]
    guard let mark = marks.first(where: { scanner.isNext($0) }), scanner.take(mark) else {
      throw SelectorFault("position()\(scanner.rest) is not supported")
    }
    scanner.skipSpace()
    if mark == "=", scanner.take("last()") { return .last }
    guard let number = scanner.number() else {
      throw SelectorFault("position() is compared with numbers only")
    }
    switch mark {
    case "<": return .below(number)
    case "<=": return .below(number + 1)
    case ">": return .above(number)
    case ">=": return .above(number - 1)
    default: return .at(number)
    }
  }

  private mutating func either() throws(SelectorFault) -> Selector.Filter {
    var filters = [try both()]
    while takeWord("or") { filters.append(try both()) }
    return filters.count == 1 ? filters[0] : .any(filters)
  }

  private mutating func both() throws(SelectorFault) -> Selector.Filter {
    var filters = [try condition()]
    while takeWord("and") { filters.append(try condition()) }
    return filters.count == 1 ? filters[0] : .all(filters)
  }

  private mutating func takeWord(_ word: String) -> Bool {
    scanner.skipSpace()
    return scanner.take(word)
  }

  private mutating func condition() throws(SelectorFault) -> Selector.Filter {
    scanner.skipSpace()
    let isNot = scanner.take("not(") || scanner.take("not (")
    if isNot || scanner.take("(") {
      let inner = try deeper { parser throws(SelectorFault) in try parser.either() }
      try scanner.expect(")")
      return isNot ? .not(inner) : inner
    }
    for (function, make) in Self.searches where scanner.take(function) {
      let subject = try subject()
      try scanner.expect(",")
      guard let value = try scanner.literal() else {
        throw SelectorFault("\(function)…) compares with a text in quotes only")
      }
      try scanner.expect(")")
      return try subject.first(function).filter(make(value))
    }
    let subject = try subject()
    scanner.skipSpace()
    guard scanner.next == "=" || scanner.next == "!" else { return try subject.existence() }
    let differs = scanner.take("!=")
    if !differs { try scanner.expect("=") }
    guard let value = try scanner.literal() else {
      throw SelectorFault("a comparison needs a text in quotes before \(scanner.rest)")
    }
    if differs, case .attribute = subject { return subject.filter(.differs(value)) }
    if differs { throw SelectorFault("!= is supported on attributes only") }
    return subject.filter(.equals(value))
  }

  private static let searches: [(String, @Sendable (String) -> Selector.Comparison)] = [
    ("contains(", { .contains($0) }), ("starts-with(", { .begins($0) }), ("ends-with(", { .ends($0) }),
  ]

  /// The left side of a comparison.
  private indirect enum Subject {
    case attribute(String, Selector.Form)
    case words
    case ownText
    /// A path from the element, whose last step can take one more condition; `attribute` is one of that step.
    case path([Selector.Step], attribute: String?)

    func filter(_ comparison: Selector.Comparison) -> Selector.Filter {
      switch self {
      case .attribute(let name, let form):
        // `contains(concat(' ', @class, ' '), ' x ')` tests for the word x.
        if form == .padded, case .contains(let value) = comparison, value.hasPrefix(" "),
          value.hasSuffix(" "), value.count > 2, !value.dropFirst().dropLast().contains(" ")
        {
          return .attribute(name, .word(String(value.dropFirst().dropLast())))
        }
        return .attribute(name, comparison, form)
      case .words: return .words(comparison)
      case .ownText: return .ownText(comparison)
      case .path(let steps, let attribute):
        return Self.chain(steps, attribute.map { .attribute($0, comparison) } ?? .words(comparison))
      }
    }

    /// Functions use only the first node of a path, which for a single child step is the first such child.
    func first(_ function: String) throws(SelectorFault) -> Subject {
      guard case .path(var steps, let attribute) = self else { return self }
      guard steps.count == 1, steps[0].axis == .child else {
        throw SelectorFault("\(function)…) of a longer path is not supported")
      }
      if let attribute { steps[0].filters.append(.attribute(attribute, .exists)) }
      steps[0].filters.append(.position(.at(1)))
      return .path(steps, attribute: attribute)
    }

    func existence() throws(SelectorFault) -> Selector.Filter {
      switch self {
      case .attribute(let name, .raw): return .attribute(name, .exists)
      case .attribute, .words: return filter(.exists)
      case .ownText: return .has(Selector.Step(axis: .child, test: .text))
      case .path(let steps, let attribute):
        return Self.chain(steps, attribute.map { .attribute($0, .exists) })
      }
    }

    /// Turns `a/b[c]` into `a[b[c]]`.
    private static func chain(_ steps: [Selector.Step], _ last: Selector.Filter?) -> Selector.Filter {
      var inner = last
      for step in steps.reversed() {
        var step = step
        if let filter = inner { step.filters.append(filter) }
        inner = .has(step)
      }
      return inner ?? .all([])
    }
  }

  private mutating func subject() throws(SelectorFault) -> Subject {
    scanner.skipSpace()
    if let name = try attributeStep() { return .attribute(name, .raw) }
    if scanner.take("text()") { return .ownText }
    if scanner.take("normalize-space(") || scanner.take("string(") { return try function() }
    if scanner.take("concat(") { return try padded() }
    if scanner.take(".//") { return try relative(.descendant) }
    if scanner.take("./") { return try relative(.child) }
    if scanner.isNext(".."), !scanner.isNext("...") { return try relative(.child) }
    if scanner.take(".") { return .words }
    if scanner.next == "/" {
      throw SelectorFault("a path from the page's root in a condition is not supported")
    }
    return try relative(.child)
  }

  private mutating func function() throws(SelectorFault) -> Subject {
    scanner.skipSpace()
    if scanner.take(")") { return .words }
    var inner = try deeper { parser throws(SelectorFault) in try parser.subject() }
    if case .attribute(let name, .raw) = inner { inner = .attribute(name, .collapsed) }
    try scanner.expect(")")
    return inner
  }

  /// `concat(' ', …, ' ')`, the idiom for a word of a class.
  private mutating func padded() throws(SelectorFault) -> Subject {
    guard try scanner.literal() == " " else { throw SelectorFault("concat() is supported with ' ' only") }
    try scanner.expect(",")
    let inner = try deeper { parser throws(SelectorFault) in try parser.subject() }
    try scanner.expect(",")
    guard try scanner.literal() == " ", case .attribute(let name, _) = inner else {
      throw SelectorFault("concat() is supported with ' ' around an attribute only")
    }
    try scanner.expect(")")
    return .attribute(name, .padded)
  }

  private mutating func relative(_ axis: Selector.Axis) throws(SelectorFault) -> Subject {
    for function in ["count(", "string-length(", "translate(", "substring", "lower-case(", "matches("]
    where scanner.isNext(function) {
      throw SelectorFault("\(function)…) is not supported")
    }
    var steps: [Selector.Step] = []
    var axis = axis
    while true {
      if let name = try attributeStep() { return .path(steps, attribute: name) }
      if scanner.isNext("text()"), axis == .child, !steps.isEmpty {
        throw SelectorFault("/text() in a condition is not supported")
      }
      steps.append(try step(axis))
      guard steps.count <= Selector.Limit.depth else { throw SelectorFault("it nests too deep") }
      if scanner.take("//") {
        axis = .descendant
      } else if scanner.take("/") {
        axis = .child
      } else {
        return .path(steps, attribute: nil)
      }
    }
  }
}
