import Stories
import Testing

@testable import Importing

/// Feeds are read item by item, whatever their size.
@Suite struct LongFeedTests {
  private static let filling = String(repeating: "Le bac repart. ", count: 70_000)

  private func item(_ number: Int, _ body: String = "<p>Il rouvre.</p>") -> String {
    "<item><title>Titre \(number)</title><description><![CDATA[\(body)]]></description></item>"
  }

  private func rss(_ items: String, tail: String = "</channel></rss>") -> String {
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Le Quai</title>\(items)\(tail)"
  }

  @Test func aFeedLargerThanARecordIsReadToItsEnd() {
    let contents = Contents(rss((1...40).map { item($0, Self.filling) }.joined()))
    #expect(contents.titles == (1...40).map { "Titre \($0)" })
    #expect(contents.captures.allSatisfy { $0.given.source == "Le Quai" })
    #expect(contents.faults.isEmpty)
  }

  @Test func anItemThatIsTooLargeCostsItself() {
    let giant = item(2, String(repeating: "x", count: CaptureReader.limit))
    let contents = Contents(rss(item(1) + giant + item(3)))
    #expect(contents.titles == ["Titre 1", "Titre 3"])
    #expect(contents.faults == [.damaged(path: "f#2", at: .record(2), .tooLarge(limit: CaptureReader.limit))])
  }

  @Test func aJSONFeedLargerThanARecordIsReadToItsEnd() {
    let items = (1...40).map { "{\"title\":\"Titre \($0)\",\"content_text\":\"\(Self.filling)\"}" }
    let head = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Le Quai\",\"items\":["
    let contents = Contents(head + items.joined(separator: ",") + "]}")
    #expect(contents.titles == (1...40).map { "Titre \($0)" })
    #expect(contents.captures.allSatisfy { $0.given.source == "Le Quai" })
    #expect(contents.faults.isEmpty)
    let cut = Contents(String((head + items[0] + "," + items[1]).dropLast(9)))
    #expect(cut.titles == ["Titre 1"])
    #expect(cut.faults.count == 1)
  }

  @Test func aFeedMayNameItselfLast() {
    let text = "<rss><channel>\(item(1))<title>Le Quai</title><language>fr</language></channel></rss>"
    #expect(Contents(text).captures.map(\.given.source) == ["Le Quai"])
    let json =
      #"{"version":"https://jsonfeed.org/version/1","items":[{"title":"T","content_text":"x"}],"title":"Le Quai"}"#
    #expect(Contents(json).captures.map(\.given.source) == ["Le Quai"])
    #expect(Contents(#"{"version":"https://jsonfeed.org/version/1","title":"x"}"#).faults.count == 1)
  }

  @Test func endsThatAreNoneEndNoItem() {
    let text = rss(
      item(1, "</item></channel>") + "<!-- <item> -->" + item(2, "<item>") + "<?x <item>?>" + item(3))
    #expect(Contents(text).titles == ["Titre 1", "Titre 2", "Titre 3"])
    #expect(Contents(text).faults.isEmpty)
  }

  @Test func anItemWithoutAnEndEndsBeforeTheNext() {
    let contents = Contents(
      rss("<item><title>Titre 1</title><item><title>Titre 2</title><link>x</channel>", tail: "</rss>"))
    #expect(contents.titles == ["Titre 1", "Titre 2"])
    #expect(contents.faults.isEmpty)
  }

  @Test func namespacesOfTheFeedHoldInItsItems() {
    let text = """
      <a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:q="http://purl.org/dc/elements/1.1/" title="x > y">
      <a:title>Le Quai</a:title><a:entry><a:title>Titre 1</a:title><q:creator>Lise Garrec</q:creator></a:entry>
      <a:entry><a:title>Titre 2</a:title></a:entry></a:feed>
      """
    let contents = Contents(text, format: .feed)
    #expect(contents.titles == ["Titre 1", "Titre 2"])
    #expect(contents.captures.first?.given.byline == ["Lise Garrec"])
    #expect(contents.faults.isEmpty)
  }

  @Test func feedsCutAnywhereAreReadUpToThere() {
    let text = Array(rss((1...3).map { item($0) }.joined()).utf8)
    for end in text.indices {
      let contents = Contents(Array(text[..<end]), format: .feed)
      #expect(contents.captures.count <= 3 && contents.faults.count <= 2)
    }
    let json = Array(
      #"{"version":"https://jsonfeed.org/version/1","items":[{"title":"T","content_text":"x\u00e9"},{"title":"U"}]}"#
        .utf8)
    for end in json.indices { _ = Contents(Array(json[..<end]), format: .json) }
  }
}
