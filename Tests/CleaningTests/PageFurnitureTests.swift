import Stories
import Testing

@testable import Cleaning

private let first = """
  Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord.
  """
private let second = """
  « Nous avons tenu les délais », assure la cheffe du chantier, qui remercie les équipes restées sur place chaque nuit.
  """
private let lead =
  "Trois semaines de travaux auront suffi, et la ville compte déjà les bateaux qui reviennent."

private func page(_ body: String, head: String = "") -> String {
  "<!DOCTYPE html><html lang=\"fr\"><head>\(head)</head><body>\(body)</body></html>"
}

@Suite struct PageFurnitureTests {
  @Test func aConsentDialogLongerThanTheStoryIsNotTheStory() throws {
    let terms = String(
      repeating:
        "<p>Nous conservons des informations sur votre appareil afin de mesurer l'audience du site.</p>",
      count: 30)
    let story = try cleanPage(
      page(
        "<div class=\"subscription\"><p>\(first)</p><p>\(second)</p></div><div class=\"consent-box\">\(terms)</div>"
      ))
    #expect(story.body == [first, second])
  }

  @Test func paragraphsInWrappersOfTheirOwnAreOneStory() throws {
    let paragraphs = [first, second, first + " Oui.", second + " Oui."]
    let wrapped = paragraphs.map { "<span class=\"part\"><div><p>\($0)</p></div></span>" }
    let links = (0..<40).map { "<li><a href=\"/n/\($0)\">Une rubrique</a></li>" }.joined()
    let story = try cleanPage(page("<div>\(wrapped.joined())<div class=\"x\"><ul>\(links)</ul></div></div>"))
    #expect(story.body == paragraphs)
  }

  @Test func teasersOfOtherStoriesAreLeftOut() throws {
    let teaser = """
      <div><h3><a href="/autre/12">Le tram attendra encore deux ans</a></h3><p>La ligne D ne sera pas prête avant l'hiver, dit la ville de son côté.</p></div>
      """
    let story = try cleanPage(
      page(
        "<article><p>\(first)</p>\(teaser)<p>\(second)</p><h3>Un chantier</h3><p>\(first) Encore.</p></article>"
      ),
      url: "https://quai.example/p/1")
    #expect(story.body == [first, second, "Un chantier", first + " Encore."])
  }

  @Test func linksBetweenParagraphsAreRelated() throws {
    let story = try cleanPage(
      page(
        "<article><p>\(first)</p><p><a href=\"/autre/12\">Le tram attendra encore deux ans</a></p><p>\(second)</p></article>"
      ),
      url: "https://quai.example/p/1")
    #expect(story.body == [first, second])
    #expect(
      story.related == [
        RelatedLink(title: "Le tram attendra encore deux ans", url: "https://quai.example/autre/12")
      ])
  }

  @Test func listsThatEveryPageHasAreNotRelated() throws {
    let list = { (heading: String, title: String) in
      "<section><h2>\(heading)</h2><ul><li><a href=\"/x\">\(title)</a></li></ul></section>"
    }
    let story = try cleanPage(
      page(
        "<article><p>\(first)</p><p>\(second)</p></article>"
          + list("Les plus lus", "Un chat traverse la ville")
          + list("Sur le même sujet", "Le quai sud ferme lundi")),
      url: "https://quai.example/p/1")
    #expect(story.related.map(\.title) == ["Le quai sud ferme lundi"])
  }

  @Test func aStandfirstIsKnownByItsClass() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le port rouvre</h1><div class=\"intro\"><p>\(lead)</p></div><div><p>\(first)</p><p>\(second)</p></div></article>"
      ))
    #expect(story.standfirst == lead)
    #expect(story.body == [first, second])
  }

  @Test func aStandfirstInSeveralParagraphsIsOne() throws {
    let story = try cleanPage(
      page(
        "<article><p class=\"lead\">\(lead)</p><p class=\"lead\">La mairie s'en réjouit, et le dit.</p><p>\(first)</p><p>\(second)</p></article>"
      ))
    #expect(story.standfirst == lead + " La mairie s'en réjouit, et le dit.")
    #expect(story.body == [first, second])
  }

  @Test func aHeadlineThatMetadataCutIsTakenFromThePage() throws {
    let long =
      "Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus"
    let story = try cleanPage(
      page(
        "<h1>\(long)</h1><p>\(first)</p>", head: "<meta property=\"og:title\" content=\"\(long.prefix(70))\">"
      ))
    #expect(story.title == long)
  }

  @Test func thePublisherSignsOnlyWhereNobodyElseDoes() throws {
    let data = { (byline: String) in
      page(
        "<h1>Le port rouvre</h1>\(byline)<article><p>\(first)</p><p>\(second)</p></article>",
        head: """
          <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Le port rouvre",
          "author": {"@type": "Organization", "name": "Le Quai"}, "publisher": {"name": "Le Quai"}}</script>
          """)
    }
    #expect(try cleanPage(data("")).byline == ["Le Quai"])
    #expect(try cleanPage(data("<p class=\"author\">Par Anne Le Goff</p>")).byline == ["Anne Le Goff"])
  }

  @Test func headsLoseDatesAndOtherHeadlines() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le port rouvre</h1><h2>Le port du nord rouvre</h2><p>Publié15. octobre 2024, 21:01</p><p>\(first)</p><p>\(second)</p></article>",
        head: "<meta property=\"og:title\" content=\"Le port rouvre\"><title>Le port du nord rouvre</title>"))
    #expect(story.body == [first, second])
  }
}

@Suite struct PageDateTests {
  @Test func datesAreReadAsPagesShowThem() {
    #expect(PageDate.visible("Stand: 28.04.2023, 10:15 Uhr")?.iso == "2023-04-28")
    #expect(PageDate.visible("2023/4/9 12:00")?.iso == "2023-04-09")
    #expect(PageDate.visible("28/04/2023")?.iso == "2023-04-28")
    #expect(PageDate.visible("03/04/2023") == nil)
    #expect(PageDate.visible("version 1.2.3") == nil)
    #expect(PageDate.inAddress("https://quai.example/2023/04/28/port")?.iso == "2023-04-28")
    #expect(PageDate.inAddress("https://quai.example/2023/44/28/port") == nil)
  }
}
