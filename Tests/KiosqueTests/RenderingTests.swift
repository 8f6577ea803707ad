import Cells
import Glibc
import Stories
import Testing

@testable import Kiosque

/// Stories as plain text.
@Suite struct RenderingTests {
  @Test(arguments: [1, 20, 40, 66, 121]) func relatedHeadlinesAreNoWiderThanTheText(_ width: Int) {
    setlocale(LC_CTYPE, "C.UTF-8")
    let long = "La longue histoire du vieux port, de ses six ans de vase et de ce que la mer en a fait depuis"
    let found = Headline(id: 12, sortKey: SortKey(1), title: long)
    let relations = [
      Relation(position: 0, title: long, stored: [found]), Relation(position: 1, title: long + " lors"),
      Relation(position: 2, title: "東京の灯台にふたたび明かりがともった、二十八年ぶりに"),
    ]
    let stored = StoredStory(
      headline: Headline(id: 1, sortKey: SortKey(2), title: "Le port"), story: Story(title: "Le port"),
      relations: relations)
    let text = Rendering.text(stored, width: width, .french)
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("À découvrir") }.dropFirst()
    #expect(!lines.isEmpty)
    if width >= 20 { #expect(lines.allSatisfy { Width.of(String($0)) <= width }, "\(text)") }
    let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    if width >= 40 { #expect(words.contains(long + " [12]") && words.contains("lors (non archivé)")) }
    #expect(lines.count { $0.hasPrefix("  ") && !$0.hasPrefix("    ") } == relations.count)
  }
}
