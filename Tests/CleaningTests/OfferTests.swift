import Stories
import Testing

@testable import Cleaning

private let lead =
  "Le phare de Roc’h Vran s’éteindra deux nuits, le temps de changer une lampe qui date de 1974."
private let paragraphs = [
  "Le gardien a prévenu les pêcheurs par radio : les deux prochaines nuits, il faudra entrer au port à la bouée et au compas.",
  "La lampe neuve tient dans une main et consomme dix fois moins ; l’ancienne, de quarante kilos, ira au musée de la pêche.",
  "Le chenal restera balisé par trois feux posés sur des bouées, que la vedette des Phares relèvera dès dimanche matin.",
  "Une visite est prévue samedi pour les enfants du bourg, qui monteront les deux cent dix marches avec une lampe de poche.",
]

private func page(_ body: String, head: String = "") -> String {
  "<!DOCTYPE html><html lang=\"fr\"><head><title>Le phare s’éteint</title>\(head)</head><body>\(body)</body></html>"
}

private func text(_ range: Range<Int>) -> String { paragraphs[range].map { "<p>\($0)</p>" }.joined() }

private let offer = """
  <div class="encart"><h3>Lisez tout le journal</h3><p>Poursuivez pour 1 € par mois pendant un an, sans engagement et sans publicité aucune.</p>
  <ul><li>Toutes les archives</li><li>Le cahier des marées</li></ul><a href="/abonnement/essai">J’en profite</a></div>
  """

/// Offers of subscriptions are no part of the story around them.
@Suite struct OfferTests {
  @Test(arguments: [0, 2, 4]) func aBoxThatSellsASubscriptionIsRemoved(_ place: Int) throws {
    let body =
      "<article><h1>Le phare s’éteint</h1><p class=\"chapo\">\(lead)</p><div>\(text(0..<place))\(offer)\(text(place..<4))</div></article>"
    let story = try cleanPage(page(body))
    #expect(story.body.filter { $0 != lead } == paragraphs)
    let removed = story.removed.map(\.text).joined(separator: "\n")
    for line in ["Poursuivez pour 1 €", "Toutes les archives", "Le cahier des marées"] {
      #expect(removed.contains(line))
    }
    #expect(story.removed.contains { $0.rule == PageOffers.rule })
  }

  @Test func aPageWithNothingButAnOfferHasNoText() throws {
    let story = try cleanPage(
      page(
        "<article><h1>Le phare s’éteint</h1><p class=\"chapo\">\(lead)</p><div class=\"corps\">\(offer)</div></article>"
      ))
    #expect(story.body.filter { $0 != lead }.isEmpty)
    #expect(story.standfirst == lead || story.body == [lead])
  }

  @Test(arguments: [
    "Keep reading for $1 a week for the first year, then $12 a month.|/subscribe?x=1|Continue",
    "Weiterlesen: das erste Jahr für 2,50 € pro Monat, danach jederzeit kündbar.|https://abo.leuchtturm.example/|Weiter",
  ]) func itIsRemovedInOtherLanguages(_ sample: String) throws {
    let parts = sample.split(separator: "|")
    let box = "<section><p>\(parts[0])</p><p><a href=\"\(parts[1])\">\(parts[2])</a></p></section>"
    let story = try cleanPage(
      page("<article><h1>Le phare s’éteint</h1>\(text(0..<2))\(box)\(text(2..<4))</article>"))
    #expect(story.body == paragraphs)
  }

  @Test func aStoryAboutPricesKeepsThem() throws {
    let priced =
      "L’abonnement au bac passe de 31 € à 34 € par mois, une offre que <a href=\"/mer/bac-abonnement\">les insulaires</a> trouvent chère."
    let told =
      "L’abonnement au bac passe de 31 € à 34 € par mois, une offre que les insulaires trouvent chère."
    let story = try cleanPage(
      page("<article><h1>Le phare s’éteint</h1>\(text(0..<2))<p>\(priced)</p>\(text(2..<4))</article>"))
    #expect(story.body == paragraphs[..<2] + [told] + paragraphs[2...])
  }
}

/// What a page hides is read only where it goes on with the story.
@Suite struct HiddenPartsTests {
  private func body(_ hidden: String, after count: Int) throws -> Story {
    try cleanPage(
      page(
        "<article><h1>Le phare s’éteint</h1><p class=\"chapo\">\(lead) \(lead)</p><div>\(text(0..<count))<div style=\"display:none\">\(hidden)</div>\(text(count..<4))</div></article>"
      ))
  }

  @Test func aHiddenSummaryAboveTheParagraphsIsNot() throws {
    let summary =
      "<p>En bref, la lampe du phare sera changée ; les bateaux entreront sans elle pendant deux nuits, puis tout ira mieux.</p>"
    let story = try body(summary, after: 0)
    #expect(!story.body.contains { $0.hasPrefix("En bref") })
    #expect(story.removed.contains { $0.text.hasPrefix("En bref") && $0.rule == "general.hidden" })
  }

  @Test func aHiddenRepetitionInOtherMarkupIsNot() throws {
    let copy = paragraphs[0].split(separator: ",").joined(separator: ",</span><span>")
    let story = try body("<p><b>Relire.</b> <span>\(copy)</span></p><p>\(paragraphs[1]) Fin.</p>", after: 2)
    #expect(story.body.filter { $0 != lead + " " + lead } == paragraphs)
    #expect(story.removed.contains { $0.text.contains("Relire") && $0.rule == "general.hidden" })
  }

  @Test(arguments: [
    "<p>Pour 4,99 € par mois, lisez le journal du large sur tous vos écrans, y compris le dimanche et les jours de fête.</p>",
    "<p>Choisissez nos newsletters : recevez par courriel la lettre des abonnés, une offre par semaine et les alertes de l’inscription.</p>",
  ]) func aHiddenOfferIsNot(_ offer: String) throws {
    let story = try body(offer, after: 2)
    #expect(story.body.filter { $0 != lead + " " + lead } == paragraphs)
    #expect(story.removed.contains { $0.rule == "general.hidden" })
  }
}

/// Names of sites, and titles.
@Suite struct SiteNameTests {
  private func source(
    _ head: String, title: String = "Le phare s’éteint | La Vigie du Large", body: String = ""
  ) throws -> String? {
    let html = """
      <!DOCTYPE html><html lang="fr"><head><title>\(title)</title><link rel="canonical" href="https://vigie.example/mer/1">\(head)</head>
      <body><a href="/">La Vigie du Large</a><article><h1>Le phare s’éteint</h1>\(text(0..<4))</article></body></html>
      """
    return try cleanPage(html, url: "https://vigie.example/mer/1").source
  }

  private func meta(_ name: String) -> String { "<meta property=\"og:site_name\" content=\"\(name)\">" }

  @Test(arguments: [
    "Start", "Accueil", "Home", "Le phare s’éteint", "Le phare s’éteint | La Vigie du Large",
    "https://vigie.example", "www.vigie.example", "vigie.example",
  ])
  func whatIsNoNameGivesWayToTheNameElsewhere(_ name: String) throws {
    #expect(try source(meta(name)) == "La Vigie du Large")
    #expect(try source(meta(name) + "<meta name=\"application-name\" content=\"La Vigie\">") == "La Vigie")
    // A site may bear the name of its host.
    let alone = name == "vigie.example" ? name : nil
    #expect(try source(meta(name), title: "Le phare s’éteint", body: "") == alone)
  }

  @Test func aNameStays() throws {
    #expect(try source(meta("La Vigie")) == "La Vigie")
    #expect(try source(meta("Vigie.example")) == "Vigie.example")
  }

  @Test func aHostThatTwoPlacesCallTheSiteIsItsName() throws {
    #expect(try source(meta("vigie.example"), title: "Le phare s’éteint | vigie.example") == "vigie.example")
  }

  @Test func aTitleOfWholeParagraphsIsCutOff() throws {
    let long = Array(repeating: "Le phare s’éteindra deux nuits", count: 14).joined(separator: " et ")
    let html = page(
      "<article><h1>\(long)</h1>\(text(0..<4))</article>",
      head: "<meta property=\"og:title\" content=\"\(long)\">"
    ).replacing("<title>Le phare s’éteint</title>", with: "")
    let story = try cleanPage(html)
    #expect(story.title.count <= 300 && story.title.hasSuffix("…"))
    #expect(story.body == [long] + paragraphs)
    let short = try cleanPage(
      page("<article>\(text(0..<4))</article>", head: "<meta property=\"og:title\" content=\"\(long)\">"))
    #expect(short.title == "Le phare s’éteint")
  }
}

@Suite struct StandfirstCopyTests {
  @Test func aCopyOfTheStandfirstLeavesATrace() throws {
    let copy = lead.replacing("1974.", with: "1974 !")
    let html = page(
      "<article><h1>Le phare s’éteint</h1><p class=\"chapo\">\(lead)</p><div class=\"corps\"><p>\(copy)</p>\(text(0..<4))</div></article>"
    )
    let story = try cleanPage(html)
    #expect(story.standfirst == lead || story.standfirst == copy)
    #expect(story.body == paragraphs)
    let all = story.removed.map(\.text) + [story.standfirst ?? ""]
    #expect(all.contains { $0.contains(lead) } && all.contains { $0.contains(copy) })
  }

  @Test func theListOfSourcesOfAStoryKeepsItsLinks() throws {
    let links = ["Annales du phare, registre 12", "Carte marine 7123", "Journal de bord du gardien"]
    let items = links.enumerated().map { "<li><a href=\"https://archives.example/\($0)\">\($1)</a></li>" }
      .joined()
    let story = try cleanPage(
      page("<article><h1>Le phare s’éteint</h1>\(text(0..<4))<h2>Sources</h2><ul>\(items)</ul></article>"))
    #expect(story.body == paragraphs + ["Sources"] + links)
  }
}
