/// Which lines of a page repeat its metadata.
struct MetadataMatches {
  /// For each line, 0 or what it equals: headline, description, author, section, publisher.
  private(set) var likeness: [Int] = []
  /// For each line, the share of its longer words that a headline has, 0 to 5; `description` likewise.
  private(set) var title: [Int] = []
  private(set) var description: [Int] = []
  private(set) var hasAuthor: [Bool] = []

  init(_ rules: PageRules, _ context: LineContext) {
    let meta = rules.reading.meta
    let headlines = Set(meta.headlines.map { Fold.key($0) })
    let descriptions = meta.descriptions.map { Fold.key($0) }
    let authors = meta.byline.map { Fold.key($0) }.filter { $0.count >= 5 }
    let section = meta.section.map { Fold.key($0) }
    let site = meta.site.map { Fold.key($0) }
    let titleWords = Set(headlines.flatMap { Self.words($0) })
    let descriptionWords = Set(descriptions.flatMap { Self.words($0) })
    for (at, line) in rules.lines.enumerated() {
      let key = line.key
      let kind =
        key.isEmpty
        ? 0
        : headlines.contains(key)
          ? 1
          : PageStandfirst.matches(key, descriptions)
            ? 2 : authors.contains(key) ? 3 : section == key ? 4 : site == key ? 5 : 0
      likeness.append(kind)
      let words = context.lineFeatures[at].long.map { context.words[$0] }
      title.append(Self.share(words, titleWords))
      description.append(Self.share(words, descriptionWords))
      hasAuthor.append(line.length < 200 && authors.contains { Bytes.contains(key, $0) })
    }
  }

  private static func share(_ words: [UInt32], _ known: Set<UInt32>) -> Int {
    guard words.count >= 2, !known.isEmpty else { return 0 }
    return 1 + words.count { known.contains($0) } * 4 / words.count
  }

  /// Hashes of longer words, as `LineReader` computes them.
  private static func words(_ key: [UInt8]) -> [UInt32] {
    key.split { !WordHash.isLetter($0) }.filter { $0.count >= 4 }
      .map { UInt32(truncatingIfNeeded: WordHash.of($0) >> 16) }
  }
}
