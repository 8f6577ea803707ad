import Stories

/// Records of stories as JSON lines, as many as one likes: words in Zipf's proportions, planted words, links,
/// pages captured again and copies in other papers; record by record the same at every run.
///
/// Of twenty records seventeen are stories, then comes a page again as it was, one again with another end,
/// and a copy in another paper.
struct RecordGenerator {
  let count: Int
  private let words = WordBag()

  enum Kind: Equatable {
    case story
    /// The record that has the same page.
    case again(Int)
    case changed(Int)
    /// The record that another paper copies.
    case copy(Int)
  }

  static func kind(_ number: Int) -> Kind {
    switch number % 20 {
    case 17: .again(number - 5)
    case 18: .changed(number - 5)
    case 19: .copy(number - 5)
    default: .story
    }
  }

  /// What an archive holds when all of it is imported.
  struct Expected {
    var stories = 0
    var captures = 0
    var versions = 0
    var copies = 0
    /// Related headlines, and those of them that a story bears.
    var related = 0
    var linked = 0
    /// Stories by paper.
    var papers: [String: Int] = [:]
  }

  var expected: Expected {
    var expected = Expected()
    for number in 0..<count {
      expected.captures += 1
      switch Self.kind(number) {
      case .story:
        expected.stories += 1
        expected.versions += 1
        expected.papers[Self.paper(number, of: number), default: 0] += 1
        expected.linked += targets(of: number).count
        expected.related += targets(of: number).count + (isWanting(number) ? 1 : 0)
      case .again: break
      case .changed: expected.versions += 1
      case .copy(let other):
        expected.stories += 1
        expected.versions += 1
        expected.papers[Self.paper(number, of: other), default: 0] += 1
        expected.copies += 1
      }
    }
    return expected
  }

  /// A word that this story alone has; nil for most.
  static func planted(_ number: Int) -> String? {
    guard number % 20 == 3 else { return nil }
    let letters = String(number).utf8.map { digits[Int($0) - 0x30] }
    return "zw" + letters.joined() + "k"
  }

  private static let digits = ["b", "c", "d", "f", "g", "h", "j", "l", "m", "n"]

  /// Its own headline; unlike all others, also where they are only nearly alike.
  func title(_ number: Int) -> String {
    var random = SplitMix64(seed: number &* 7919 &+ 1)
    var line = Line()
    words.add(Int(random.next() % 6) + 4, &random, to: &line)
    return "Numéro \(number) : " + line.text
  }

  /// Stories of the same thousand that it prints the headlines of, no two the same.
  func targets(of number: Int) -> [Int] {
    var random = SplitMix64(seed: number &* 31 &+ 5)
    let start = number / 1000 * 1000
    let room = min(1000, count - start)
    var targets: [Int] = []
    for _ in 0..<3 {
      let target = start + Int(random.next() % UInt64(room))
      guard target != number, Self.kind(target) == .story, !targets.contains(target) else { continue }
      targets.append(target)
    }
    return targets
  }

  private func isWanting(_ number: Int) -> Bool { number % 20 == 0 }

  /// The line of JSON, its line feed included.
  func record(_ number: Int, into out: inout [UInt8]) {
    let source: Int
    let page: Int
    switch Self.kind(number) {
    case .story: (source, page) = (number, number)
    case .again(let other), .changed(let other): (source, page) = (other, other)
    case .copy(let other): (source, page) = (other, number)
    }
    var line = Line()
    line.add("{\"url\":\"https://press.example/n/\(page)\",\"date\":\"")
    line.add(StoryDate.iso(instant: Self.newest - Int64(source) * 300, offset: 60))
    line.add("\",\"source\":\"")
    line.add(Self.paper(page, of: source))
    line.add("\",\"text\":\"")
    add(number, of: source, to: &line)
    line.add("\"}\n")
    out += line.bytes
  }

  private static let newest: Int64 = 1_774_116_000
  private static let papers = [
    "Le Fanal", "La Marée", "Le Courrier des Îles", "L’Éclaireur", "Gazette de l’Ouest",
  ]

  /// A copy stands in the next paper.
  private static func paper(_ page: Int, of source: Int) -> String {
    papers[(page == source ? source : source + 1) % papers.count]
  }

  /// The text capture, as it stands inside a JSON string.
  private func add(_ number: Int, of source: Int, to line: inout Line) {
    var random = SplitMix64(seed: source &* 1000 &+ 7)
    let kind = Self.kind(number)
    let isCopy = if case .copy = kind { true } else { false }
    line.add(isCopy ? "Dépêche \(number) : " + title(number) : title(source))
    line.add("\\n\\nPar Ana Le Goff\\nPartager cet articleDiscussion\\n\\nPUBLICITÉ")
    let paragraphs = 3 + Int(random.next() % 9)
    for paragraph in 0..<(isCopy ? max(3, paragraphs - 1) : paragraphs) {
      line.add("\\n\\n")
      for _ in 0..<(3 + Int(random.next() % 4)) { sentence(&random, to: &line) }
      if paragraph == 0, !isCopy, let planted = Self.planted(source) { line.add("Le mot \(planted) y est. ") }
    }
    if case .changed = kind {
      line.add("\\n\\nLa rédaction a corrigé le chiffre \(number) donné hier matin.")
    }
    if case .again = kind { line.add("\\n") }
    line.add("\\n\\nEn direct\\n\\nÀ découvrir également")
    guard !isCopy else { return line.add("\\n") }
    for target in targets(of: source) {
      line.add("\\n\\n")
      line.add(title(target))
    }
    if isWanting(source) { line.add("\\n\\nIntrouvable numéro \(source) parmi les autres pages du jour") }
    line.add("\\n")
  }

  private func sentence(_ random: inout SplitMix64, to line: inout Line) {
    let length = 6 + Int(random.next() % 15)
    switch random.next() % 8 {
    case 0:
      words.add(length, &random, capital: true, to: &line)
      line.add(", ")
      words.add(6, &random, to: &line)
    case 1:
      line.add("« ")
      words.add(length, &random, capital: true, to: &line)
      line.add(" », dit-il, l’")
      words.add(5, &random, to: &line)
    default: words.add(length, &random, capital: true, to: &line)
    }
    line.add(". ")
  }
}

/// Bytes of a line as it grows.
struct Line {
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(6000)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ text: String) {
    bytes += text.utf8
  }

  mutating func add(_ slice: ArraySlice<UInt8>) {
    bytes += slice
  }

  mutating func capital(at index: Int) {
    if bytes.indices.contains(index), (0x61...0x7A).contains(bytes[index]) { bytes[index] -= 0x20 }
  }
}

/// Thirty thousand words, drawn as often as Zipf has them: the one at rank r weighs 1 / (r + 2.7).
private struct WordBag {
  private let bytes: [UInt8]
  private let starts: [Int]
  /// Ranks for evenly spaced shares: one draw is one look-up.
  private let ranks: [UInt32]

  init(size: Int = 30_000) {
    var bytes: [UInt8] = []
    var starts = [0]
    for word in Vocabulary(size: size).words {
      bytes += word.utf8
      starts.append(bytes.count)
    }
    let weights = (0..<size).map { 1 / (Double($0) + 2.7) }
    let whole = weights.reduce(0, +)
    let slots = 1 << 20
    var ranks: [UInt32] = []
    ranks.reserveCapacity(slots)
    var sum = 0.0
    for (rank, weight) in weights.enumerated() {
      sum += weight
      while Double(ranks.count) < sum / whole * Double(slots), ranks.count < slots {
        ranks.append(UInt32(rank))
      }
    }
    while ranks.count < slots { ranks.append(UInt32(size - 1)) }
    (self.bytes, self.starts, self.ranks) = (bytes, starts, ranks)
  }

  func add(_ count: Int, _ random: inout SplitMix64, capital: Bool = false, to line: inout Line) {
    let first = line.bytes.count
    for index in 0..<count {
      if index > 0 { line.add(" ") }
      let rank = Int(ranks[Int(random.next() >> 44)])
      line.add(bytes[starts[rank]..<starts[rank + 1]])
    }
    if capital { line.capital(at: first) }
  }
}
