/// Finds the places of lines, and caches the class words of elements.
struct PlaceFinder {
  private let reading: PageReading
  /// The elements around the story's element. They are the same for all of its lines, so they tell nothing.
  private let outside: Set<Int>
  private var words: [Int: [UInt32]] = [:]
  private static let mostWords = 24

  init(_ reading: PageReading) {
    self.reading = reading
    var outside: Set<Int> = []
    var at = reading.container
    while at >= 0 {
      outside.insert(at)
      at = reading.tree[at].parent
    }
    self.outside = outside
  }

  mutating func place(of node: Int) -> PagePlaces.Place {
    let tree = reading.tree
    var place = PagePlaces.Place()
    if reading.range.contains(node) { place.candidates.insert(.container) }
    var at = node
    var blocks = 0
    var isOuter = false
    while at >= 0 {
      let element = tree[at]
      let tag = element.tag
      place.depth += 1
      if tag == .article { place.candidates.insert(.article) }
      if tag == .main { place.candidates.insert(.main) }
      if tag != .text, !element.attributes.isEmpty, PageSurvey.isNamed(tree, at) {
        place.candidates.insert(.named)
      }
      isOuter = isOuter || outside.contains(at)
      if !isOuter || blocks == 0 { note(at, tag, &place, &blocks) }
      at = element.parent
    }
    return place
  }

  private mutating func note(
    _ at: Int, _ tag: Tag, _ place: inout PagePlaces.Place, _ blocks: inout Int
  ) {
    let tree = reading.tree
    if tag == .text { return }
    let number = reading.survey.reasons.numbers[at]
    if number > 0, let known = PageState.reasons.firstIndex(of: reading.survey.reasons[at] ?? "") {
      if place.reason < 0 { place.reason = known } else { place.outerReason = known }
    }
    let words = words(of: at)
    if Tag.breaking.contains(tag) {
      blocks += 1
      if blocks == 1 {
        place.tag = tag
        place.block = at
        count(at, &place)
      }
      if blocks <= 3 { place.tags = place.tags &* 101 &+ UInt32(tag.bit) &+ 1 }
      place.signature = place.signature &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(tag.bit) &+ 1
      for word in words { place.signature = place.signature &* 0x100_0000_01B3 ^ UInt64(word) }
    } else if blocks == 0 {
      switch tag {
      case .b, .strong: if place.emphasis == 0 { place.emphasis = 1 }
      case .i, .em: if place.emphasis == 0 { place.emphasis = 2 }
      case .a: place.emphasis = 3
      case .time: place.hasTime = true
      default: break
      }
    }
    if tree.attribute("itemprop", at) != nil { place.isNamed = true }
    if reading.survey.reasons[at] == "hidden" { place.isHidden = true }
    if blocks <= 1 {
      place.own += words
    } else if blocks <= 3 {
      place.near += words
    } else if place.far.count < Self.mostWords {
      place.far += words
    }
  }

  /// Counts links and times in a line's element.
  private func count(_ block: Int, _ place: inout PagePlaces.Place) {
    let tree = reading.tree
    for at in tree.inside(block).prefix(60) {
      if tree[at].tag == .a { place.links += 1 }
      if tree[at].tag == .time { place.hasTime = true }
    }
  }

  private mutating func words(of at: Int) -> [UInt32] {
    if let known = words[at] { return known }
    var found: [UInt32] = []
    let attributes = reading.tree[at].attributes
    if !attributes.isEmpty {
      for name in ["class", "id", "itemprop"] {
        guard let value = attributes.bytes(name), value.count <= 400 else { continue }
        ClassWords.eachWord(of: value) { word in
          found.append(UInt32(truncatingIfNeeded: word ^ word >> 32) & 0xFFFF_FFF)
          return found.count < 12
        }
      }
    }
    words[at] = found
    return found
  }
}
