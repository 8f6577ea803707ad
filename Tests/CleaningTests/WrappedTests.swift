import Stories
import Testing

@testable import Cleaning

/// How a program lays out paragraphs as text.
struct Manner: CustomStringConvertible, Sendable {
  var description: String
  var width: Int
  var indent = 0
  /// More columns before a paragraph's first line.
  var opening = 0
  var isSpaced = true
  /// Lines end some columns before the margin, now more and now less.
  var isRagged = false

  func text(_ paragraphs: [String]) -> String {
    paragraphs.map { lines($0).joined(separator: "\n") }.joined(separator: isSpaced ? "\n\n" : "\n")
  }

  private func lines(_ paragraph: String) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin + String(repeating: " ", count: opening)
    var isFirst = true
    for word in paragraph.split(separator: " ") {
      let room = width - (isRagged ? lines.count % 3 * 3 : 0)
      if !isFirst, line.count + 1 + word.count > room {
        lines.append(line)
        (line, isFirst) = (margin, true)
      }
      line += (isFirst ? "" : " ") + word
      isFirst = false
    }
    return lines + [line]
  }

  static let all =
    [48, 60, 72, 80, 100].flatMap { width in
      [
        Manner(description: "w3m", width: width), Manner(description: "lynx", width: width, indent: 3),
        Manner(description: "no blank lines", width: width, isSpaced: false),
        Manner(description: "indented openings", width: width, opening: 3, isSpaced: false),
        Manner(description: "PDF", width: width, isRagged: true),
      ]
    }
}

/// Text whose lines were broken at a margin.
@Suite struct WrappedTests {
  private let french = [
    "Le phare de Kerbras s’allumera de nouveau dimanche, trois ans après l’incendie qui avait détruit sa lanterne. La commune l’a annoncé mercredi, au terme d’un chantier que les marées ont interrompu à deux reprises.",
    "« Nous avons retrouvé le dessin de 1864 dans un grenier », raconte Soizic Le Bihan, qui a dirigé les travaux. Chaque vitre a été taillée à la main, puis montée par des plongeurs restés sur place tout l’hiver.",
    "Le gardien, lui, ne reviendra pas. Une antenne posée sur le toit suffira pour prévenir les navires, et la maison attenante deviendra un refuge pour les marcheurs du sentier côtier.",
    "Les pêcheurs s’en félicitent : ils réclamaient ce feu depuis longtemps. Deux chalutiers s’étaient échoués sur la pointe en novembre, sans faire de blessé.",
  ]
  private let english = [
    "The mill at Harrow Fold will grind flour again next month, forty years after its wheel stopped. Volunteers have rebuilt the sluice stone by stone, and the first sacks are meant for the village school.",
    "Martha Quill, who led the work, says that nobody had believed in it at first. She kept the plans in a biscuit tin and showed them to anyone who came by with a spare hour and a shovel.",
    "The council will pay for the roof, but for nothing else, and the rest must come from visitors. They will be shown around on Sundays by two retired millers from the next valley.",
  ]

  @Test(arguments: Manner.all) func everyParagraphStaysWhole(manner: Manner) throws {
    for paragraphs in [french, english] {
      let lines = Wrapped.joined("Un titre\n\n" + manner.text(paragraphs)).split(separator: "\n").map {
        Line.trim($0)
      }
      for paragraph in paragraphs { #expect(lines.contains { $0.contains(paragraph) }, "\(manner.width)") }
    }
  }

  @Test(arguments: Manner.all) func aWrappedStoryLosesNoParagraph(manner: Manner) throws {
    let story = try clean("Le phare de Kerbras s’allume\n\n" + manner.text(french))
    let text = ((story.standfirst.map { [$0] } ?? []) + story.body).joined(separator: "\n")
    for paragraph in french { #expect(text.contains(paragraph), "\(manner.width)") }
  }

  @Test func itemsAndHeadingsStandByThemselves() throws {
    let text = """
         Le phare

         Le phare de Kerbras s’allumera de nouveau dimanche, trois ans après
         l’incendie qui avait détruit sa lanterne et une partie de la tour, a
         fait savoir la commune mercredi.

        Ce qui change

           • Le feu porte à vingt milles, soit quatre de plus que celui que
             les marins connaissaient.
           • Une antenne remplace le gardien.
      """
    let lines = Wrapped.joined(text).split(separator: "\n").map { Line.trim($0) }
    #expect(
      lines == [
        "Le phare",
        "Le phare de Kerbras s’allumera de nouveau dimanche, trois ans après l’incendie qui avait détruit sa lanterne et une partie de la tour, a fait savoir la commune mercredi.",
        "Ce qui change",
        "• Le feu porte à vingt milles, soit quatre de plus que celui que les marins connaissaient.",
        "• Une antenne remplace le gardien.",
      ])
  }

  @Test func linesThatNobodyWrappedStayAsTheyAre() {
    let list = "Farine\nbeurre\nsel de mer\nune pincée de poivre\nlait tiède\nles œufs du jour\n"
    let headlines = (1...12).map { "Le port de Castelvar rouvre pour la \($0)e fois\n" }.joined()
    for text in [list, headlines, french.joined(separator: "\n")] { #expect(Wrapped.joined(text) == text) }
  }

  @Test func wordsPartedAtTheMarginAreWhole() {
    let text = """
      Le phare de Kerbras s’allumera de nouveau dimanche, an-
      nonce la commune, trois ans après l’incendie qui avait dé-
      truit sa lanterne et que personne n’a oublié, ni les pê-
      cheurs ni les marcheurs du sentier.
      """
    #expect(
      Wrapped.joined(text)
        == "Le phare de Kerbras s’allumera de nouveau dimanche, annonce la commune, trois ans après l’incendie qui avait détruit sa lanterne et que personne n’a oublié, ni les pêcheurs ni les marcheurs du sentier."
    )
  }

  @Test func numbersOfLinksAndTheirListAreNoText() throws {
    let text =
      "   [1]Le Quai\n\n   Le phare s’allume\n\n"
      + Manner(description: "", width: 72, indent: 3).text(
        french.map { $0.replacing("chantier", with: "[2]chantier") })
      + "\n\nReferences\n\n   Visible links\n   1. https://quai.example/\n   2. https://quai.example/chantier\n"
    let story = try clean(text)
    #expect(story.body.suffix(3) == french.suffix(3))
    #expect(story.body.contains(french[0]) || story.standfirst == french[0])
    #expect(
      story.removed.contains { $0.text == "2. https://quai.example/chantier" && $0.rule == "general.links" })
  }

  @Test(arguments: ["\u{2028}", "\u{2029}", "\r", "\r\n"]) func allLineEndsEndLines(end: String) throws {
    let story = try clean((["Le phare s’allume"] + french).joined(separator: end))
    #expect(story.title == "Le phare s’allume")
    #expect(story.body == french)
  }

  /// The short lines around them are a page's menus.
  @Test func paragraphsOnLinesOfTheirOwnAreNotWrapped() {
    let menu = [
      "Le phare de Kerbras s’allumera de nouveau dimanche", "les vidéos", "Navigation du journal", "à la une",
    ]
    let prose = (1...6).map { number in
      "Au jour \(number), les bateaux sont restés au port, et personne n’est sorti avant que le vent ne tombe, ni les "
        + "pêcheurs ni les gens du bac, qui attendaient sur le quai depuis la veille au soir."
    }
    let text = (menu + prose + menu.map { $0 + " du soir" }).joined(separator: "\n")
    #expect(Wrapped.joined(text) == text)
  }
}
