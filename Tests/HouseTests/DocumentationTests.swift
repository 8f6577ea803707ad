import Testing

/// What a target offers to others says what its name does not: shape, unit, error, source.
@Suite struct DocumentationTests {
  /// Names that the standard library's protocols explain.
  private static let known: Set = ["description", "hash", "encode", "makeIterator", "next", "==", "<"]
  private static let modifiers: Set = [
    "static", "final", "indirect", "mutating", "nonmutating", "private(set)", "package(set)", "nonisolated",
    "consuming", "borrowing", "lazy",
  ]
  private static let kinds: Set = [
    "func", "var", "let", "struct", "enum", "class", "protocol", "subscript", "typealias", "actor",
  ]

  /// The kind and the name of what a line declares for other targets; nil for other lines. Initialisers are
  /// left out: they take the values of properties, which have their own lines.
  private static func declaration(_ line: Substring) -> (kind: Substring, name: Substring)? {
    var words = line.split(separator: " ")[...]
    while let word = words.first, word.hasPrefix("@") { words.removeFirst() }
    guard let access = words.popFirst(), access == "package" || access == "public" else { return nil }
    while let word = words.first, modifiers.contains(String(word)) { words.removeFirst() }
    guard let kind = words.popFirst(), kinds.contains(String(kind)) || kind.hasPrefix("subscript") else {
      return nil
    }
    let name = words.first?.prefix { !"(<:{".contains($0) || $0 == "<" && words.first?.first == "<" } ?? ""
    return (kind, name)
  }

  private static func undocumented(_ file: Checkout.File) -> [String] {
    let lines = file.lines
    return lines.indices.compactMap { index in
      guard let (_, name) = declaration(lines[index]), !known.contains(String(name)) else { return nil }
      // `BinaryCodable` explains it.
      if lines[index].contains("func write(to writer: inout ByteWriter)") { return nil }
      // A sentence of the program is its own explanation.
      if file.target == "Wording", lines[index].contains("package static ") { return nil }
      var above = index - 1
      while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
      let isDocumented = above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
      return isDocumented ? nil : "\(file.path):\(index + 1): \(name) has no ///"
    }
  }

  @Test func whatATargetOffersIsExplained() {
    var found: [String: [String]] = [:]
    for file in Checkout.sources { found[file.target, default: []] += Self.undocumented(file) }
    for (target, list) in found.sorted(by: { $0.key < $1.key }) {
      #expect(list.isEmpty, "\(target):\n\(list.joined(separator: "\n"))")
    }
  }
}
