import Testing

/// The file that bears a target's name is the way in: it declares what other targets use, or names it in a
/// sentence that tells what it is for.
@Suite struct FaceTests {
  /// What a file says in code, read once.
  private struct Source {
    let target: String
    var imports: Set<Substring> = []
    /// The types that it declares at its top for other targets.
    var offered: Set<Substring> = []
    /// Every word of its code, comments left out.
    var words: Set<Substring> = []

    init(_ file: Checkout.File) {
      target = file.target
      for (_, line) in Checkout.code(file) {
        let found = FaceTests.words(line)
        words.formUnion(found)
        if found.first == "import", found.count > 1 { imports.insert(found[1]) }
        guard line.hasPrefix("package ") || line.hasPrefix("public ") else { continue }
        let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "actor", "typealias"]
        guard let kind = found.firstIndex(where: { kinds.contains($0) }), kind + 1 < found.count,
          found[1..<kind].allSatisfy({ ["final", "indirect"].contains($0) })
        else { continue }
        offered.insert(found[kind + 1])
      }
    }
  }

  private static func words(_ line: Substring) -> [Substring] {
    line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
  }

  private static let sources = Checkout.sources.map(Source.init)

  private static func face(_ target: String) -> Checkout.File? {
    Checkout.sources.first { $0.path == "Sources/\(target)/\(target).swift" }
  }

  @Test func everyTargetBeginsInTheFileOfItsName() {
    for target in Set(Self.sources.map(\.target)) {
      let first = Self.face(target)?.lines.first { !$0.hasPrefix("import ") && !$0.isEmpty }
      #expect(first?.hasPrefix("///") == true, "\(target) has no \(target).swift that says what it is")
    }
  }

  @Test func theFaceNamesWhatOtherTargetsUse() {
    for (target, files) in Dictionary(grouping: Self.sources, by: \.target) {
      var used: Set<Substring> = []
      for user in Self.sources where user.target != target && user.imports.contains(target[...]) {
        used.formUnion(user.words)
      }
      let offered = files.reduce(into: Set<Substring>()) { $0.formUnion($1.offered) }
      let named = Set(Self.face(target)?.lines.flatMap(Self.words) ?? [])
      let unnamed = offered.intersection(used).subtracting(named).sorted()
      #expect(
        unnamed.isEmpty,
        "\(target).swift does not name \(unnamed.joined(separator: ", "))")
    }
  }
}
