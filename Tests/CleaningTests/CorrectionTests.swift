import DataFiles
import Stories
import Testing

@testable import Cleaning

/// What the reader said of a line holds whatever the rules say.
@Suite struct CorrectionTests {
  private static let first =
    "Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi."
  private static let last =
    "Les pêcheurs, eux, attendent de voir : la criée ne reprendra que lundi, et plusieurs ont déjà vendu ailleurs."

  private static let text = """
    Le port rouvre

    Par Anne Le Goff

    \(first)

    Merci de votre visite au port.

    PUBLICITÉ

    \(last)
    """

  private func cleaner(_ files: (String, String)...) throws -> Cleaner {
    let own = try files.map { try Profile.parse(DataFile(text: $0.1, name: $0.0)).0 }
    return Cleaner(
      profiles: Checkout.profiles.profiles + own, model: Checkout.model?.0,
      pageModel: Checkout.pageModel?.0)
  }

  private func clean(
    _ text: String, _ corrections: [Correction] = [], as format: Capture.Format = .text,
    publisher: String? = nil,
    with cleaner: Cleaner? = nil
  ) throws -> Story {
    var capture = Capture(bytes: Array(text.utf8), text: text, format: format, publisher: publisher)
    capture.corrections = corrections
    return try (cleaner ?? self.cleaner()).story(from: capture).get()
  }

  @Test func aRemovedLineComesBackWhereItStood() throws {
    let story = try clean(Self.text, [Correction("PUBLICITÉ", isStory: true)])
    #expect(story.body == [Self.first, "Merci de votre visite au port.", "PUBLICITÉ", Self.last])
    #expect(!story.removed.contains { $0.text == "PUBLICITÉ" })
  }

  @Test func aParagraphGoesAndSaysWhy() throws {
    let said = Correction("Merci de  votre\u{A0}visite au port.", isStory: false)
    let story = try clean(Self.text, [said])
    #expect(story.body == [Self.first, Self.last])
    #expect(
      story.removed.contains(RemovedLine("Merci de votre visite au port.", rule: "own.correction")))
    #expect(story.byline == ["Anne Le Goff"])
  }

  /// A capture that is long enough for the model to label it.
  private static let long = """
    Le port rouvre ce matin

    Par Anne Le Goff

    Partager cet article

    \(first)

    « Nous avons tenu les délais », assure la cheffe du chantier, qui remercie les équipes restées chaque nuit.

    La digue avait cédé en février, sous une houle que personne au bureau du port n’avait vue depuis trente ans.

    PUBLICITÉ

    Il a fallu draguer la passe, refaire deux cents mètres de quai et remplacer les portes rouillées de l’écluse.

    La facture approche les quatre millions d’euros, dont la région paie la moitié et la commune un petit dixième.

    \(last)

    Inscrivez-vous à notre newsletter
    """

  @Test func theModelKeepsToItToo() throws {
    let before = try clean(Self.long)
    #expect(!before.body.contains("PUBLICITÉ"))
    let line = try #require(before.removed.first { $0.text == "PUBLICITÉ" })
    #expect((line.probability ?? 0) > 0.5)
    let middle = try #require(before.body.first { $0.hasPrefix("La digue") })
    let story = try clean(
      Self.long, [Correction("PUBLICITÉ", isStory: true), Correction(middle, isStory: false)])
    let (place, next) = (
      story.body.firstIndex(of: "PUBLICITÉ"), story.body.firstIndex { $0.hasPrefix("Il a fallu") }
    )
    #expect(place != nil && place.map { $0 + 1 } == next, "it stands where it stood")
    #expect(!story.body.contains(middle))
    #expect(story.removed.contains(RemovedLine(middle, rule: "own.correction")))
    let own = "name = \"Le Fanal\"\nkeep = [\"Publicité\"]\n[rules.own]\nlines = [\"\(middle)\"]\n"
    let ruled = try clean(
      Self.long, publisher: "Le Fanal", with: try cleaner(("own-le-fanal.toml", own)))
    #expect(ruled.body.contains("PUBLICITÉ"))
    #expect(ruled.removed.contains(RemovedLine(middle, rule: "own-le-fanal.own")))
  }

  /// The line would be a standfirst by its looks, above the one that is.
  private static let credited = """
    Un vote sous tension pour le nouveau maire de Port-Laouen

    Un vote sous tension pour le nouveau maire de Port-Laouen
    Tous droits réservés Reuters
    Par Anne Le Goff
    Partager cet article
    Partager cet articleClose Button

    Le « conseil » du port se réunit samedi dans un climat agité, marqué par la colère des « cirés jaunes ».

    Le rendez-vous était prévu de longue date, mais prend une tout autre dimension. Samedi, alors que les \
    « cirés jaunes » entameront leur troisième marche, le conseil, fort de quarante membres, élira son maire.

    Prévu d’abord à la criée, place du Môle, le vote a été déplacé au fort du Gorlé, pour des raisons de \
    sécurité. Les organisateurs craignaient la présence des marcheurs, alors qu’un défilé est prévu sur le quai.

    « Le dispositif sera lourd, parce qu’il y a du monde, mais pas différent de ce qui se fait d’habitude. »

    Sources additionnelles • AP

    Partager cet article

    À découvrir également

    Le port rouvre à la navigation

    La carte des lanternes éteintes
    """

  @Test func aLineThatIsKeptIsNotGluedToTheStandfirst() throws {
    let kept = "Tous droits réservés Reuters"
    let before = try clean(Self.credited, publisher: "EuronewsFR")
    #expect(before.removed.contains { $0.text == kept })
    let own = "name = \"EuronewsFR\"\nkeep = [\"\(kept)\"]\n"
    for story in [
      try clean(Self.credited, publisher: "EuronewsFR", with: try cleaner(("own-euronewsfr.toml", own))),
      try clean(Self.credited, [Correction(kept, isStory: true)], publisher: "EuronewsFR"),
    ] {
      #expect(story.standfirst == before.standfirst)
      #expect(story.body == [kept] + before.body)
    }
  }

  @Test func aTitleIsNeverTakenOut() throws {
    let story = try clean(Self.text, [Correction("Le port rouvre", isStory: false)])
    #expect(story.title == "Le port rouvre")
  }

  @Test func aPageKeepsToItToo() throws {
    let long = (1...12).map { "Partager sur Facebook, Twitter, WhatsApp et LinkedIn \($0)" }.joined(
      separator: " ")
    let page = """
      <html><body><article><h1>Le port rouvre</h1><p>\(Self.first)</p><div class="share">\(long)</div>
      <p>Merci de votre visite au port.</p>\((1...9).map { "<p>\($0). \(Self.last)</p>" }.joined())</article></body></html>
      """
    let before = try clean(page, as: .html)
    let note = try #require(before.removed.first { $0.text.hasPrefix("Partager sur") })
    #expect(note.text == long)
    // Archives have corrections of the beginnings that were shown once.
    let story = try clean(
      page,
      [
        Correction(String(long.prefix(300)), isStory: true),
        Correction("Merci de votre visite au port.", isStory: false),
      ],
      as: .html)
    #expect(story.body.contains(long), "all of it comes back, not only what was shown")
    #expect(!story.body.contains("Merci de votre visite au port."))
    let again = try clean(page, [Correction(long, isStory: false)], as: .html)
    #expect(again.removed.contains { $0.text == note.text })
  }

  @Test func aStandfirstOfTheMetadataCanBeTakenOut() throws {
    let lead = "Après trois semaines de travaux, les bateaux reviennent enfin au quai nord de la ville."
    let page = """
      <html><head><meta name="description" content="\(lead)"></head><body><article><h1>Le port rouvre</h1>
      <p class="standfirst">\(lead)</p><p>\(Self.first)</p><p>\(Self.last)</p></article></body></html>
      """
    #expect(try clean(page, as: .html).standfirst == lead)
    let story = try clean(page, [Correction(lead, isStory: false)], as: .html)
    #expect(story.standfirst == nil)
    #expect(!story.body.contains(lead))
  }

  @Test func thePersonsOwnProfileAddsToThePublishers() throws {
    let own = """
      name = "Le Fanal"
      keep = ["Publicité"]
      [rules.own]
      lines = ["Merci de votre visite au port."]
      """
    let bundled = """
      name = "Le Fanal"
      names = ["Fanal"]
      hosts = ["fanal.example"]
      [rules.furniture]
      lines = ["Publicité"]
      """
    let both = try cleaner(("fanal.toml", bundled), ("own-le-fanal.toml", own))
    let story = try clean(Self.text, publisher: "Fanal", with: both)
    #expect(story.body == [Self.first, "PUBLICITÉ", Self.last])
    #expect(
      story.removed.contains(RemovedLine("Merci de votre visite au port.", rule: "own-le-fanal.own")))
    let other = try clean(Self.text, publisher: "La Marée", with: both)
    #expect(other.body == [Self.first, "Merci de votre visite au port.", Self.last])
    let corrected = try clean(
      Self.text, [Correction("PUBLICITÉ", isStory: false)], publisher: "Fanal", with: both)
    #expect(!corrected.body.contains("PUBLICITÉ"), "a story's own correction comes first")
  }

  @Test func anOwnRuleMayBeALongLine() throws {
    let own = "name = \"Le Fanal\"\n[rules.own]\nlines = [\"\(Self.last) \(Self.last) \(Self.last)\"]\n"
    let text = "Le port rouvre\n\n\(Self.first)\n\n\(Self.last) \(Self.last) \(Self.last)\n"
    let story = try clean(
      text, publisher: "Le Fanal", with: try cleaner(("own-le-fanal.toml", own)))
    #expect(story.body == [Self.first])
  }

  @Test func aFaultyOwnProfileIsToldByLine() throws {
    let file = try DataFile(text: "name = \"Le Fanal\"\nkeep = 3\n", name: "own-le-fanal.toml")
    let (_, faults) = Profile.parse(file)
    #expect(faults.map(\.description) == ["own-le-fanal.toml:2: \"keep\" should be a list of strings"])
  }
}
