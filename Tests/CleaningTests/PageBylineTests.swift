import Stories
import Testing

@testable import Cleaning

/// Who signs a page whose metadata names no person.
@Suite struct PageBylineTests {
  private let paragraphs = (1...4).map { number in
    "Am \(number). Kai lagen gestern die Boote der Fischer, und niemand fuhr hinaus, weil der Sturm den Hafen "
      + "seit dem frühen Morgen nicht verließ, wie die Hafenmeisterei mitteilt."
  }
  private let account = """
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Der Hafen bleibt geschlossen",
    "author": {"@id": "https://hafenbote.example/author/admin/", "name": "Hafenbote H"}}</script>
    """

  private func story(above: String = "", below: String = "", head: String = "") throws -> Story {
    let text = paragraphs.map { "<p>\($0)</p>" }.joined()
    return try cleanPage(
      """
      <!DOCTYPE html><html lang="de"><head>\(head)</head><body><article><h1>Der Hafen bleibt geschlossen</h1>
      \(above)\(text)\(below)</article></body></html>
      """)
  }

  @Test func aNameBehindTheLastParagraphSigns() throws {
    let story = try story(below: "<p><strong>Eva Brandt</strong></p>")
    #expect(story.byline == ["Eva Brandt"])
    #expect(story.body == paragraphs)
  }

  @Test func aNameAboveTheFirstParagraphSignsWhereTheSitesAccountPublished() throws {
    let story = try story(
      above: "<p class=\"author\">Hafenbote H</p><p><strong>EVA BRANDT</strong></p>", head: account)
    #expect(story.byline == ["EVA BRANDT"])
    #expect(story.body == paragraphs)
  }

  @Test func theSitesAccountSignsWhereNobodyDoes() throws {
    #expect(try story(head: account).byline == ["Hafenbote H"])
  }

  @Test func whomTheTextNamesIsNoAuthor() throws {
    let told = "<p>Am Abend wartete Eva Brandt noch immer auf dem Kai, bis der Wind sich endlich legte.</p>"
    #expect(try story(below: told + "<p>Eva Brandt</p>").byline.isEmpty)
  }

  @Test func aTopicsNameIsNoAuthor() throws {
    let tags = "<div class=\"tags\"><p>Eva Brandt</p></div>"
    #expect(try story(below: tags).byline.isEmpty)
  }

  @Test func anyMetaElementThatNamesAnAuthorIsRead() throws {
    let head = """
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Der Hafen bleibt geschlossen",
      "author": {"@type": "Organization", "name": "Hafenbote"}}</script>
      <meta name="cXenseParse:author" content="Eva Brandt">
      """
    #expect(try story(head: head).byline == ["Eva Brandt"])
  }

  @Test func theLettersOfANewsroomSignWhereNothingElseDoes() throws {
    let signs = "<p>Hafenbote, 12.03.2022; <span itemprop=\"author\">hb/evb; jor</span></p>"
    #expect(try story(below: signs).byline == ["hb/evb", "jor"])
    #expect(try story(below: signs + "<p>Eva Brandt</p>").byline == ["Eva Brandt"])
  }
}
