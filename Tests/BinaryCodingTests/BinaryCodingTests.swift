import BinaryCoding
import Stories
import Testing

@Suite struct BinaryCodingTests {
  private static let story: Story = {
    var story = Story(title: "Le bac reprend « mardi »")
    story.byline = ["Lise Garrec"]
    story.date = StoryDate(instant: 1_770_000_000, offset: 60, origin: .path)
    story.standfirst = ""
    var block = Block(.item, "à lire ici", level: 2, ordered: true)
    block.spans = [Span(.link("https://quai.example/é"), 0..<8), Span(.code, 3..<5)]
    block.picture = Picture(url: "https://quai.example/p.jpg", alternative: "Le bac", credit: nil)
    story.blocks = [Block(.paragraph, "Il pleut."), block]
    story.related = [RelatedLink(title: "La criée", url: nil)]
    story.removed = [RemovedLine("PARTAGER", rule: "general.share", probability: 0.25)]
    story.captured = -1
    story.doubt = .incomplete
    story.profile = ProfileMatch(profile: "quai", layout: nil)
    return story
  }()

  @Test func aStoryComesBackAsItWas() throws {
    #expect(try Story(encoded: Self.story.encoded) == Self.story)
  }

  @Test func templatesComeBackAsTheyWere() throws {
    var templates = Templates()
    templates.learn([LineSighting(key: 7, zone: .tail)], source: "Le Quai", time: 1_770_000_000)
    templates.learn([LineSighting(key: 8, zone: .head)], source: "Le Quai", time: nil)
    #expect(try Templates(encoded: templates.encoded) == templates)
  }

  @Test func bytesThatEndTooEarlyAreNoValue() {
    let bytes = Self.story.encoded
    for count in 0..<bytes.count {
      #expect(throws: CodingFault.self) { try Story(encoded: Array(bytes[..<count])) }
    }
  }

  @Test func changedBytesNeverTrap() {
    let bytes = Self.story.encoded
    var random: UInt64 = 88_172_645_463_325_252
    var read = 0
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0..<3 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        changed[Int(random % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random >> 32)
      }
      if let story = try? Story(encoded: changed) { read += story.blocks.count }
    }
    #expect(read > 0)
  }

  @Test func aNumberOfElementsThatTheBytesCannotHoldIsRefused() {
    #expect(throws: CodingFault.cut) { try [Int](encoded: [0xFF, 0xFF, 0xFF, 0x7F, 1]) }
    #expect(throws: CodingFault.cut) { try String(encoded: [5, 0, 0, 0, 65]) }
  }

  @Test func bytesBecomeNoMoreThanSomeTimesTheirNumber() throws {
    // A byte each, which would take hundreds in memory.
    let tiny = [Story?](repeating: nil, count: 100_000)
    #expect(throws: CodingFault.invalid) { _ = try [Story?](encoded: tiny.encoded) }
    let nested = [[Story?]](repeating: Array(tiny.prefix(100)), count: 1000)
    #expect(throws: CodingFault.invalid) { _ = try [[Story?]](encoded: nested.encoded) }
    let few = Array(tiny.prefix(100))
    #expect(try [Story?](encoded: few.encoded) == few)
  }

  @Test func aStoryOfTheShortestPartsIsRead() throws {
    var story = Story(title: "")
    story.byline = Array(repeating: "", count: 200_000)
    story.blocks = Array(repeating: Block(.paragraph, ""), count: 200_000)
    story.related = Array(repeating: RelatedLink(title: "", url: nil), count: 200_000)
    story.removed = Array(repeating: RemovedLine("", rule: ""), count: 200_000)
    for empty in ["blocks", "related", "removed", "byline", ""] {
      var one = story
      if empty != "byline" { one.byline = [] }
      if empty != "blocks" { one.blocks = [] }
      if empty != "related" { one.related = [] }
      if empty != "removed" { one.removed = [] }
      #expect(try Story(encoded: one.encoded) == one)
    }
    #expect(try Story(encoded: story.encoded) == story)
  }

  @Test func deeplyNestedJSONIsRefused() throws {
    var value = JSONValue.other
    for _ in 0..<40 { value = .list([value]) }
    #expect(try JSONValue(encoded: value.encoded) == value)
    for _ in 0..<60 { value = .list([value]) }
    #expect(throws: CodingFault.invalid) { try JSONValue(encoded: value.encoded) }
  }
}
