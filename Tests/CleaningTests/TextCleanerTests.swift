import Stories
import Testing

@testable import Cleaning

private let first = """
  Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord.
  """
private let second = """
  « Nous avons tenu les délais », assure la cheffe du chantier, qui remercie les équipes restées sur place chaque nuit.
  """
private let third = """
  Les pêcheurs, eux, attendent de voir : la criée ne reprendra que lundi, et plusieurs ont déjà vendu dans le port voisin.
  """
private let fourth = """
  La mairie avait promis une réouverture avant l’été, et le budget, voté en janvier, a été tenu à quelques milliers d’euros près.
  """
private let fifth = """
  Une fête est prévue samedi sur le quai : les enfants des écoles y montreront les dessins qu’ils ont faits des grues.
  """

@Suite struct TextCleanerTests {
  @Test func proseKeepsEveryLine() throws {
    let story = try clean("Le port rouvre\n\n\(first)\n\nUn mot\n\nDeux\n\n\(second)")
    #expect(story.title == "Le port rouvre")
    #expect(story.body == [first, "Un mot", "Deux", second])
    #expect(story.removed.isEmpty)
    #expect(story.language == "fr")
  }

  @Test func theFirstLineOfProseIsItsTitle() throws {
    let story = try clean("AVANT le texte\nUne ligne qui ressemble plus à un titre\n\n\(first)")
    #expect(story.title == "AVANT le texte")
    #expect(story.body == ["Une ligne qui ressemble plus à un titre", first])
  }

  @Test func theHeadOfAnUnknownPublisherIsRead() throws {
    let story = try clean(
      """
      Le port rouvre

      Après trois semaines de travaux, les bateaux reviennent au quai nord.
      Par Anne Le Goff et Jean Morel
      Publié le 12/03/2021 à 10h24
      Temps de lecture : 3 min.
      Partager cet articleDiscussion

      \(first)

      \(second)
      """)
    #expect(story.byline == ["Anne Le Goff", "Jean Morel"])
    #expect(story.standfirst == "Après trois semaines de travaux, les bateaux reviennent au quai nord.")
    #expect(story.body == [first, second])
    #expect(
      story.removed.map { "\($0.rule) \($0.text)" } == [
        "general.date Publié le 12/03/2021 à 10h24", "general.date Temps de lecture : 3 min.",
        "general.share Partager cet articleDiscussion",
      ])
    #expect(story.date?.day.iso == "2021-03-12")
  }

  @Test func aParagraphBetweenButtonsAndAdvertisementIsTheStandfirst() throws {
    let story = try clean(
      "Titre du jour\n\nBy Jo Ray\nShare\n\n\(first)\n\nADVERTISEMENT\n\n\(second)\n\n\(third)")
    #expect(story.standfirst == first)
    #expect(story.body == [second, third])
    #expect(story.byline == ["Jo Ray"])
  }

  @Test func ratherNoStandfirstThanAWrongOne() throws {
    let story = try clean("Titre du jour\n\nPar Jo Ray\nPartager\n\n\(first)\n\n\(second)")
    #expect(story.standfirst == nil)
    #expect(story.body == [first, second])
  }

  @Test func furnitureInTheBodyGoes() throws {
    let story = try clean(
      "Le port rouvre\n\n\(first)\n\nPUBLICITÉ\n\nInscrivez-vous à la lettre du soir\n\n\(second)")
    #expect(story.body == [first, second])
    #expect(story.removed.map(\.rule) == ["general.advertisement", "general.newsletter"])
  }

  @Test func relatedHeadlinesFollowTheirHeading() throws {
    let story = try clean(
      """
      Le port rouvre

      \(first)

      À découvrir également

      La criée reprend lundi

      Tram : la ligne D attend toujours

      Copyright 2021
      """)
    #expect(story.related.map(\.title) == ["La criée reprend lundi", "Tram : la ligne D attend toujours"])
    #expect(story.body == [first])
    #expect(story.removed.map(\.text) == ["Copyright 2021"])
  }

  @Test func seeAlsoInsideTheBodyBecomesRelated() throws {
    let story = try clean(
      "Le port rouvre\n\n\(first)\n\nLire aussi : La criée reprend lundi matin\n\n\(second)")
    #expect(story.related.map(\.title) == ["La criée reprend lundi matin"])
    #expect(story.body == [first, second])
  }

  @Test func theStoryEndsAtTheComments() throws {
    let story = try clean(
      "Le port rouvre\n\n\(first)\n\n\(second)\n\n\(third)\n\nCommentaires\n\nMoi je trouve que ce port est très beau, vraiment, et vous ?"
    )
    #expect(story.body == [first, second, third])
    #expect(story.removed.first?.rule == "general.comments" && story.removed.count == 2)
  }

  @Test func whatReadersSayIsNoStory() throws {
    let said = "J’y étais hier, et personne ne m’a dit que le quai nord restait fermé le dimanche matin."
    let lines = ["Le port rouvre", first, second, third, fourth, fifth]
    let story = try clean(
      (lines + ["12 commentaires", "Luc", said, "Zoé", said + " Et toi ?"]).joined(separator: "\n\n"))
    #expect((story.standfirst.map { [$0] } ?? []) + story.body == Array(lines.dropFirst()))
    #expect(story.removed.contains { $0.text == said })
  }

  @Test func aCaptionThatStandsTwiceInARowIsNone() throws {
    let caption =
      "Le quai nord du port, vu depuis la jetée, au matin du premier jour de la reprise des travaux."
    let lines = ["Le port rouvre", first, second, caption, caption, third, first + " Oui.", second + " Oui."]
    let story = try clean(lines.joined(separator: "\n\n"))
    #expect(!story.body.contains(caption))
    #expect(story.body.contains(third))
  }

  @Test func captionsStayAsCaptions() throws {
    let story = try clean(
      "Le port rouvre\n\nPar Jo Ray\n\n\(first)\n\nLe quai nord, mardi. (ANNE ROUX / AFP)\n\n\(second)")
    #expect(story.blocks.map(\.kind) == [.paragraph, .caption, .paragraph])
  }

  @Test func subheadsStayAndMenusGo() throws {
    let story = try clean(
      "Le port rouvre\n\nPar Jo Ray\nPartager\n\n\(first)\n\nTrois semaines de chantier\n\n\(second)\n\n• Sports\n\n• Culture"
    )
    #expect(story.blocks.map(\.kind) == [.paragraph, .heading, .paragraph])
    #expect(story.removed.map(\.rule) == ["general.share", "general.menu", "general.menu"])
  }

  @Test func paragraphsWrappedByHandAreJoined() throws {
    let story = try clean(
      """
      Le port rouvre

      Le port rouvre ce matin après trois semaines de travaux, et
      les premiers bateaux sont attendus avant midi au quai nord,
      dit la capitainerie.
      """)
    #expect(story.body.count == 1)
  }

  @Test func aTitleThatStandsTwiceIsFoundBehindAMenu() throws {
    let story = try clean(
      "Menu\nAccueil Sports\nCulture\n\nLe port rouvre ce matin\n\nLe port rouvre ce matin\nPar Jo Ray\n\n\(first)"
    )
    #expect(story.title == "Le port rouvre ce matin")
    #expect(story.body == [first])
  }

  @Test func aCaptureWithoutTextIsAFault() {
    let capture = Capture(bytes: [], text: " \n\u{A0}\n\u{200B}", format: .text)
    #expect(Checkout.cleaner.story(from: capture) == .failure(.noText))
  }

  @Test func oneLineIsATitle() throws {
    #expect(try clean("x").title == "x")
    #expect(try clean("PUBLICITÉ").title == "PUBLICITÉ")
  }

  @Test(arguments: [
    [first, second], [first, second, third, first + " Oui.", second + " Oui.", third + " Oui."],
  ])
  func aTextWithoutATitleLosesNoParagraph(paragraphs: [String]) throws {
    let story = try clean(paragraphs.joined(separator: "\n\n"))
    #expect((story.standfirst.map { [$0] } ?? []) + story.body == paragraphs)
    #expect(paragraphs[0].hasPrefix(story.title.dropLast()) && story.title.hasSuffix("…"))
  }

  @Test func whatStandsThreeTimesIsSaidOfPictures() throws {
    let caption = "Le quai nord du port, vu depuis la jetée, au matin"
    let lines = [
      "Le port rouvre", first, caption, second, caption, third, caption, first + " Oui.", second + " Oui.",
    ]
    let story = try clean(lines.joined(separator: "\n\n"))
    #expect(!story.body.contains(caption))
    #expect(story.body.contains(third))
  }

  @Test func aCaptionAndItsCopyWithTheCreditAreNone() throws {
    let caption =
      "Le quai nord du port de Castelvar, vu depuis la jetée des pêcheurs, au matin du premier jour de la reprise."
    let lines = [
      "Le port rouvre", first, second, caption, caption + " Anne Roux", third, first + " Oui.",
      second + " Oui.",
    ]
    let story = try clean(lines.joined(separator: "\n\n"))
    #expect(!story.body.contains { $0.hasPrefix(caption) })
    #expect(story.body.contains(third))
  }

  @Test func aListWhoseLinesBeginAlikeStays() throws {
    let lines = (1...6).map {
      "Article \($0) : le préfet annonce que la digue numéro \($0) du port de Castelvar sera refaite."
    }
    let story = try clean((["Le port rouvre", first, second] + lines).joined(separator: "\n\n"))
    #expect(story.body.suffix(6) == lines[...])
  }

  @Test func whatIsSaidOfTheAuthorIsNoStory() throws {
    let author = "Anne Le Goff écrit sur les ports depuis vingt ans et vit à Castelvar avec ses deux chats."
    let lines = [
      "Le port rouvre", "Par Anne Le Goff", first, second, third, first + " Oui.", second + " Oui.", author,
    ]
    let story = try clean(lines.joined(separator: "\n\n"))
    #expect(story.byline == ["Anne Le Goff"])
    #expect(!story.body.contains(author))
  }

  @Test(arguments: [
    ("Reporting by Jo Ray, additional reporting by Sam Hill", ["Jo Ray"]), ("(©NTB)", ["NTB"]),
    ("© dpa-infocom, dpa:220312-99-100/2", ["dpa"]), ("Anne Le Goff", ["Anne Le Goff"]),
  ])
  func whoSignsBelowTheStoryWroteIt(sign: String, byline: [String]) throws {
    let lines = ["Le port rouvre", first, second, third, first + " Oui.", second + " Oui.", sign]
    let story = try clean(lines.joined(separator: "\n\n"))
    #expect(story.byline == byline)
    #expect(!story.body.contains(sign))
  }

  @Test func aLongLineOfFurnitureIsKnownByItsBeginning() throws {
    let cookies =
      "We use cookies and similar ways to know you again, to measure what you read, to show you what our partners wish to show you, and to keep the harbour lights on; you may say yes or no to each of these, and change your mind as often as the tide turns."
    let lines = [
      cookies, "Le port rouvre", first, second, third, first + " Oui.", second + " Oui.", third + " Oui.",
    ]
    #expect(try !clean(lines.joined(separator: "\n\n")).body.contains(cookies))
  }
}

/// What stands between a text capture and a lost story.
@Suite struct TextGuardTests {
  /// A model that takes every line for a credit.
  private var blind: Cleaner {
    let space = FeatureSpace()
    var model = SequenceModel(features: space.count)
    model.weights[space.index("bias.0") ?? 0][Int(Label.credit.rawValue)] = 40
    return Cleaner(profiles: Checkout.profiles.profiles, model: model)
  }

  @Test func whereHardlyAnythingIsLeftAPlainReadingIsTaken() throws {
    let paragraphs = ["", " Oui."].flatMap { end in [first, second, third, fourth, fifth].map { $0 + end } }
    let text = (["Le port rouvre", "PUBLICITÉ"] + paragraphs).joined(separator: "\n\n")
    let story = try blind.story(from: Capture(bytes: [], text: text, format: .text)).get()
    #expect(story.doubt == .incomplete)
    #expect(paragraphs.count { story.body.contains($0) } >= paragraphs.count - 1)
    #expect(try clean(text).doubt == nil)
  }

  @Test func aCaptureWithoutRunningTextSaysSo() throws {
    #expect(try clean("Le port rouvre").doubt == .noText)
  }
}
