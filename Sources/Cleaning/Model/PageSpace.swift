/// The names and numbers of features, as needed to read and write a file of weights.
package protocol FeatureNames: Sendable {
  /// How many features there are.
  var count: Int { get }
  /// The name of a feature, `words.3`; `?` where there is none of that number.
  func name(_ index: Int) -> String
  /// The number of a feature by its name; nil where there is none.
  func index(_ name: some StringProtocol) -> Int?
}

extension FeatureSpace: FeatureNames {}

/// All features of the lines of pages: those of text lines, followed by those of elements.
package struct PageSpace: FeatureNames {
  /// A family of features; the names of those of pages begin with `page-`.
  typealias Block = FeatureSpace.Block

  static let wordBuckets = 4096

  let text = FeatureSpace()
  private let blocks: [Block]
  private let named: NamedBlocks
  /// How many features there are, those of text included.
  package let count: Int

  let rule: Block
  let ruleShape: Block
  let ruleBefore: Block
  let ruleAfter: Block
  let ruleAround: Block
  let tag: Block
  let tagRule: Block
  let path: Block
  let own: Block
  let near: Block
  let far: Block
  let reason: Block
  let anyReason: Block
  let candidates: Block
  let candidatesShape: Block
  let linked: Block
  let linkedAround: Block
  let links: Block
  let likeness: Block
  let title: Block
  let description: Block
  let author: Block
  let homeShare: Block
  let pathShare: Block
  let depth: Block
  let distance: Block
  let fromStart: Block
  let fromEnd: Block
  let kind: Block
  let kindAround: Block
  let emphasis: Block
  let machine: Block
  let alike: Block
  let alikeProse: Block
  let page: Block
  let genre: Block
  let genreShape: Block
  let genreTag: Block

  package init() {
    var made: [Block] = []
    var next = text.count
    func block(_ name: String, _ size: Int) -> Block {
      let block = Block(name: "page-" + name, base: next, size: size)
      made.append(block)
      next += size
      return block
    }
    rule = block("rule", 2 * PageState.count)
    ruleShape = block("ruleShape", 8 * PageState.count)
    ruleBefore = block("ruleBefore", PageState.count + 1)
    ruleAfter = block("ruleAfter", PageState.count + 1)
    ruleAround = block("ruleAround", 64)
    tag = block("tag", 128)
    tagRule = block("tagRule", 512)
    path = block("path", 1024)
    own = block("own", Self.wordBuckets)
    near = block("near", Self.wordBuckets)
    far = block("far", Self.wordBuckets)
    reason = block("reason", 2 * PageState.count)
    anyReason = block("anyReason", 2 * PageState.count)
    candidates = block("candidates", 16)
    candidatesShape = block("candidatesShape", 128)
    linked = block("linked", 36)
    linkedAround = block("linkedAround", 36)
    links = block("links", 32)
    likeness = block("likeness", 18)
    title = block("title", 18)
    description = block("description", 18)
    author = block("author", 6)
    homeShare = block("homeShare", 48)
    pathShare = block("pathShare", 48)
    depth = block("depth", 16)
    distance = block("distance", 16)
    fromStart = block("fromStart", 40)
    fromEnd = block("fromEnd", 40)
    kind = block("kind", 16 * 3)
    kindAround = block("kindAround", 16 * 16)
    emphasis = block("emphasis", 4 * 8 * 3)
    machine = block("machine", 8)
    alike = block("alike", 5 * 2 * 8)
    alikeProse = block("alikeProse", 5 * 5 * 2)
    page = block("page", 5 * 4)
    genre = block("genre", PageGenre.count * PageState.count)
    genreShape = block("genreShape", PageGenre.count * 8 * 3)
    genreTag = block("genreTag", PageGenre.count * 128)
    blocks = made
    named = NamedBlocks(made)
    count = next
  }

  /// The ranges of features that stand for single words.
  package var single: [Range<Int>] { [own, near, far].map { $0.base..<$0.base + $0.size } }

  /// The number of each feature's family.
  package var families: [UInt8] { text.families + Block.families(blocks, from: text.blocks.count) }

  /// `words.3` for a feature of text, `page-tag.16` for one of pages; `?` where there is none.
  package func name(_ index: Int) -> String {
    if index < text.count { return text.name(index) }
    for block in blocks where index < block.base + block.size { return "\(block.name).\(index - block.base)" }
    return "?"
  }

  /// The number of the feature with that name; nil where there is none.
  package func index(_ name: some StringProtocol) -> Int? {
    name.hasPrefix("page-") ? named.index(name) : text.index(name)
  }
}
