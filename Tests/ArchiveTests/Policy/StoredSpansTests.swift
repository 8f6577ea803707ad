import Archive
import Stories
import Testing

/// Spans and pictures come back as they were stored, and nothing that does not fit its text.
@Suite struct StoredSpansTests {
  @Test func whatIsStoredComesBack() {
    var link = Block(.item, "Voir l’île d’en face", level: 2, ordered: true)
    link.spans = [
      Span(.link("https://quai.example/a b\t%20é?c=d"), 5..<25), Span(.strong, 9..<14), Span(.code, 15..<25),
    ]
    var caption = Block(.caption, "La grue.")
    caption.picture = Picture(
      url: "https://quai.example/g.jpg", alternative: "Une\ngrue = 1", credit: "Lise B.")
    var alone = Block(.picture, "")
    alone.picture = Picture(url: "http://quai.example/h.jpg")
    var story = Story(title: "Titre")
    story.blocks = [alone, link, Block(.rule, ""), alone, caption, Block(.paragraph, "Fin."), alone]
    let stored = StoredText(story)
    #expect(stored.text == "Voir l’île d’en face\n\n\n\nLa grue.\n\nFin.")
    #expect(StoredText.blocks(text: stored.text, shapes: stored.shapes) == story.blocks)
  }

  @Test(arguments: [
    "p\tl0+4", "p\tl0+4=javascript:x", "p\te-1+2", "p\te0+99", "p\te1+1", "p\te0+0",
    "p\te9223372036854775807+1",
    "p\tz0+1", "p\t", "p\t\t", "p\te", "p\tm=javascript:x\ta=b", "p\ta=b", "p\te0", "p\te+", "p\te0+x",
  ]) func whatDoesNotFitIsLeftOut(_ shape: String) {
    let blocks = StoredText.blocks(text: "àbc", shapes: shape)
    #expect(blocks == [Block(.paragraph, "àbc")])
  }

  @Test func spansThatCrossAreCutToThoseThatNest() {
    let spans = [Span(.emphasis, 2..<6), Span(.strong, 0..<4), Span(.strong, 1..<2), Span(.code, 4..<6)]
    #expect(spans.standing(in: "abcdefgh") == [Span(.strong, 0..<4), Span(.code, 4..<6)])
  }
}
