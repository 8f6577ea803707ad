import DataFiles
import Stories
import Testing

@testable import Cleaning

private let first = """
  Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord.
  """
private let second = """
  « Nous avons tenu les délais », assure la cheffe du chantier, qui remercie les équipes restées sur place chaque nuit.
  """

private let profile = """
  name = "Le Quai"
  hosts = ["quai.example"]

  [[layouts]]
  name = "new"
  from = "2022"
  title = ["h1.t"]
  byline = [".who a"]
  date = ["time"]
  standfirst = [".lead"]
  body = [".text"]
  strip = [".promo"]
  related = [".more a"]

  [[layouts]]
  name = "old"
  until = "2021-12"
  body = ["#text"]
  related-headings = ["h4.see"]
  """

private func story(_ html: String, time: String? = nil, profile toml: String = profile) throws -> Story {
  let parsed = Profile.parse(try DataFile(text: toml, name: "quai.toml"))
  #expect(parsed.1.isEmpty)
  var capture = Capture(bytes: [], text: html, format: .html, url: "https://www.quai.example/port")
  capture.time = time.flatMap { StoryDate(iso: $0, origin: .metadata)?.instant }
  let profiles = Checkout.profiles.profiles.filter { $0.id == "general" }
  return try Cleaner(profiles: profiles + [parsed.0], model: nil).story(from: capture).get()
}

private func page(title: String = "Le port rouvre enfin", classes: String = "text") -> String {
  """
  <html><head><meta property="og:title" content="Le port rouvre enfin - édition du matin">
  <meta name="author" content="Rédaction"></head><body>
  <h1 class="t">\(title)</h1><div class="who">Par <a>Ana Le Goff</a></div><time datetime="2023-03-14">hier</time>
  <p class="lead">Six ans de vase et un chantier que personne ne voulait ouvrir.</p>
  <div class="\(classes)"><p>\(first)</p><div class="promo">Abonnez-vous à notre offre de printemps.</div><p>\(second)</p>
  <div class="more"><a href="/digue">La digue attendra encore un hiver</a></div></div>
  <h3>À lire aussi</h3><ul><li><a href="/autre">Un tout autre titre sans rapport</a></li></ul></body></html>
  """
}

@Suite struct LayoutTests {
  @Test func aLayoutSaysWhereThePartsStand() throws {
    let story = try story(page())
    #expect(story.profile == ProfileMatch(profile: "quai", layout: "new"))
    #expect(story.title == "Le port rouvre enfin")
    #expect(story.byline == ["Ana Le Goff"])
    #expect(story.date?.iso == "2023-03-14")
    #expect(story.standfirst == "Six ans de vase et un chantier que personne ne voulait ouvrir.")
    #expect(story.body == [first, second])
    #expect(
      story.related == [
        RelatedLink(title: "La digue attendra encore un hiver", url: "https://www.quai.example/digue")
      ])
    #expect(
      story.removed.contains(RemovedLine("Abonnez-vous à notre offre de printemps.", rule: "quai.strip")))
  }

  @Test func whereNoneFitsTheGeneralCleanerDecides() throws {
    let story = try story(page(classes: "corps"))
    #expect(story.profile == ProfileMatch(profile: "quai", layout: nil))
    #expect(story.body.contains(first))
    #expect(story.byline == ["Rédaction"])
  }

  @Test func aTitleThatThePageContradictsIsNotBelieved() throws {
    #expect(try story(page(title: "Nos offres du moment")).profile?.layout == nil)
  }

  @Test func aBodyWithHardlyAnyTextIsNotBelieved() throws {
    let html = page(classes: "corps").replacing("<h3>", with: "<div class='text'>Trop peu.</div><h3>")
    #expect(try story(html).profile == ProfileMatch(profile: "quai", layout: nil))
  }

  @Test func aLayoutHoldsInItsTime() throws {
    let old = page(classes: #"text" id="text"#)
    #expect(try story(old, time: "2023-05-01").profile?.layout == "new")
    let undated = old.replacing("2023-03-14", with: "x")
    #expect(try story(undated, time: "2021-12-31").profile?.layout == "old")
    // The file may be a copy: the story is old, so its page may be too.
    let written = old.replacing("2023-03-14", with: "2019-03-14").replacing(
      "class=\"text\"", with: "class='x'")
    #expect(try story(written, time: "2026-05-01").profile?.layout == "old")
    // A page without a capture's time: a story of 2023 was never laid out as in 2021.
    let html = page().replacing("class=\"text\"", with: "id='text'")
    #expect(try story(html).profile?.layout == nil)
    #expect(try story(html.replacing("2023-03-14", with: "x")).profile?.layout == "old")
  }

  @Test func headingsLeadToRelatedLinks() throws {
    let html = page().replacing("2023-03-14", with: "2019-03-14").replacing(
      "class=\"text\"", with: "id='text'"
    ).replacing(
      "<h3>", with: "<div><h4 class='see'>"
    )
    .replacing("</h3>", with: "</h4>").replacing("</ul>", with: "</ul></div>")
    let story = try story(html, time: "2020-01-01")
    #expect(story.profile?.layout == "old")
    #expect(story.related.map(\.title) == ["Un tout autre titre sans rapport"])
  }

  @Test func whatALayoutKeepsStaysWhateverItsClassesSay() throws {
    let note = "Une lettre du quai, que la dame du phare écrivait le soir."
    let html = page().replacing("\(second)</p>", with: "\(second)</p><p class=\"newsletter\">\(note)</p>")
    #expect(try story(html).body == [first, second])
    let keeping = profile.replacing("strip = ", with: "keep = [\".newsletter\"]\nstrip = ")
    #expect(try story(html, profile: keeping).body == [first, second, note])
  }

  @Test func aParagraphThatIsTheDescriptionStaysInTheBody() throws {
    let html = page().replacing("<p>\(second)</p>", with: "").replacing("class=\"lead\"", with: "class=\"x\"")
      .replacing("<head>", with: "<head><meta name=\"description\" content=\"\(first)\">")
    let story = try story(html)
    #expect(story.profile?.layout == "new")
    #expect(story.standfirst == nil)
    #expect(story.body == [first])
  }

  @Test func aProfileWithoutLayoutsIsNotCounted() throws {
    #expect(try story(page(), profile: "name = \"Le Quai\"\nhosts = [\"quai.example\"]").profile == nil)
  }

  @Test func faultsNameTheirLines() throws {
    let text = """
      name = "Le Quai"
      [[layouts]]
      name = "a"
      body = [".text"]
      [[layouts]]
      name = "a"
      from = "2023-13"
      titel = ["h1"]
      body = [
        "p:hover",
        ".text",
      ]
      strip = 5
      [[layouts]]
      from = "2023"
      until = "2022"
      """
    let (profile, faults) = Profile.parse(try DataFile(text: text, name: "quai.toml"))
    #expect(profile.layouts.map(\.name) == ["a", "a"])
    #expect(profile.layouts.last?.body.count == 1)
    #expect(
      faults.map(\.description) == [
        "quai.toml:8: unknown key \"titel\" (did you mean \"title\"?)",
        "quai.toml:7: \"from\" should be a day, a month or a year in quotes: \"2023-05-17\"",
        "quai.toml:9: the selector \"p:hover\" cannot be used: :hover is not supported",
        "quai.toml:13: \"strip\" should be a list of selectors",
        "quai.toml:5: a second layout is named \"a\"",
        "quai.toml:16: \"until\" lies before \"from\"",
        "quai.toml:14: a layout needs a \"body\"",
      ])
  }
}
