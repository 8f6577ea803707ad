import Stories
import Testing

@testable import Cleaning

private let first =
  "Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord."
private let second =
  "La capitainerie compte sur une vingtaine de voiliers par jour, selon son directeur, qui n’exclut pas une fermeture en mai."
private let third =
  "Les pêcheurs, eux, attendent la criée de lundi : la glace manque encore, et deux chambres froides restent à réparer."

private func page(_ body: String, head: String = "") -> String {
  "<html lang=\"fr\"><head><title>Le port rouvre aux voiliers</title>\(head)</head><body>\(body)</body></html>"
}

private func capture(_ html: String) -> Capture {
  Capture(bytes: [], text: html, format: .html, url: "https://quai.example/villes/port")
}

private func rules(_ html: String) throws -> PageRules {
  let reading = try #require(PageReading(capture(html), Checkout.cleaner.library))
  return try #require(PageRules(reading))
}

private let whole = page(
  """
  <nav><a href="/">Accueil du site</a></nav>
  <article><h1>Le port rouvre aux voiliers</h1><p>\(first)</p><p>\(second)</p><p>\(third)</p>
  <div class="share">Partager cet article</div></article>
  <footer>Mentions légales</footer>
  """, head: "<meta property=\"og:title\" content=\"Le port rouvre aux voiliers\">")

@Suite struct PageRulesTests {
  @Test func everyLineOfAPageIsThereWithWhatTookItOut() throws {
    let rules = try rules(whole)
    #expect(
      rules.lines.map(\.text) == [
        "Accueil du site", "Le port rouvre aux voiliers", first, second, third, "Partager cet article",
        "Mentions légales",
      ])
    #expect(rules.lines.map(\.dropped) == ["menu", nil, nil, nil, nil, "share", "footer"])
    #expect(rules.isRuled == [false, true, true, true, true, false, false])
    #expect(rules.told.filter { $0.isOpen }.map(\.text) == [first, second, third])
  }

  @Test func elementsAroundTheStorySayNothingOfItsLines() throws {
    let inner = "<article><p>\(first)</p><p>\(second)</p><p>\(third)</p></article>"
    let story = try cleanPage(page("<ul><li class=\"lead\">\(inner)</li></ul>"))
    #expect(story.blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph])
    #expect(story.standfirst == nil)
  }

  @Test func relatedHeadlinesEndWhereTheStoryGoesOn() throws {
    let html = page(
      """
      <article><h1>Le port rouvre aux voiliers</h1><p>\(first)</p>
      <h3>À lire aussi</h3><p><a href="/ville/criee">La criée reprend lundi après un mois d’arrêt</a></p>
      <p>\(second)</p><p>\(third)</p></article>
      """)
    let story = try cleanPage(html)
    #expect(story.body == [first, second, third])
    #expect(story.related.map(\.title) == ["La criée reprend lundi après un mois d’arrêt"])
  }

  @Test func aHeadingOfRelatedOnesWithoutAnyTakesNoParagraphs() throws {
    let html = page(
      "<article><p>\(first)</p><h3>Read more</h3><p>\(second)</p><p>\(third) <a href=\"/a\">La glace manque</a></p></article>"
    )
    #expect(try cleanPage(html).body.count == 3)
  }

  @Test func moreLinesThanPeopleReadAreCounted() throws {
    let html = page("<p>\(first)</p>" + String(repeating: "mot<br><br>", count: PageLines.most + 10))
    let story = try cleanPage(html)
    #expect(story.removed.last?.rule == "general.too-long")
    #expect(story.removed.last?.text == "… 33 bytes")
  }
}

@Suite struct PageLabelTests {
  @Test func theWeightsLoadWithoutAFault() throws {
    let loaded = try #require(Checkout.pageModel)
    #expect(loaded.faults.isEmpty)
  }

  @Test func theyAreWrittenAsTheyWereRead() throws {
    let model = try #require(Checkout.pageModel).0
    let (again, faults) = SequenceModel.parse(Array(model.text(PageSpace()).utf8), PageSpace())
    #expect(faults.isEmpty)
    #expect(again.weights == model.weights && again.steps == model.steps)
  }

  @Test func featuresHaveNamesOfTheirOwn() {
    let space = PageSpace()
    for index in stride(from: 0, to: space.count, by: 97) {
      #expect(space.index(space.name(index)) == index)
    }
    #expect(space.count < Int(UInt16.max))
  }

  @Test func paragraphsAreTheStory() throws {
    let story = try cleanPage(whole)
    #expect(story.body == [first, second, third])
    let removed = try #require(story.removed.first { $0.text == "Partager cet article" })
    #expect(removed.rule == "general.share")
    #expect(try #require(removed.probability) > 0.5)
  }

  @Test func everyLineOfAPageIsExplained() throws {
    let lines = Checkout.cleaner.explanation(of: capture(whole))
    #expect(lines.map(\.text) == ["Le port rouvre aux voiliers"] + (try rules(whole).lines.map(\.text)))
    #expect(lines.filter { $0.label == "body" }.map(\.text) == [first, second, third])
    let share = try #require(lines.first { $0.text == "Partager cet article" })
    #expect(share.rule == "general.share" && share.probability != nil)
    let body = try #require(lines.first { $0.text == first })
    #expect(try #require(body.probability) > 0.5)
  }

  @Test func theSamePageGivesTheSameStory() throws {
    #expect(try cleanPage(whole) == cleanPage(whole))
  }
}

@Suite struct CalendarTests {
  private let calendar = Checkout.cleaner.library.calendar

  @Test(arguments: [
    ("Publié le 13 mai 2026 à 10h24", "2026-05-13"), ("Wednesday, May 13th, 2026", "2026-05-13"),
    ("Mittwoch, 13. Mai 2026", "2026-05-13"), ("1er août 2025", "2025-08-01"),
    ("13 de marzo de 2024, 08:00", "2024-03-13"), ("13 września 2024", "2024-09-13"),
    ("3 марта 2023 г.", "2023-03-03"), ("2026年5月13日", "2026-05-13"), ("2026년 5월 13일", "2026-05-13"),
    ("Stand: 28.04.2023", "2023-04-28"), ("Fr 28.04.23 | 14:07 Uhr", "2023-04-28"),
    ("Am 2. Dezember 2019 aktualisiert", "2019-12-02"),
  ])
  func datesAreReadInManyLanguages(text: String, day: String) {
    #expect(calendar.date(in: text)?.day.iso == day)
  }

  @Test(arguments: [
    "Il y a trois jours", "May the 40 2026", "1999", "mars 2024", "13 mai", "Mai 2024 et 3",
    "Version 10.04.23", "Les sondes 10.04.23 : 14:07",
  ])
  func halfADateIsNone(text: String) {
    #expect(calendar.date(in: text) == nil)
  }

  @Test func theDateOnAPageIsTheStorys() throws {
    let html = page(
      "<header><h1>Le port rouvre aux voiliers</h1><p>Mittwoch, 13. Mai 2026</p></header><article><p>\(first)</p><p>\(second)</p></article>"
    )
    #expect(try cleanPage(html).date?.day.iso == "2026-05-13")
  }
}

@Suite struct PageHeadTests {
  @Test func authorsAreFoundByTheirNumberInTheGraph() throws {
    let data = """
      {"@graph": [{"@type": "NewsArticle", "headline": "Le port rouvre aux voiliers",
      "author": {"@id": "#p7"}}, {"@type": "Person", "@id": "#p7", "name": "Jo Ray"}]}
      """
    let head = "<script type=\"application/ld+json\">\(data)</script>"
    #expect(try cleanPage(page("<p>\(first)</p><p>\(second)</p>", head: head)).byline == ["Jo Ray"])
  }

  @Test(arguments: ["Anna Muster (amu)", "Anna Muster"])
  func signsOfANewsroomAreNoNames(author: String) throws {
    let head = "<meta name=\"author\" content=\"\(author)\">"
    #expect(try cleanPage(page("<p>\(first)</p><p>\(second)</p>", head: head)).byline == ["Anna Muster"])
  }

  @Test func aNameBehindTheLastParagraphSigns() throws {
    let html = page(
      "<article><h1>Le port rouvre aux voiliers</h1><p>\(first)</p><p>\(second)</p>"
        + "<p style=\"text-align:right\"><strong>Lê Phương</strong></p></article>")
    let story = try cleanPage(html)
    #expect(story.byline == ["Lê Phương"] && story.body == [first, second])
  }

  @Test func reviewsOfClaimsAreArticlesToo() throws {
    let data = """
      {"@graph": [{"@type": "ClaimReview", "name": "Le port rouvre", "datePublished": "2026-05-13 15:44"}]}
      """
    let head = "<script type=\"application/ld+json\">\(data)</script>"
    #expect(try cleanPage(page("<p>\(first)</p><p>\(second)</p>", head: head)).date?.day.iso == "2026-05-13")
  }

  @Test func aBylineMayStandBesideTheDate() throws {
    let html = page(
      "<article><h1>Le port rouvre aux voiliers</h1><p>25.04.24 | 14:07 | Par Jo Ray</p><p>\(first)</p>"
        + "<p>\(second)</p></article>")
    #expect(try cleanPage(html).byline == ["Jo Ray"])
  }

  @Test func aLongHeadingAboveTheTextIsTheStandfirst() throws {
    let lead = "La ville a promis trois semaines de travaux, il en a fallu cinq"
    let html = page(
      "<article><h1>Le port rouvre aux voiliers</h1><h2>\(lead)</h2><p>\(first)</p><p>\(second)</p></article>"
    )
    let story = try cleanPage(html)
    #expect(story.standfirst == lead)
    #expect(story.body == [first, second])
  }

  @Test(arguments: [
    ("<title>Le port rouvre aux voiliers | Le Fanal | 28.04.2023</title>", ""),
    ("<title>Le port rouvre</title>", "28.04.2023 – "),
  ])
  func aDateMayStandInTheTitleOrBeforeTheText(title: String, lead: String) throws {
    let html =
      "<html><head>\(title)</head><body><article><p>\(lead)\(first)</p>"
      + "<p>\(second)</p></article></body></html>"
    #expect(try cleanPage(html, url: nil).date?.day.iso == "2023-04-28")
  }

  @Test func embeddedPostsAreReadInTheirPlace() throws {
    let post = "<blockquote class=\"twitter-tweet\"><p>Le quai nord est ouvert, venez !</p></blockquote>"
    let story = try cleanPage(
      page("<article><p>\(first)</p>\(post)<p>\(second)</p><p>\(third)</p></article>"))
    #expect(story.blocks.map(\.kind) == [.paragraph, .embed, .paragraph, .paragraph])
    #expect(story.body.count == 4)
  }

  /// Words of classes are told apart, each by a number of its own.
  @Test func classesHaveNumbersOfTheirOwn() throws {
    let classes = ["harbour", "lighthouse", "ferry", "quay"]
    let paragraph = "Le port rouvre ce matin après trois semaines de travaux, selon la capitainerie du quai."
    let numbers = try classes.map { name in
      let page = "<html><body><p class=\"\(name)\">\(paragraph)</p></body></html>"
      let sample = try #require(
        Checkout.cleaner.pageSample(of: Capture(bytes: [], text: page, format: .html)))
      let single = Checkout.cleaner.pageFeatures.single[0]
      return Set(sample.lines.features.map(Int.init).filter { single.contains($0) })
    }
    #expect(Set(numbers).count == classes.count && numbers.allSatisfy { !$0.isEmpty })
  }
}
