import Stories
import Testing

@testable import Cleaning

/// Lists, tables and short lines between the paragraphs of text captures and below the last one.
@Suite struct TextListTests {
  private static let french = [
    "Le port de Castelvar rouvre ce matin après trois semaines de travaux ; les bateaux sont attendus à midi.",
    "« Nous avons tenu les délais », assure la cheffe du chantier, qui remercie les équipes restées chaque nuit.",
    "Les pêcheurs, eux, attendent de voir : la criée ne reprendra que lundi, et plusieurs ont vendu ailleurs.",
    "La mairie avait promis une réouverture avant l’été, et le budget a été tenu à quelques euros près.",
    "Une fête est prévue samedi sur le quai : les enfants y montreront les dessins qu’ils ont faits des grues.",
    "Le programme de la journée a été affiché hier à la capitainerie, où plusieurs habitants sont venus le lire.",
  ]
  private static let english = [
    "The harbour of Castelvar reopens this morning after weeks of works, and boats are expected before noon.",
    "“We kept to the schedule,” said the site manager, who thanked the crews that stayed through every night.",
    "The fishermen are waiting to see: the auction will resume only on Monday, and several have sold elsewhere.",
    "The town hall had promised a reopening before summer, and the budget was kept within a few pounds.",
    "A party is planned on Saturday, where the children of the schools will show their drawings of the cranes.",
    "The programme of the day was posted yesterday at the harbour office, where inhabitants came to read it.",
  ]
  private static let lists = [
    ["10 h : ouverture des quais", "12 h : repas des marins", "14 h : visite des grues", "18 h : concert"],
    ["• Samedi : visite des grues", "• Dimanche : repas des marins", "• Lundi : reprise de la criée"],
    ["Castelvar 3-2 Lannic", "Port-Guénolé 0-1 Brest", "Quimper 2-2 Vannes"],
    ["Gros œuvre\t1,6 M€\t1,9 M€", "Toiture\t0,7 M€\t0,8 M€", "Peinture\t0,1 M€\t0,1 M€"],
    ["Gros œuvre | 1,6 M€ | 1,9 M€", "Toiture | 0,7 M€ | 0,8 M€", "Peinture | 0,1 M€ | 0,1 M€"],
    ["1. Anne Le Goff, 23 min 12", "2. Paul Kerven, 23 min 40", "3. Luc Abgrall, 24 min 05"],
    ["1re régate : 10 mars – Castelvar", "2e régate : 8 avril – Lannic", "3e régate : 20 mai – Brest"],
    ["Lundi : 9 h - 12 h", "Mardi : 9 h - 18 h", "Mercredi : fermé", "Samedi : 10 h – 17 h"],
  ]

  /// The lines of all blocks; cells are separated by tabs.
  private func told(_ story: Story) -> [String] {
    story.blocks.flatMap { $0.text.split(separator: "\n").map(String.init) }
  }

  @Test(arguments: lists, [french, english])
  func aListBesideTheTextBelongsToIt(list: [String], paragraphs: [String]) throws {
    let items = list.map { $0.replacing("• ", with: "").replacing(" | ", with: "\t") }
    for place in [3, paragraphs.count] {
      let lines = paragraphs[..<place] + [list.joined(separator: "\n")] + paragraphs[place...]
      let story = try clean("Castelvar, 8 h\n\nPar Anne Le Goff\n\n" + lines.joined(separator: "\n\n"))
      let told = [story.standfirst ?? ""] + told(story)
      #expect(items.filter { !told.contains($0) } == [])
      #expect(paragraphs.filter { !told.contains($0) } == [])
    }
  }

  @Test func aMenuAboveTheFootIsNoList() throws {
    let story = try clean(
      "Castelvar, 8 h\n\n" + Self.french.joined(separator: "\n\n")
        + "\n\n• Mentions légales\n• Conditions générales\n• Gérer les cookies\n\n© La Vigie du Large 2026")
    #expect(story.body.last == Self.french.last)
  }

  @Test func aTextMayEndWithShortSentences() throws {
    let story = try clean(
      "Castelvar, 8 h\n\n" + Self.french.joined(separator: "\n\n")
        + "\n\nRendez-vous samedi.\n\nEntrée libre.")
    #expect(story.body.suffix(2) == ["Rendez-vous samedi.", "Entrée libre."])
  }

  @Test(arguments: [
    ["• Partager sur Facebook", "• Partager sur X", "• Copier le lien"],
    ["À lire aussi", "La criée reprend lundi matin", "Tram : la ligne D attend toujours"],
    ["© Le Courrier du Ponant 2026", "Tous droits réservés"],
    ["Abonnez-vous à partir de 1 €", "Je m’abonne"],
  ])
  func whatPagesHaveBelowATextDoesNot(lines: [String]) throws {
    let story = try clean(
      "Castelvar, 8 h\n\nPar Anne Le Goff\n\n" + Self.french.joined(separator: "\n\n") + "\n\n"
        + lines.joined(separator: "\n"))
    #expect([story.standfirst].compactMap(\.self) + story.body == Self.french)
  }

  @Test func creditsAndSignaturesBetweenParagraphsGo() throws {
    let caption =
      "Deux grues et un chaland attendent devant la digue du port de Castelvar, dont la mairie a promis la réouverture "
      + "avant l’été, et que les pêcheurs du port voisin ont vue changer de forme au fil de trois semaines, le mardi "
      + "3 mars 2026. (Eva Brandt/Ritzau via AP)"
    let lines = Self.french[..<2] + [caption, "Par Eva Brandt", "(Jos Abgrall / Ritzau)"] + Self.french[2...]
    let story = try clean("Castelvar, 8 h\n\n" + lines.joined(separator: "\n\n"))
    #expect([story.standfirst].compactMap(\.self) + story.body == Self.french)
  }

  @Test(arguments: [
    "Recevez notre newsletter chaque matin dans votre boîte mail.", "Voir les offres",
    "Subscribe to our newsletter and get the best offers in your inbox.", "Buy at Amazon for $24.99",
  ])
  func offersBetweenParagraphsGo(line: String) throws {
    let lines = Self.french[..<3] + [line] + Self.french[3...]
    let story = try clean("Castelvar, 8 h\n\nPar Anne Le Goff\n\n" + lines.joined(separator: "\n\n"))
    #expect([story.standfirst].compactMap(\.self) + story.body == Self.french)
  }
}
