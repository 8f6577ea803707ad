import Cells
import Stories
import Testing

@testable import Screens

/// Links in a story, opened by their letters.
@Suite struct LinkTests {
  private func reading(links count: Int) -> State {
    var stored = Specimen.story(1, paragraphs: 1)
    stored.story.blocks = (0..<count).map { number in
      let text = "Voir le quai numéro \(number), puis la criée."
      var block = Block(.paragraph, text)
      block.spans = [Span(.link("https://quai.example/\(number)"), 5..<text.utf8.count - 17)]
      return block
    }
    return Specimen.reading(stored, size: Size(columns: 80, rows: 40))
  }

  @Test func eachLinkOnTheScreenHasLetters() {
    var state = reading(links: 3)
    #expect(update(&state, .command(.links)).isEmpty)
    #expect(LinkHints.all(state).map(\.label) == ["f", "j", "d"])
    let text = view(state).text
    #expect(text.contains("Voir fe quai numéro 0") && text.contains("Voir je quai numéro 1"))
    #expect(update(&state, .type("j")) == [.followLink("https://quai.example/1")])
    #expect(state.prompt == nil)
  }

  @Test func manyLinksHaveTwoLettersAndTheFirstNarrowsThem() {
    var state = reading(links: 12)
    _ = update(&state, .command(.links))
    let labels = LinkHints.all(state).map(\.label)
    #expect(labels.count == 12 && Set(labels).count == 12 && labels.allSatisfy { $0.count == 2 })
    #expect(update(&state, .type("j")).isEmpty && state.prompt?.text == "j")
    #expect(!view(state).text.contains("Voir ff") && view(state).text.contains("Voir jf"))
    #expect(update(&state, .type("q")).isEmpty && state.prompt?.text == "" && state.message != nil)
    _ = update(&state, .command(.cancel))
    #expect(state.prompt == nil && state.reading != nil)
  }

  @Test func aStoredStoryOpensInsideAndAnyOtherOutside() {
    var state = reading(links: 2)
    #expect(
      update(&state, .loadedLink(nil, "https://quai.example/1")) == [.openAddress("https://quai.example/1")])
    _ = update(&state, .loadedLink(Specimen.story(7), "https://quai.example/7"))
    #expect(state.reading?.stored.headline.id == 7 && state.back.map(\.id) == [1])
  }

  @Test func aClickOnALinkFollowsIt() throws {
    var state = reading(links: 2)
    let layout = StoryLayout(state)
    let hint = try #require(LinkHints.all(state).first)
    let place = Point(column: layout.left + hint.column + 2, row: layout.top + hint.line)
    #expect(update(&state, .click(place)) == [.followLink("https://quai.example/0")])
    #expect(update(&state, .click(Point(column: layout.left, row: place.row))).isEmpty)
  }

  @Test func aStoryWithoutLinksSaysSo() {
    var state = Specimen.reading(Specimen.story(1))
    #expect(update(&state, .command(.links)).isEmpty && state.prompt == nil && state.message != nil)
  }
}
