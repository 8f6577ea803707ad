import Stories
import Testing

@testable import Cleaning

private let first = """
  Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord.
  """
private let second = """
  « Nous avons tenu les délais », assure la cheffe du chantier, qui remercie les équipes restées sur place chaque nuit.
  """

private func page(_ body: String, head: String = "") -> String {
  "<!DOCTYPE html><html lang=\"fr-FR\"><head>\(head)</head><body>\(body)</body></html>"
}

@Suite struct PageCleanerTests {
  @Test func theStorysElementIsFoundAmongFurniture() throws {
    let story = try cleanPage(
      page(
        """
        <nav><a href="/">Accueil</a> <a href="/sports">Sports</a></nav>
        <main><h1>Le port rouvre</h1><div class="share-bar">Partager</div>
        <div><p>\(first)</p><h2>Le chantier</h2><p>L&rsquo;&eacute;quipe &amp; ses d&#233;lais ont tenu, dit-on au port de la ville.</p>
        <blockquote><p>\(second)</p></blockquote><ul><li>un</li><li>deux</li></ul></div></main>
        <footer>Mentions légales</footer><script>var x = "p";</script>
        """))
    #expect(story.title == "Le port rouvre")
    #expect(story.language == "fr")
    #expect(story.blocks.map(\.kind) == [.paragraph, .heading, .paragraph, .quote, .item, .item])
    #expect(story.body[2] == "L’équipe & ses délais ont tenu, dit-on au port de la ville.")
  }

  @Test func metadataIsRead() throws {
    let story = try cleanPage(
      page(
        "<article><p>\(first)</p><p>\(second)</p></article>",
        head: """
          <title>Le port rouvre | Le Quai</title><link rel="canonical" href="https://quai.example/p/1">
          <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
          "headline": "Le port rouvre", "datePublished": "2021-03-12T10:24:00+01:00", "articleSection": ["Villes"],
          "author": [{"@type": "Person", "name": "Anne Le Goff"}, {"name": "par Jean Morel"}],
          "publisher": {"name": "Le Quai"}}]}</script>
          """))
    #expect(story.title == "Le port rouvre")
    #expect(story.byline == ["Anne Le Goff", "Jean Morel"])
    #expect(story.date?.iso == "2021-03-12T10:24:00+01:00")
    #expect(story.source == "Le Quai")
    #expect(story.section == "Villes")
    #expect(story.body == [first, second])
  }

  @Test func metaTagsServeWhereLinkedDataIsBroken() throws {
    let story = try cleanPage(
      page(
        "<p>\(first)</p>",
        head: """
          <script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>
          <meta property="og:title" content="Le port rouvre"><meta property="og:site_name" content="Le Quai">
          <meta name="author" content="Anne Le Goff"><meta property="article:published_time" content="2021-03-12">
          """), url: nil)
    #expect(story.title == "Le port rouvre")
    #expect(story.byline == ["Anne Le Goff"])
    #expect(story.date?.iso == "2021-03-12")
    #expect(story.source == "Le Quai")
    #expect(story.url == nil)
  }

  @Test func aStandfirstStandsInItsOwnElement() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le port rouvre</h1><p class=\"article__chapo\">\(second)</p><div><p>\(first)</p><p>\(first) Bis.</p></div></article>"
      ))
    #expect(story.standfirst == second)
    #expect(story.body == [first, first + " Bis."])
  }

  @Test func aDescriptionThatIsTheFirstParagraphStaysInTheBody() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le port rouvre</h1><p>\(first)</p><p>\(second)</p></article>",
        head: "<meta name=\"description\" content=\"\(first)\">"))
    #expect(story.standfirst == nil)
    #expect(story.body == [first, second])
  }

  @Test func relatedListsKeepTheirAddresses() throws {
    let story = try cleanPage(
      page(
        """
        <article><h1>Le port rouvre</h1><p>\(first)</p><p>\(second)</p></article>
        <section><h2>À lire aussi</h2><ul><li><a href="../criee?x=1">La criée reprend lundi matin</a></li>
        <li><a href="//m.quai.example/tram">Tram : la ligne D attend</a></li><li><a href="javascript:x()">Un lien qui ne mène nulle part</a></li></ul></section>
        """))
    #expect(
      story.related == [
        RelatedLink(title: "La criée reprend lundi matin", url: "https://quai.example/criee?x=1"),
        RelatedLink(title: "Tram : la ligne D attend", url: "https://m.quai.example/tram"),
      ])
    #expect(story.body == [first, second])
  }

  @Test func whatIsLeftOutIsRemembered() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le port rouvre</h1><p>\(first)</p><div class=\"newsletter-box\">Notre lettre du soir</div><p>\(second)</p></article>"
      ))
    #expect(story.removed.map(\.text) == ["Le port rouvre", "Notre lettre du soir"])
    #expect(story.removed.map(\.rule) == ["general.title-copy", "general.newsletter"])
  }

  @Test func tablesListsAndPreformattedTextKeepTheirShape() throws {
    let story = try cleanPage(
      page(
        """
        <article><p>\(first)</p><table><tr><th>Quai</th><th>Bateaux</th></tr><tr><td>nord</td><td>3</td></tr></table>
        <ol><li>un<ul><li>petit</li></ul></li></ol><pre>a
          b</pre><figure><img alt="x"><figcaption>Le quai nord</figcaption></figure><p>\(second)</p></article>
        """))
    #expect(
      story.blocks.dropFirst() == [
        Block(.table, "Quai\tBateaux\nnord\t3"), Block(.item, "un", ordered: true),
        Block(.item, "petit", level: 2), Block(.preformatted, "a\n  b"), Block(.caption, "Le quai nord"),
        Block(.paragraph, second),
      ])
  }

  @Test func twoLineBreaksAreAParagraph() throws {
    let story = try cleanPage(page("<div><p>\(first)<br>Suite.<br><br>\(second)</p></div>"))
    #expect(story.body == [first + " Suite.", second])
  }

  @Test func aPageWithoutAStoryKeepsItsWords() throws {
    #expect(try cleanPage("<body>AVANT APRES").title == "AVANT APRES")
    #expect(try cleanPage("<nav>Accueil</nav>").title == "Accueil")
    let empty = Capture(bytes: [], text: "<html><script>x</script>", format: .html)
    #expect(Checkout.cleaner.story(from: empty) == .failure(.noText))
  }
}
