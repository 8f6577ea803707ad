import Stories
import Testing

@testable import Cleaning

private let prose = (1...5).map { number in
  "<p>Le bac numéro \(number) traverse de nouveau la rade, toutes les vingt minutes, et par tous les temps, dit-on "
    + "à la capitainerie du port.</p>"
}.joined()

private func cleaned(head: String = "", above: String, title: String = "Le bac reprend mardi") throws -> Story
{
  try cleanPage(
    """
    <html lang="fr"><head><title>\(title)</title>\(head)</head><body><header><a href="/">Le Quai du soir</a></header>
    <article><h1>Le bac reprend mardi</h1>\(above)\(prose)</article></body></html>
    """, url: nil)
}

/// Date, byline, title and source as a page says them beside its text.
@Suite struct PageFactsTests {
  @Test func theDateBelowTheStandfirstIsTheStorys() throws {
    let story = try cleaned(
      above: """
        <p class="chapo">Après trois semaines de panne, les îliens retrouvent leur bac, et les touristes aussi.</p>
        <p class="byline">Par Lise Garrec</p><p class="date">Publié le 12 mars 2026 à 8h15</p>
        """)
    #expect(story.date?.day.iso == "2026-03-12")
  }

  @Test func theDayOfPublicationGoesBeforeThatOfAChange() throws {
    let story = try cleaned(
      above: "<p class=\"date\">Mis à jour le 14 mars 2026 à 9h — Publié le 12 mars 2026 à 8h15</p>")
    #expect(story.date?.day.iso == "2026-03-12")
  }

  @Test func namesAreDecodedBeforeTheyAreTakenApart() throws {
    let linked = """
      {"@type":"NewsArticle","headline":"Le bac","author":{"@type":"Person","name":"Ma&euml;lle Garrec"},
      "publisher":{"name":"Le Courrier de l&#039;&Icirc;le"}}
      """
    for script in [linked, "<!--\n\(linked)\n-->", "//<![CDATA[\n\(linked)\n//]]>"] {
      let story = try cleaned(head: "<script type=\"application/ld+json\">\(script)</script>", above: "")
      #expect(story.byline == ["Maëlle Garrec"] && story.source == "Le Courrier de l'Île")
    }
  }

  @Test(arguments: ["WebCMS 4.2", "admin"]) func aProgramIsNobodyBesideTheNameOnThePage(_ name: String) throws
  {
    let story = try cleaned(
      head: "<meta name=\"dc.creator\" content=\"\(name)\"><meta name=\"author\" content=\"\(name)\">",
      above: """
        <p class="chapo">Après trois semaines de panne, les îliens retrouvent leur bac, et les touristes aussi.</p>
        <p class="byline">Par Lise Garrec, au Passage, avec Jos Abgrall (photos) et AFP</p>
        """)
    #expect(story.byline.first == "Lise Garrec")
  }

  @Test func theSitesNameLeavesTheTitleWhereverThePageSaysIt() throws {
    let page = """
      <html lang="fr"><head><title>Plus/Moins - Le bac reprend – Le Quai du soir</title></head><body>
      <header><a href="/">Le Quai du soir</a></header><article>\(prose)</article></body></html>
      """
    #expect(try cleanPage(page, url: nil).title == "Plus/Moins - Le bac reprend")
  }

  @Test func aHeadlineGluedToAParagraphTakesNoOtherLineAway() throws {
    let last = "Le dernier mot revient au capitaine, qui ne dit rien, et regarde la rade jusqu’au soir."
    let glued =
      "Les îliens retrouvent leur bac après trois semaines de panne, et les touristes aussi."
      + "À lire aussi : Un quai de plus pour Castelvar"
    let story = try cleaned(above: "<p>\(glued)</p><p>\(last)</p>")
    let told =
      ([story.standfirst ?? ""] + story.body + story.removed.map(\.text) + story.related.map(\.title))
      .joined(separator: "\n")
    #expect(told.contains(last) && told.contains("Castelvar"))
    #expect((1...5).allSatisfy { told.contains("Le bac numéro \($0) traverse") })
  }

  @Test func aMajorityIsNoUpdate() throws {
    let story = try cleaned(
      above: """
        <p class="chapo">Après trois semaines de panne, les îliens retrouvent leur bac, et les touristes aussi.</p>
        <p>Le 3 mai 2019, une majorité votait le bac.</p>
        """)
    #expect(story.date == nil)
  }

  @Test func signsInDataStaySigns() {
    #expect(PageData.html("<p>Il écrit &lt;b&gt; au tableau.</p>") == "<p>Il écrit &lt;b&gt; au tableau.</p>")
    #expect(PageData.html("&lt;p&gt;Le bac passe.&lt;/p&gt;") == "<p>Le bac passe.</p>")
  }

  @Test func theTitleOfADrawingInATableIsToldOnce() throws {
    let story = try cleaned(
      above:
        "<table><tr><td><svg><title>Une ancre</title></svg></td><td>Quai</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    #expect(story.removed.count { $0.text.contains("Une ancre") } <= 1)
  }

  @Test func aNameIsToldOnceAndASiteLeavesTheTitleInFrontToo() throws {
    let story = try cleaned(
      head:
        "<meta name=\"author\" content=\"Lise Garrec, Lise Garrec\"><meta property=\"og:site_name\" content=\"Le Quai\">"
        + "<meta property=\"og:title\" content=\"Le Quai - Un bac pour tous les îliens\">",
      above: "")
    #expect(story.byline == ["Lise Garrec"] && story.title == "Un bac pour tous les îliens")
  }

  @Test func aPageOfMoreLinesThanAreReadIsDoubtful() throws {
    let story = try cleaned(above: String(repeating: "<div>Mercredi</div>", count: 100_100))
    #expect(story.doubt != nil)
  }
}
