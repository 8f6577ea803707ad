/// All features of text lines, each with a name and a number.
package struct FeatureSpace: Sendable {
  /// A family of features: one number for each value.
  struct Block: Sendable {
    var name: String
    var base: Int
    var size: Int

    /// For each feature of the blocks, the number of its block, counted from `first`.
    static func families(_ blocks: [Block], from first: Int) -> [UInt8] {
      blocks.enumerated().flatMap { at, block in
        Array(repeating: UInt8(first + at), count: block.size)
      }
    }

    @inline(__always)
    subscript(_ value: Int) -> UInt16 { UInt16(base + min(max(value, 0), size - 1)) }
  }

  let blocks: [Block]
  private let named: NamedBlocks
  /// How many features there are: the length of a model's weights.
  package let count: Int

  let bias: Block
  let lengthEnd: Block
  let startEnd: Block
  let words: Block
  let stops: Block
  let capitals: Block
  let digits: Block
  let commas: Block
  let mark: Block
  let markShape: Block
  let date: Block
  let datezone: Block
  let name: Block
  let kind: Block
  let kindZone: Block
  let kindBefore: Block
  let kindAfter: Block
  let kindBefore2: Block
  let kindAfter2: Block
  let shapes: Block
  let shapesBack: Block
  let shapesOn: Block
  let zoneLengthEnd: Block
  let nearestShape: Block
  let gaps: Block
  let density: Block
  let slug: Block
  let slugShape: Block
  let slugFirst: Block
  let copies: Block
  let overHeading: Block
  let previousMark: Block
  let nextMark: Block
  let previousName: Block
  let nextName: Block
  let startBefore: Block
  let lead: Block
  let leadZone: Block
  let leadCopies: Block
  let sinceSlug: Block
  let sinceSlugLead: Block
  let wordKind: Block
  let wordKindZone: Block
  let sharedWords: Block
  let sharedWordsZone: Block
  let place: Block
  let block: Block
  let nearby: Block
  let around: Block
  let runPlace: Block
  let told: Block
  let size: Block
  let paragraph: Block
  let items: Block

  package init() {
    var made: [Block] = []
    var next = 0
    func block(_ name: String, _ size: Int) -> Block {
      let block = Block(name: name, base: next, size: size)
      made.append(block)
      next += size
      return block
    }
    bias = block("bias", 1)
    lengthEnd = block("lengthEnd", 72)
    startEnd = block("startEnd", 30)
    words = block("words", 8)
    stops = block("stops", 36)
    capitals = block("capitals", 36)
    digits = block("digits", 36)
    commas = block("commas", 4)
    mark = block("mark", 21)
    markShape = block("markShape", 168)
    date = block("date", 32)
    datezone = block("datezone", 128)
    name = block("name", 8)
    kind = block("kind", 48)
    kindZone = block("kindZone", 192)
    kindBefore = block("kindBefore", 24)
    kindAfter = block("kindAfter", 24)
    kindBefore2 = block("kindBefore2", 24)
    kindAfter2 = block("kindAfter2", 24)
    shapes = block("shapes", 512)
    shapesBack = block("shapesBack", 512)
    shapesOn = block("shapesOn", 512)
    zoneLengthEnd = block("zoneLengthEnd", 576)
    nearestShape = block("nearestShape", 288)
    gaps = block("gaps", 128)
    density = block("density", 40)
    slug = block("slug", 32)
    slugShape = block("slugShape", 64)
    slugFirst = block("slugFirst", 8)
    copies = block("copies", 32)
    overHeading = block("overHeading", 48)
    previousMark = block("previousMark", 20)
    nextMark = block("nextMark", 20)
    previousName = block("previousName", 4)
    nextName = block("nextName", 4)
    startBefore = block("startBefore", 30)
    lead = block("lead", 4 * 6)
    leadZone = block("leadZone", 4 * 16)
    leadCopies = block("leadCopies", 4 * 4)
    sinceSlug = block("sinceSlug", 10 * 8)
    sinceSlugLead = block("sinceSlugLead", 10 * 4)
    wordKind = block("wordKind", 6 * 4 * 8)
    wordKindZone = block("wordKindZone", 6 * 4 * 16)
    sharedWords = block("sharedWords", 6 * 8)
    sharedWordsZone = block("sharedWordsZone", 6 * 16)
    place = block("place", 10 * 8)
    self.block = block("block", 30 * 8)
    nearby = block("nearby", 6 * 8)
    around = block("around", 6 * 8)
    runPlace = block("runPlace", 6 * 10)
    told = block("told", 6 * 8)
    size = block("size", 6 * 8)
    paragraph = block("paragraph", 5 * 8)
    items = block("items", 5 * 2 * 10)
    blocks = made
    named = NamedBlocks(made)
    count = next
  }

  /// The number of each feature's family.
  package var families: [UInt8] { Block.families(blocks, from: 0) }

  /// The name of a feature: `words.3`.
  package func name(_ index: Int) -> String {
    for block in blocks where index < block.base + block.size { return "\(block.name).\(index - block.base)" }
    return "?"
  }

  /// The number of the feature with that name; nil where there is none.
  package func index(_ name: some StringProtocol) -> Int? { named.index(name) }
}

/// Blocks by their names.
struct NamedBlocks: Sendable {
  private let blocks: [String: FeatureSpace.Block]

  init(_ blocks: [FeatureSpace.Block]) {
    self.blocks = Dictionary(uniqueKeysWithValues: blocks.map { ($0.name, $0) })
  }

  /// The number of a feature by its name, `words.3`; nil where there is none.
  func index(_ name: some StringProtocol) -> Int? {
    guard let dot = name.lastIndex(of: "."), let value = Int(name[name.index(after: dot)...]),
      let block = blocks[String(name[..<dot])], (0..<block.size).contains(value)
    else { return nil }
    return block.base + value
  }
}
