import Testing

/// Files of a target that need each other's types, all the way round: few, so that one can be read without
/// the others.
@Suite struct CircleTests {
  /// Types that a file declares at its top for the whole target.
  private static func types(_ code: String) -> [String] {
    code.matches(
      of:
        /(?m)^(?:package |public |final |indirect )*(?:struct|enum|class|protocol|actor|typealias) ([A-Z]\w*)/
    ).map { String($0.1) }
  }

  /// For each file but the target's face, the files whose types it names.
  private static func needs(_ files: [Checkout.File], face: String) -> [[Int]] {
    let code = files.filter { $0.path != face }.map(Checkout.bare)
    var homes: [String: Int] = [:]
    for (index, text) in code.enumerated() { for type in types(text) { homes[type] = index } }
    return code.enumerated().map { index, text in
      let words = Set(text.matches(of: /\b[A-Z]\w*/).map { String($0.0) })
      return Set(words.compactMap { homes[$0] }).subtracting([index]).sorted()
    }
  }

  /// The size of the largest strongly connected part: for each file, those that it reaches and that reach it.
  private static func largestCircle(_ needs: [[Int]]) -> [Int] {
    func reached(_ start: Int, _ edges: [[Int]]) -> Set<Int> {
      var seen: Set = [start]
      var open = [start]
      while let next = open.popLast() {
        for other in edges[next] where seen.insert(other).inserted { open.append(other) }
      }
      return seen
    }
    var back = Array(repeating: [Int](), count: needs.count)
    for (file, others) in needs.enumerated() { for other in others { back[other].append(file) } }
    let circles = needs.indices.map { reached($0, needs).intersection(reached($0, back)).sorted() }
    return circles.max { $0.count < $1.count } ?? []
  }

  @Test func noCircleOfFilesIsLargerThanThree() {
    for (target, files) in Dictionary(grouping: Checkout.sources, by: \.target).sorted(by: { $0.key < $1.key }
    ) {
      let face = "Sources/\(target)/\(target).swift"
      let circle = Self.largestCircle(Self.needs(files, face: face))
      let names = files.filter { $0.path != face }.map(\.path)
      #expect(circle.count <= 3, "\(target): \(circle.map { names[$0] }.joined(separator: " "))")
    }
  }
}
