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

  @Test func noDateIsGuessedFromAnAddressOrTheText() throws {
    #expect(try clean("Titre\n\n\(prose)", url: "https://e.example/2015/11/17/a").date == nil)
    #expect(try clean("Titre\n\n\(prose)\n\nLe 17 novembre 2015").date == nil)
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
