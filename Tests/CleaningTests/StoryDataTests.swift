import Stories
import Testing

@testable import Cleaning

private let paragraphs = [
  "Le bac de Trégouët reprend la mer lundi, après sept semaines passées en cale sèche à changer un arbre d’hélice fendu.",
  "La commune prête d’ici là deux vedettes aux écoliers, et le médecin de l’île a dormi chez l’habitant quatre nuits de suite.",
]
private let text = paragraphs.map { "<p>\($0)</p>" }.joined()

private func page(_ body: String, head: String = "") -> String {
  "<!DOCTYPE html><html lang=\"fr\"><head><title>Le bac repart</title>\(head)</head><body>\(body)</body></html>"
}

private func linked(_ body: String) -> String {
  """
  <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Le bac repart", "articleBody": "\(body)"}</script>
  """
}

/// A script of a page that streams its parts as data.
private func push(_ rows: String) -> String {
  let text = rows.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  return "<script>self.__next_f.push([1,\"\(text)\"])</script>"
}

/// Short stories that a page holds as data only.
@Suite struct StoryDataTests {
  @Test func aStoryOfTwoParagraphsInLinkedDataIsRead() throws {
    let data = linked(paragraphs.joined(separator: "\\n\\n"))
    #expect(try cleanPage(page("<div id=\"root\"></div>", head: data)).body == paragraphs)
  }

  @Test(arguments: [1, 2]) func markupThatIsEscapedInLinkedDataIsMarkup(_ times: Int) throws {
    var body = text
    for _ in 0..<times {
      body = body.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    #expect(try cleanPage(page("<div id=\"root\"></div>", head: linked(body))).body == paragraphs)
  }

  @Test func aStoryOfTwoParagraphsInAFrameworksStateIsRead() throws {
    let script = """
      <script id="__NEXT_DATA__" type="application/json">{"props":{"story":{"html":"\(text.replacing("/", with: "\\/"))"}}}</script>
      """
    #expect(try cleanPage(page("<div id=\"__next\"></div>" + script)).body == paragraphs)
  }

  @Test func elementsThatAPageStreamsAsDataAreRead() throws {
    let rows = """
      0:["$","main",null,{"children":["$L1",["$","p",null,{"children":"\(paragraphs[1])"}]]}]
      2:I["app/page.js",["x"],"Story"]
      1:["$","article",null,{"className":"story","children":["$","p",null,{"children":["\(paragraphs[0])","$undefined"]}]}]

      """
    let (start, end) = (rows.prefix(150), rows.dropFirst(150))
    let story = try cleanPage(page("<div id=\"root\"></div>" + push(String(start)) + push(String(end))))
    #expect(story.body == paragraphs)
  }

  @Test func markupThatAPageStreamsAsDataIsRead() throws {
    let length = String(text.utf8.count, radix: 16)
    let rows =
      "1:T\(length),\(text)0:[\"$\",\"div\",null,{\"dangerouslySetInnerHTML\":{\"__html\":\"$1\"}}]\n"
    #expect(try cleanPage(page("<div id=\"root\"></div>" + push(rows))).body == paragraphs)
    let passed = "1:T\(length),\(text)0:[\"$\",\"$L2\",null,{\"story\":{\"body\":\"$1\"}}]\n"
    #expect(try cleanPage(page("<div id=\"root\"></div>" + push(passed))).body == paragraphs)
  }

  @Test func rowsThatStandForOneAnotherEnd() throws {
    let rows =
      "0:[\"$\",\"p\",null,{\"children\":[\"$1\",\"$0\"]}]\n1:[\"$\",\"p\",null,{\"children\":\"$L0\"}]\n"
    let story = try cleanPage(page("<main>\(text)</main>" + push(rows + "2:Tffffffff,x")))
    #expect(story.body == paragraphs)
  }
}

/// Children of an element stand in the slots of its shadow tree.
@Suite struct SlotTests {
  private let template = """
    <template shadowrootmode="open"><h2><slot name="head">Le titre manque encore ici</slot></h2><div><slot></slot></div><p><slot name="end"></slot></p></template>
    """

  @Test func childrenStandInTheirSlots() throws {
    let story = try cleanPage(
      page(
        "<main><h1>Le bac repart</h1><sea-story>\(template)<b slot=\"end\">\(paragraphs[1])</b><p>\(paragraphs[0])</p><span slot=\"head\">Sept semaines à sec</span></sea-story></main>"
      ))
    #expect(story.body == ["Sept semaines à sec"] + paragraphs)
    #expect(story.removed.contains { $0.text == "Le titre manque encore ici" && $0.rule == "general.hidden" })
  }

  @Test func aSlotWithoutChildrenShowsItsOwn() throws {
    let own =
      "La suite paraîtra demain, si la mer le veut bien et si le bac rentre à l’heure au port de Trégouët."
    let template = """
      <template shadowrootmode="open"><div><slot></slot><slot name="end"><p>\(own)</p></slot></div></template>
      """
    let story = try cleanPage(page("<main><sea-story>\(template)\n\(text)\n</sea-story></main>"))
    #expect(story.body == paragraphs + [own])
  }

  @Test func slotsInsideSlotsAreFilled() throws {
    let inner =
      "<sea-part><template shadowrootmode=\"open\"><section><slot></slot></section></template><slot></slot></sea-part>"
    let story = try cleanPage(
      page("<main><sea-story><template shadowrootmode=\"open\">\(inner)</template>\(text)</sea-story></main>")
    )
    #expect(story.body == paragraphs)
  }

  @Test func childrenWithoutASlotStay() throws {
    let story = try cleanPage(
      page(
        "<main><sea-story><template shadowrootmode=\"open\"><slot name=\"a\"></slot></template>\(text)</sea-story></main>"
      ))
    #expect(story.body == paragraphs)
  }
}
