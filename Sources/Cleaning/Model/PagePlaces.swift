import Stories

/// The position of each line of a page among the page's elements.
struct PagePlaces {
  /// Where one line stands: its element, and what the elements around it say.
  struct Place {
    /// The innermost block element around the text.
    var tag = Tag.other
    var block = 0
    var depth = 0
    /// The three innermost block elements, as a hash.
    var tags: UInt32 = 0
    /// All elements between the line and the one that holds the story, with their classes, as a hash.
    var signature: UInt64 = 0
    /// Hashes of the words in classes and ids: of its own element, of the next two around it (`near`), of
    /// those farther out (`far`).
    var own: [UInt32] = []
    var near: [UInt32] = []
    var far: [UInt32] = []
    var reason = -1
    var outerReason = -1
    var candidates: Candidates = []
    /// 1 bold, 2 italic, 3 a link.
    var emphasis = 0
    var links = 0
    var hasTime = false
    var isNamed = false
    var isHidden = false
  }

  /// The likely story elements that contain a line.
  struct Candidates: OptionSet {
    let rawValue: UInt8

    /// The element with the most running text.
    static let container = Candidates(rawValue: 1)
    /// `itemprop="articleBody"`.
    static let named = Candidates(rawValue: 2)
    static let article = Candidates(rawValue: 4)
    static let main = Candidates(rawValue: 8)
  }

  private(set) var places: [Place] = []
  /// 0 before the story's element, 1 in it, 2 behind it.
  private(set) var zones: [Int] = []
  private(set) var gaps: [UInt8] = []
  /// The share of the story's prose in elements with the same classes, 0 to 5; `pathShare`: with the same
  /// signature.
  private(set) var homeShare: [Int] = []
  private(set) var pathShare: [Int] = []
  /// The length of the run of lines with the same signature, 0 to 4.
  private(set) var run: [Int] = []
  /// For each line, how many lines have its signature and what share of them is prose, as one number.
  private(set) var alikeProse: [Int] = []
  /// The depth at which most of the story's prose stands.
  private(set) var depth = 0
  /// The share of the page's prose in the story's element, 0 to 4.
  private(set) var proseShare = 0
  private var first = 0
  private var last = 0

  init(_ rules: PageRules) {
    var finder = PlaceFinder(rules.reading)
    places = rules.lines.map { finder.place(of: $0.node) }
    let range = rules.reading.range
    zones = rules.lines.map { range.contains($0.node) ? 1 : $0.node < range.lowerBound ? 0 : 2 }
    first = zones.firstIndex(of: 1) ?? 0
    last = zones.lastIndex(of: 1) ?? max(0, zones.count - 1)
    findGaps(rules)
    weigh(rules)
  }

  func distance(_ at: Int) -> Int {
    if at < first { return 7 - min(7, Bucket.place(first - at)) }
    return at > last ? 8 + min(7, Bucket.place(at - last)) : 8
  }

  func fromStart(_ at: Int) -> Int { at < first ? 200 : at - first }

  func fromEnd(_ at: Int) -> Int { at > last ? 200 : last - at }

  private mutating func findGaps(_ rules: PageRules) {
    let tree = rules.reading.tree
    for (at, line) in rules.lines.enumerated() {
      guard at > 0 else {
        gaps.append(3)
        continue
      }
      let before = rules.lines[at - 1]
      let parents = (tree[places[at].block].parent, tree[places[at - 1].block].parent)
      if places[at].block == places[at - 1].block || line.node == before.node {
        gaps.append(0)
      } else if parents.0 == parents.1 {
        gaps.append(1)
      } else {
        let isNear = parents.0 >= 0 && parents.1 >= 0 && tree[parents.0].parent == tree[parents.1].parent
        gaps.append(isNear ? 2 : 3)
      }
    }
  }

  private mutating func weigh(_ rules: PageRules) {
    var homes: [UInt64: Int] = [:]
    var paths: [UInt64: Int] = [:]
    var depths: [Int: Int] = [:]
    var alike: [UInt64: (lines: Int, prose: Int)] = [:]
    var all = 1
    var everywhere = 1
    for (at, line) in rules.lines.enumerated() {
      let isProse = line.isProse && line.linked < 50
      alike[places[at].signature, default: (0, 0)].lines += 1
      if isProse {
        alike[places[at].signature, default: (0, 0)].prose += 1
        everywhere += line.length
      }
      guard isProse, rules.isRuled[at], line.isOpen else { continue }
      all += line.length
      homes[home(at), default: 0] += line.length
      paths[places[at].signature, default: 0] += line.length
      depths[places[at].depth, default: 0] += line.length
    }
    depth = depths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    proseShare = min(4, all * 5 / everywhere)
    homeShare = places.indices.map { Self.share(homes[home($0)] ?? 0, all) }
    pathShare = places.map { Self.share(paths[$0.signature] ?? 0, all) }
    alikeProse = places.map { place in
      let known = alike[place.signature] ?? (1, 0)
      return Self.count(known.lines) * 5 + min(4, known.prose * 5 / known.lines)
    }
    run = Array(repeating: 0, count: places.count)
    var from = 0
    while from < places.count {
      var to = from + 1
      while to < places.count, places[to].signature == places[from].signature { to += 1 }
      for at in from..<to { run[at] = Self.count(to - from) }
      from = to
    }
  }

  private func home(_ at: Int) -> UInt64 {
    places[at].own.reduce(UInt64(places[at].tag.bit)) { $0 &* 0x100_0000_01B3 ^ UInt64($1) }
  }

  private static func share(_ part: Int, _ whole: Int) -> Int {
    let percent = part * 100 / whole
    return part == 0 ? 0 : percent < 4 ? 1 : percent < 15 ? 2 : percent < 40 ? 3 : percent < 75 ? 4 : 5
  }

  private static func count(_ lines: Int) -> Int {
    switch lines {
    case 1: 0
    case 2: 1
    case 3...5: 2
    case 6...12: 3
    default: 4
    }
  }
}
