import Testing

@testable import Cleaning

private func markup(_ page: String) -> PageMarkup {
  var page = page
  return page.withUTF8 { PageMarkup($0) }
}

private func slim(_ page: String) -> String { String(decoding: markup(page).bytes, as: UTF8.self) }

@Suite struct PageMarkupTests {
  @Test func commentsGoAsTheStandardEndsThem() {
    #expect(slim("a<!-- b -->c<!-- d --!>e<!---->f<!-- -- > g --->h") == "acefh")
    #expect(slim("a<!-->b") == "a<!-->b")
    #expect(slim("a<!-- b") == "a")
  }

  @Test func whatNobodyReadsGoes() {
    #expect(
      slim("<p onclick=\"a > b\" class=x data-x='1' style=\"color:red\" title=t>y</p>")
        == "<p  class=x data-x='1'  title=t>y</p>")
    #expect(slim("<p style=\"display: none\">y</p>") == "<p style=\"display: none\">y</p>")
    #expect(slim("<script>if (a<b) {}</script><style>p {}</style>") == "<script></script><style></style>")
    #expect(slim("<textarea><p onclick=x></textarea>") == "<textarea><p onclick=x></textarea>")
  }

  @Test func scriptsThatTheParserEndsLaterStay() {
    let script = "<script><!-- <script> </script> --></script>x"
    #expect(slim(script).contains("<!-- <script>"))
  }

  @Test func linkedDataIsKept() {
    let page = markup("<script type=\"application/LD+json\">{\"a\": \"<b>\"}</script><script>x</script>")
    #expect(page.linkedData == ["{\"a\": \"<b>\"}"])
  }

  @Test(arguments: [
    "<", "<a", "<a b", "<a b=", "<a b=\"", "<a b='x", "</", "</a", "<!", "<!-", "<!--", "<script>",
    "<svg/><title/>",
  ])
  func cutTagsEnd(page: String) {
    #expect(slim("x" + page).hasPrefix("x"))
  }

  @Test func theTreeGivesTextsAndAttributes() {
    let tree = PageParser.parse("<p class=a data-id=7>x &amp; <b>y</b></p>")
    let p = tree.first(.p) ?? 0
    #expect(tree.text(p) == "x & y")
    #expect(tree[p].attributes["class"] == "a")
    #expect(tree.attribute("data-id", p) == "7")
    #expect(tree.attribute("href", p) == nil)
    #expect(tree[p + 1].text == "x & ")
  }
}
