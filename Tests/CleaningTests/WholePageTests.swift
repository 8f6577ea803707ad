import Stories
import Testing

@testable import Cleaning

private let paragraphs = [
  "Le moulin de Kervoal tourne de nouveau depuis dimanche, vingt-deux ans après que sa dernière aile était tombée dans le champ.",
  "Une douzaine de bénévoles ont taillé les engrenages dans du chêne de la commune, un samedi sur deux, sans jamais savoir s’ils finiraient.",
  "« On a eu plus de visiteurs ce matin qu’en dix ans », dit Soazig Menguy, qui moud la farine du marché et tient le registre des entrées.",
  "La commune paiera l’entretien des ailes ; l’association garde la recette des crêpes et promet d’ouvrir le premier dimanche de chaque mois.",
]

private func text(_ range: Range<Int>) -> String {
  paragraphs[range].map { "<p>\($0)</p>" }.joined()
}

private func page(_ body: String, head: String = "") -> String {
  """
  <!DOCTYPE html><html lang="fr"><head><title>Le moulin tourne</title>\(head)</head><body>
  <header><nav><a href="/">Accueil</a><a href="/mer">Mer</a></nav></header>\(body)
  <footer><p>Mentions légales</p></footer></body></html>
  """
}

/// Text that scripts would show, at the place where they would.
@Suite struct ShownByScriptTests {
  @Test func partsOfAStreamedPageStandWhereTheirTemplatesWait() throws {
    let story = try cleanPage(
      page(
        """
        <main><h1>Le moulin tourne</h1>\(text(0..<1))<!--$?--><template id="B:0"></template><p>Un instant</p><!--/$--></main>
        <div hidden id="S:0">\(text(1..<2))<template id="P:2"></template></div><script>$RC=function(a,b){};$RC("B:0","S:0")</script>
        <div hidden id="S:2">\(text(2..<4))</div><script>$RS("S:2","P:2")</script>
        """))
    #expect(story.body.filter { $0 != "Un instant" } == paragraphs)
  }

  @Test func theyStandThereAlsoWhereACaptureHasNoScripts() throws {
    let story = try cleanPage(
      page(
        "<main><h1>Le moulin tourne</h1>\(text(0..<1))<template id=\"B:a\"></template></main><div hidden id=\"S:a\">\(text(1..<4))</div>"
      ))
    #expect(story.body == paragraphs)
  }

  @Test func partsThatHoldOneAnotherStayWhereTheyAre() throws {
    let story = try cleanPage(
      page(
        """
        <main>\(text(0..<4))</main><div hidden id="S:0"><p>un</p><template id="B:1"></template></div>
        <div hidden id="S:1"><p>deux</p><template id="B:0"></template></div><script>$RC("B:0","S:0");$RC("B:1","S:1")</script>
        """))
    #expect(story.body == paragraphs)
    #expect(story.removed.contains { $0.text.contains("un") && $0.text.contains("deux") })
  }

  @Test func aShadowTreeIsReadInItsElement() throws {
    let story = try cleanPage(
      page(
        "<main><h1>Le moulin tourne</h1><news-text><template shadowrootmode=\"open\"><style>p{margin:0}</style><div>\(text(0..<4))</div></template></news-text></main>"
      ))
    #expect(story.body == paragraphs)
  }

  @Test func aCopyForReadersWithoutScriptsIsReadWhereThereIsNoOther() throws {
    let alone = page(
      "<main><h1>Le moulin tourne</h1><div id=\"app\"></div><noscript><div>\(text(0..<4))</div></noscript></main>"
    )
    #expect(try cleanPage(alone).body == paragraphs)
    let beside = page(
      "<main>\(text(0..<4))<noscript><p>Activez les scripts de la page.</p></noscript></main>")
    let story = try cleanPage(beside)
    #expect(story.body == paragraphs)
    #expect(story.removed.contains { $0.text.contains("Activez") && $0.rule == "general.hidden" })
  }

  @Test func whatAFoldHidesIsRead() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le moulin tourne</h1><div>\(text(0..<2))<button>Lire la suite</button><div style=\"display: none\">\(text(2..<4))</div></div></article>"
      ))
    #expect(story.body == paragraphs)
    #expect(story.removed.contains { $0.text == "Lire la suite" })
  }

  @Test func anAccordionsHeadingsAndTextsAreRead() throws {
    let items = [
      "<div><h3><button>Qui l’a relevé ?</button></h3><div hidden>\(text(2..<3))</div></div>",
      "<div><h3><button>Qui paiera ?</button></h3><div hidden>\(text(3..<4))</div></div>",
    ]
    let story = try cleanPage(
      page(
        "<article><h1>Le moulin tourne</h1><div>\(text(0..<2))<section>\(items.joined())</section></div></article>"
      ))
    #expect(
      story.body == paragraphs[..<2] + ["Qui l’a relevé ?", paragraphs[2], "Qui paiera ?", paragraphs[3]])
  }

  @Test func aHiddenCopyAndAHiddenDialogAreNot() throws {
    let story = try cleanPage(
      page(
        """
        <article><h1>Le moulin tourne</h1><div>\(text(0..<4))<div style="display:none">\(text(0..<2))</div>
        <div class="modal" hidden><p>Recopiez ce texte chez vous, à condition de nommer ceux qui l’ont écrit et de ne rien y changer.</p></div></div></article>
        """))
    #expect(story.body == paragraphs)
    #expect(story.removed.filter { $0.rule == "general.hidden" }.count == 3)
  }

  @Test func aPageThatIsAllHiddenIsStillRead() throws {
    let story = try cleanPage(
      page("<div aria-hidden=\"true\"><main><h1>Le moulin</h1>\(text(0..<4))</main></div>"))
    #expect(story.body == paragraphs)
  }

  @Test func aStoryThatStandsInLinkedDataOnlyIsRead() throws {
    let body = paragraphs.joined(separator: "\\n\\n")
    let data = """
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Le moulin tourne", "articleBody": "\(body)"}</script>
      """
    #expect(try cleanPage(page("<main id=\"root\"></main>", head: data)).body == paragraphs)
  }

  @Test(arguments: [
    #"<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"article":{"html":"HTML"}}}}</script>"#,
    #"<script>window.__INITIAL_STATE__ = {"story":{"id":"a1","html":"HTML","more":[{"title":"Le pont ferme"}]}};</script>"#,
  ]) func aStoryThatStandsInAFrameworksStateOnlyIsRead(_ script: String) throws {
    let story = try cleanPage(
      page(
        "<div id=\"root\"></div>" + script.replacing("HTML", with: text(0..<4).replacing("/", with: "\\/"))))
    #expect(story.body == paragraphs)
  }

  @Test func aStoryInAListOfBlocksOfDataIsRead() throws {
    let blocks = paragraphs.map { "{\"type\":\"paragraph\",\"text\":\"\($0)\"}" }.joined(separator: ",")
    let story = try cleanPage(
      page(
        "<div id=\"root\"></div><script type=\"application/json\">{\"page\":{\"blocks\":[\(blocks)],\"nav\":[{\"text\":\"Le large\"}]}}</script>"
      ))
    #expect(story.body == paragraphs)
  }

  @Test func aPageForPhonesIsReadLikeAnyOther() throws {
    let story = try cleanPage(
      """
      <!doctype html><html amp lang="fr"><head><title>Le moulin tourne</title><style amp-boilerplate>body{visibility:hidden}</style>
      <noscript><style amp-boilerplate>body{visibility:visible}</style></noscript></head><body><amp-sidebar id="side" hidden><ul><li>Mer</li></ul></amp-sidebar>
      <article><h1>Le moulin tourne</h1><amp-img src="x"></amp-img>\(text(0..<2))<amp-ad></amp-ad>\(text(2..<4))</article></body></html>
      """)
    #expect(story.body == paragraphs)
  }
}

/// No class takes the story away.
@Suite struct ClassNameTests {
  @Test(arguments: [
    "has-comments", "no-sidebar", "with-related", "ad-free", "menu-open", "layout--without-ads",
    "comments-open",
    "hide-share", "overflow-hidden", "hidden md:block", "comments", "sidebar", "ad",
  ]) func aClassOnTheStorysElementLosesNothing(_ name: String) throws {
    let story = try cleanPage(
      page(
        "<div class=\"\(name)\"><article><h1>Le moulin tourne</h1>\(text(0..<4))</article></div><aside><p>Le phare de Roscanvel se visite chaque dimanche de juin, de dix heures à midi.</p></aside>"
      ))
    #expect(story.body == paragraphs)
  }

  @Test func theyAreStillReadOnWhatIsNot() throws {
    let story = try cleanPage(
      page(
        """
        <article><h1>Le moulin tourne</h1>\(text(0..<2))<div class="box has-shadow sidebar"><p>Le phare se visite chaque dimanche de juin.</p></div>
        \(text(2..<4))</article><div class="comments"><p>Bravo aux bénévoles, la vue de là-haut est superbe et la farine aussi.</p></div>
        """))
    #expect(story.body == paragraphs)
  }
}

/// A story that cleaning would leave hardly anything of is not believed.
@Suite struct DoubtTests {
  @Test func theFullerReadingIsTakenWhereLittleIsKept() throws {
    // Rules alone, which take what stands below a line like that for readers' comments.
    let rules = Cleaner(profiles: Checkout.profiles.profiles, model: nil)
    let rest = (0..<12).map { "<p>\($0 + 1). \(paragraphs[$0 % 4]) \(paragraphs[($0 + 1) % 4])</p>" }.joined()
    let html = page(
      "<article><h1>Le moulin tourne</h1><p>\(paragraphs[0]) \(paragraphs[1]) \(paragraphs[2])</p><h2>Commentaires</h2>\(rest)</article>"
    )
    let story = try rules.story(from: Capture(bytes: [], text: html, format: .html)).get()
    #expect(story.doubt == .incomplete)
    #expect(story.body.count > 10)
  }

  @Test func aPageWithoutRunningTextSaysSo() throws {
    let bare = page("<main><h1>Le moulin tourne</h1></main>")
    #expect(try cleanPage(bare).doubt == .noText)
  }

  @Test func aWholeStoryIsNotDoubted() throws {
    #expect(try cleanPage(page("<main><h1>Le moulin tourne</h1>\(text(0..<4))</main>")).doubt == nil)
  }
}
