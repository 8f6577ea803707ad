import Stories
import Testing

@testable import Cleaning

private let prose = """
  Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord.
  """

@Suite struct SourceTests {
  @Test func thePersonsWordComesFirst() throws {
    let story = try clean("Titre\n\n\(prose)", url: "https://fr.euronews.com/a", publisher: "Le Quai")
    #expect(story.source == "Le Quai")
  }

  @Test func theAddressTellsThePublisher() throws {
    #expect(try clean("Titre\n\n\(prose)", url: "https://fr.euronews.com/2015/11/17/a").source == "Euronews")
    #expect(try clean("Titre\n\n\(prose)", url: "https://noteuronews.com/a").source == nil)
    #expect(try clean("Titre\n\n\(prose)", url: "javascript://euronews.com/a").source == nil)
  }

  @Test func linesThatOnlyOnePublisherHasTellIt() throws {
    let text = "Titre\n\nPartager cet articleClose Button\nPartager cet articleDiscussion\n\n\(prose)"
    #expect(try clean(text).source == "Euronews")
    #expect(try clean("Titre\n\nPartager cet articleDiscussion\n\n\(prose)").source == nil)
  }

  /// A text with a line that only the rule of `Le Quai` knows.
  private func ruled(
    url: String? = nil, publisher: String? = nil, record source: String?, asPage: Bool = false
  ) throws -> Story {
    var own = Profile(id: "own-le-quai")
    own.name = "Le Quai"
    own.names = ["Quai"]
    own.hosts = ["quai.example"]
    own.rules = [Profile.Rule(name: "own", lines: ["Merci de votre visite au port."])]
    let lines = ["Titre", prose, "Merci de votre visite au port.", prose + " Voilà."]
    let text = asPage ? lines.map { "<p>\($0)</p>" }.joined() : lines.joined(separator: "\n\n")
    var capture = Capture(
      bytes: [], text: text, format: asPage ? .html : .text, url: url, publisher: publisher)
    capture.given.source = source
    let cleaner = Cleaner(profiles: Checkout.profiles.profiles + [own], model: nil)
    return try cleaner.story(from: capture).get()
  }

  private func isRuled(_ story: Story) -> Bool {
    !story.body.contains("Merci de votre visite au port.")
  }

  @Test(arguments: ["Le Quai", "  le QUAI ", "Quai", "quai.example", "www.quai.example"])
  func aRecordTellsThePublisherWhoseRulesHold(_ source: String) throws {
    for isPage in [false, true] {
      let story = try ruled(record: source, asPage: isPage)
      #expect(story.source == "Le Quai")
      #expect(isRuled(story))
    }
  }

  @Test func thePersonsWordAndTheAddressGoBeforeTheRecord() throws {
    let said = try ruled(publisher: "La Marée", record: "Le Quai")
    #expect(said.source == "La Marée" && !isRuled(said))
    let addressed = try ruled(url: "https://fr.euronews.com/a", record: "Le Quai")
    #expect(addressed.source == "Euronews" && !isRuled(addressed))
    let other = try ruled(url: "https://ailleurs.example/a", record: "Le Quai")
    #expect(other.source == "Le Quai" && isRuled(other))
    let unknown = try ruled(record: "La Marée")
    #expect(unknown.source == "La Marée" && !isRuled(unknown))
  }

  @Test func aRecordsSourceIsLookedUpUnderTheNameThatItsStoryBears() throws {
    var capture = Capture(bytes: [], text: "Titre\n\n\(prose)", format: .text, url: "https://e.example/a")
    capture.given.source = " Le Quai "
    #expect(Checkout.cleaner.source(of: capture, []) == "Le Quai")
    #expect(try Checkout.cleaner.story(from: capture).get().source == "Le Quai")
  }

  @Test func noDateIsGuessedFromAnAddressOrTheText() throws {
    #expect(try clean("Titre\n\n\(prose)", url: "https://e.example/2015/11/17/a").date == nil)
    #expect(try clean("Titre\n\n\(prose) C’était le 17 novembre 2015.").date == nil)
  }

  @Test func thePagesOwnDateComesFirstThenThePersons() throws {
    var capture = Capture(bytes: [], text: "Titre\n\n\(prose)", format: .text)
    capture.date = StoryDate(year: 2014, month: 1, day: 2, origin: .manifest)
    #expect(try Checkout.cleaner.story(from: capture).get().date?.iso == "2014-01-02")
    capture.format = .html
    capture.text = """
      <meta property="article:published_time" content="2021-03-12"><h1>Titre</h1><p>\(prose)</p>
      """
    #expect(try Checkout.cleaner.story(from: capture).get().date?.iso == "2021-03-12")
  }
}
