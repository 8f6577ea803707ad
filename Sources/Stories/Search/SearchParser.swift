import Text

extension SearchTree {
  /// Reads a query; nil where there is no word in it.
  ///
  /// While it is being `typed`, its last word may go on, and what is open at its end is taken as closed.
  package static func parse(
    _ text: String, _ names: SearchNames = .plain, typed isTyped: Bool = false
  ) throws(SearchFault) -> SearchTree? {
    var parser = SearchParser(text: Array(NormalForm.composed(text)), names: names, isTyped: isTyped)
    return try parser.query()
  }
}

/// A parser by recursive descent:
/// `either = all {OR all}`, `all = unit {[AND] unit}`,
/// `unit = [- | NOT] (group | field: value | [=] words [*])`.
private struct SearchParser {
  /// How many words and filters a query may have, and how deep it may be nested.
  private static let most = 64
  private static let deepest = 24
  private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "«": "»", "„": "“"]

  let text: [Character]
  let names: SearchNames
  let isTyped: Bool
  private var place = 0
  private var count = 0
  private var depth = 0

  init(text: [Character], names: SearchNames, isTyped: Bool) {
    self.text = text
    self.names = names
    self.isTyped = isTyped
  }

  mutating func query() throws(SearchFault) -> SearchTree? {
    let tree = try either()
    if place < text.count { throw SearchFault(.strayParenthesis, place..<place + 1) }
    guard isTyped, case .all(let trees) = tree else { return tree }
    // One letter that may go on stands for half of the vocabulary: what is before it is enough.
    guard case .words(let last)? = trees.last, last.form == .unfinished, last.text.count == 1,
      last.text.unicodeScalars.allSatisfy({ $0.value < 0x3000 })
    else { return tree }
    return Self.joined(Array(trees.dropLast()), SearchTree.all)
  }

  private static func joined(_ trees: [SearchTree], _ join: ([SearchTree]) -> SearchTree) -> SearchTree? {
    trees.count > 1 ? join(trees) : trees.first
  }

  // MARK: - Structure

  private mutating func either() throws(SearchFault) -> SearchTree? {
    var trees: [SearchTree] = []
    var sign: Range<Int>?
    while true {
      let tree = try all()
      if let tree { trees.append(tree) }
      if let sign, tree == nil, !(isTyped && place == text.count) {
        throw SearchFault(.nothingBesideEither, sign)
      }
      sign = self.sign(names.either)
      guard let sign else { break }
      if tree == nil { throw SearchFault(.nothingBesideEither, sign) }
    }
    return Self.joined(trees, SearchTree.any)
  }

  private mutating func all() throws(SearchFault) -> SearchTree? {
    var trees: [SearchTree] = []
    var both: Range<Int>?
    while true {
      skipSpaces()
      guard place < text.count, text[place] != ")", sign(names.either, peeking: true) == nil else { break }
      if let sign = sign(names.both) {
        if trees.isEmpty || both != nil { throw SearchFault(.nothingBesideBoth, sign) }
        both = sign
      } else if let tree = try unit() {
        trees.append(tree)
        both = nil
      }
    }
    if let both, !(isTyped && place == text.count) { throw SearchFault(.nothingBesideBoth, both) }
    return Self.joined(trees, SearchTree.all)
  }

  private mutating func unit() throws(SearchFault) -> SearchTree? {
    count += 1
    if count > Self.most { throw SearchFault(.tooMuch, place..<text.count) }
    let start = place
    if text[place] == "-" {
      place += 1
      guard place < text.count, !text[place].isWhitespace else { return nil }
      guard text[place] != ")", text[place] != "-" else {
        throw SearchFault(.nothingToExclude, start..<place)
      }
      return try unit().map(SearchTree.not)
    }
    if let sign = sign(names.neither) { return try negated(sign) }
    if text[place] == "(" { return try group() }
    if let field = try field() { return try filter(field.field, named: start..<field.end) }
    return try words()
  }

  /// What stands behind `NOT`.
  private mutating func negated(_ sign: Range<Int>) throws(SearchFault) -> SearchTree? {
    skipSpaces()
    if isTyped, place == text.count { return nil }
    let signs = names.either.union(names.both).union(names.neither)
    guard place < text.count, text[place] != ")", text[place] != "-",
      self.sign(signs, peeking: true) == nil
    else { throw SearchFault(.nothingToExclude, sign) }
    return try unit().map(SearchTree.not)
  }

  private mutating func group() throws(SearchFault) -> SearchTree? {
    let start = place
    place += 1
    depth += 1
    if depth > Self.deepest { throw SearchFault(.tooMuch, start..<text.count) }
    let tree = try either()
    depth -= 1
    guard place < text.count else {
      if isTyped { return tree }
      throw SearchFault(.openParenthesis, start..<start + 1)
    }
    place += 1
    if tree == nil { throw SearchFault(.emptyParentheses, start..<place) }
    return tree
  }

  /// `OR` and its like by itself; passes over it unless only peeking.
  private mutating func sign(_ signs: Set<String>, peeking: Bool = false) -> Range<Int>? {
    let start = place
    var end = place
    while end < text.count, text[end].isLetter { end += 1 }
    guard end == text.count || text[end].isWhitespace || text[end] == "(",
      signs.contains(String(text[start..<end]))
    else { return nil }
    if !peeking { place = end }
    return start..<end
  }

  private mutating func skipSpaces() {
    while place < text.count, text[place].isWhitespace { place += 1 }
  }

  // MARK: - Words

  private func ends(_ character: Character) -> Bool {
    character.isWhitespace || character == "(" || character == ")" || Self.quotes[character] != nil
      || character == "»" || character == "”"
  }

  private mutating func words() throws(SearchFault) -> SearchTree? {
    let isExact = text[place] == "="
    if isExact { place += 1 }
    if place < text.count, let closing = Self.quotes[text[place]] {
      return try phrase(closing, isExact ? .exact : .phrase)
    }
    let start = place
    if let end = NumberSpelling.groupEnd(text, from: start) { place = end }
    while place < text.count, !ends(text[place]) { place += 1 }
    if place == start {
      // A quotation mark or a sign by itself says nothing.
      if place < text.count, text[place] != "(", text[place] != ")" { place += 1 }
      return nil
    }
    return try word(start..<place, isExact: isExact)
  }

  private func word(_ columns: Range<Int>, isExact: Bool) throws(SearchFault) -> SearchTree? {
    var word = String(text[columns])
    let hasStar = word.last == "*"
    while word.last == "*" { word.removeLast() }
    let letters = word.filter { $0.isLetter || $0.isNumber }.count
    if hasStar {
      guard letters > 1 else { throw SearchFault(.shortPrefix, columns) }
      return .words(SearchWords(word, .prefix))
    }
    guard letters > 0 else { return nil }
    if isExact { return .words(SearchWords(word, .exact)) }
    let isUnfinished = isTyped && columns.upperBound == text.count && word.last.map(isPart) == true
    return .words(SearchWords(word, isUnfinished ? .unfinished : .anyForm))
  }

  private func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private mutating func phrase(
    _ closing: Character, _ form: SearchWords.Form
  ) throws(SearchFault) -> SearchTree? {
    let start = place
    place += 1
    while place < text.count, text[place] != closing { place += 1 }
    let inside = String(text[start + 1..<place])
    let isOpen = place == text.count
    if isOpen && !isTyped { throw SearchFault(.openQuote, start..<start + 1) }
    place = min(place + 1, text.count)
    guard inside.contains(where: isPart) else { return nil }
    let isUnfinished = isOpen && form == .phrase && inside.last.map(isPart) == true
    return .words(SearchWords(inside, isUnfinished ? .unfinishedPhrase : form))
  }

  // MARK: - Fields

  /// A field's name and the end of its colon; passes over them.
  private mutating func field() throws(SearchFault) -> (field: SearchNames.Field, end: Int)? {
    var end = place
    while end < text.count, text[end].isLetter { end += 1 }
    guard end > place, end < text.count, text[end] == ":" else { return nil }
    let name = String(text[place..<end])
    let columns = place..<end
    guard let field = names.fields[HeadlineKey.of(name)] else {
      // A colon that ends a word, an address and the like are no field.
      guard end + 1 < text.count, isPart(text[end + 1]) || text[end + 1] == "\"" else { return nil }
      throw SearchFault(
        .unknownField(name, near: NearName.of(HeadlineKey.of(name), among: names.fields.keys)), columns)
    }
    place = end + 1
    return (field, end + 1)
  }

  private mutating func filter(
    _ field: SearchNames.Field, named columns: Range<Int>
  ) throws(SearchFault) -> SearchTree? {
    if case .part(let part) = field {
      guard place < text.count, !text[place].isWhitespace, text[place] != ")" else {
        return try nothing(after: columns)
      }
      let tree = text[place] == "(" ? try group() : try words()
      guard let tree else { return try nothing(after: columns) }
      return .part(part, tree)
    }
    let start = place
    guard let value = try value() else { return try nothing(after: columns) }
    let values = SearchValues(names: names)
    return try values.filter(field, value, columns: start..<place, isTyped && place == text.count)
      .map(SearchTree.filter)
  }

  private func nothing(after columns: Range<Int>) throws(SearchFault) -> SearchTree? {
    if isTyped && place == text.count { return nil }
    throw SearchFault(
      .nothingAfter(field: String(text[columns.lowerBound..<columns.upperBound - 1])), columns)
  }

  /// A word or what stands between quotes; nil for nothing.
  private mutating func value() throws(SearchFault) -> String? {
    guard place < text.count else { return nil }
    let start = place
    if let closing = Self.quotes[text[place]] {
      place += 1
      while place < text.count, text[place] != closing { place += 1 }
      if place == text.count && !isTyped { throw SearchFault(.openQuote, start..<start + 1) }
      let inside = String(text[start + 1..<place])
      place = min(place + 1, text.count)
      return inside.contains(where: isPart) ? inside : nil
    }
    while place < text.count, !ends(text[place]) { place += 1 }
    return place == start ? nil : String(text[start..<place])
  }
}
