import Testing

/// The file that bears a target's name is the way in: it declares what other targets use, or names it in a
/// sentence that tells what it is for.
@Suite struct FaceTests {
  /// Types that a face does not name yet, by target; these numbers only become smaller.
  private static let lacking = ["Archive": 14, "Cleaning": 5, "Importing": 13]

  /// The types that a file declares at its top for other targets.
  private static func offered(_ code: String) -> [String] {
    code.matches(
      of:
        /(?m)^(?:package|public) (?:final |indirect )*(?:struct|enum|class|protocol|actor|typealias) ([A-Z]\w*)/
    ).map { String($0.1) }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.matches(of: /\b[A-Z]\w*/).map { String($0.0) })
  }

  @Test func everyTargetBeginsInTheFileOfItsName() {
    for (target, files) in Dictionary(grouping: Checkout.sources, by: \.target) {
      let face = files.first { $0.path == "Sources/\(target)/\(target).swift" }
      let first = face?.lines.first { !$0.hasPrefix("import ") && !$0.isEmpty }
      #expect(first?.hasPrefix("///") == true, "\(target) has no \(target).swift that says what it is")
    }
  }

  @Test func theFaceNamesWhatOtherTargetsUse() {
    for (target, files) in Dictionary(grouping: Checkout.sources, by: \.target) {
      let users = Checkout.sources.filter { $0.target != target && $0.lines.contains("import \(target)") }
      let used = users.reduce(into: Set<String>()) { $0.formUnion(Self.words(Checkout.bare($1))) }
      let face = files.first { $0.path == "Sources/\(target)/\(target).swift" }
      let named = Self.words(face?.text ?? "")
      let offered = Set(files.flatMap { Self.offered(Checkout.bare($0)) })
      let unnamed = offered.intersection(used).subtracting(named).sorted()
      #expect(
        unnamed.count <= Self.lacking[target] ?? 0,
        "\(target).swift does not name \(unnamed.joined(separator: ", "))")
    }
  }
}
