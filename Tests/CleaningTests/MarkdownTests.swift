import Stories
import Testing

@testable import Cleaning

private let first =
  "Le phare de Kerbras s’allumera de nouveau dimanche, trois ans après l’incendie qui avait détruit sa lanterne."
private let second =
  "Chaque vitre a été taillée à la main, puis montée par des plongeurs restés sur place durant tout l’hiver."
private let third =
  "Les pêcheurs s’en félicitent, eux qui réclamaient ce feu depuis que deux chalutiers se sont échoués là."

/// Text captures that are written in Markdown.
@Suite struct MarkdownTests {
  private let page = """
    [Accueil](https://quai.example/) | [Mer](https://quai.example/mer) | [Ports](/ports)

    # Le phare de Kerbras s’allume

    ![Le phare au matin](https://quai.example/phare.jpg)

    Le phare de **Kerbras** s’allumera de nouveau *dimanche*, trois ans après [l’incendie](https://quai.example/feu "Le feu") qui avait détruit sa lanterne.

    ## Ce qui change

    * Le feu porte à *vingt* milles.
    * Une antenne remplace le gardien.

    > Un phare éteint est un caillou de plus.

    | Année | Portée |
    | --- | ---: |
    | 1864 | 16 milles |
    | 2026 | 20 milles |

    Chaque vitre a été taillée à la main, puis montée par des plongeurs restés sur place durant tout l’hiver.

    \(third)
    """

  @Test func marksBecomeWhatTheyMean() throws {
    let story = try clean(page)
    #expect(story.title == "Le phare de Kerbras s’allume")
    #expect(
      story.blocks == [
        Block(.paragraph, first), Block(.heading, "Ce qui change", level: 2),
        Block(.item, "Le feu porte à vingt milles."), Block(.item, "Une antenne remplace le gardien."),
        Block(.quote, "Un phare éteint est un caillou de plus."),
        Block(.table, "Année\tPortée\n1864\t16 milles\n2026\t20 milles"), Block(.paragraph, second),
        Block(.paragraph, third),
      ])
    #expect(story.removed.contains(RemovedLine("Le phare au matin", rule: "general.picture")))
    #expect(story.removed.contains(RemovedLine("Accueil | Mer | Ports", rule: "general.menu")))
  }

  @Test(arguments: [
    "Title: Le phare de Kerbras s’allume | Le Quai\n\nURL Source: https://quai.example/phare\n\nPublished Time: 2026-03-12T07:15:00Z\n\nMarkdown Content:\n",
    "---\ntitle: \"Le phare de Kerbras s’allume\"\nsource: https://quai.example/phare\npublished: 2026-03-12\nauthor:\n  - \"[[Soizic Le Bihan]]\"\ntags: [mer, phare]\n---\n",
  ])
  func theHeadOfAReaderServiceIsRead(head: String) throws {
    let story = try clean(
      head + [first, second, "[Le port](https://quai.example/port)", third].joined(separator: "\n\n"))
    #expect(story.title == "Le phare de Kerbras s’allume")
    #expect(story.url == "https://quai.example/phare")
    #expect(story.date?.day.iso == "2026-03-12")
    #expect(story.body.contains(first) && story.body.contains(second) && story.body.contains(third))
    #expect(head.contains("author") == (story.byline == ["Soizic Le Bihan"]))
    #expect(!story.body.contains { $0.contains("Source") || $0.contains("tags") })
  }

  @Test func theHeadOfAMailIsRead() throws {
    let story = try clean(
      "From: Le Quai <lettre@quai.example>\nSubject: Le phare de Kerbras\n s’allume\nDate: Thu, 12 Mar 2026 07:15:00 +0100\n\n\(first)\n\n\(second)\n"
    )
    #expect(story.title == "Le phare de Kerbras s’allume")
    #expect(story.date?.day.iso == "2026-03-12")
    #expect(story.body == [first, second])
  }

  @Test(arguments: [
    ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"), ("snake_case_name", "snake_case_name"),
    ("**gras** et _italique_", "gras et italique"),
    ("un \\*astérisque\\*", "un *astérisque*"), ("[texte](u(1) \"t\") fin", "texte fin"),
    ("[non] lien", "[non] lien"),
    ("`code` et ~~barré~~", "code et barré"), ("a<br>b <https://quai.example>", "a b https://quai.example"),
    ("[![Logo](l.png)](/) Titre", "Titre"), ("un f*** de plus", "un f*** de plus"),
  ])
  func aLineLosesItsMarksOnly(line: String, plain: String) {
    #expect(MarkdownInline.read(line).plain == plain)
  }

  @Test func aTextWithHashtagsIsNoMarkdown() {
    #expect(!Markdown.isMarkdown("#phare #mer\n\nVoir [1] et (2).\n\n# 3 en mer"))
  }

  @Test func bracketsWithoutEndTakeLittleTime() throws {
    let story = try clean("# Le phare\n\n# Fin\n\n" + String(repeating: "[", count: 60_000) + "\n\n" + first)
    #expect(story.body.contains(first))
  }
}

/// Other things that text captures are.
@Suite struct TextFormTests {
  @Test func aCaptureOfOneLineHasAShortTitleAndABody() throws {
    let line = "Le Quai Mer Ports Le phare s’allume \(first) \(second) \(third) Mentions légales"
    let story = try clean(line)
    #expect(story.title.count <= 120)
    #expect(story.body == [line])
  }

  @Test func fieldsOfFormsAreNoText() throws {
    let story = try clean(
      "Le phare s’allume\n\n\(first)\n\n[            ]Je m’inscris\n\n\(second)\n\n\(third)")
    #expect(story.body == [first, second, third])
    #expect(story.removed == [RemovedLine("[            ]Je m’inscris", rule: "general.form")])
  }

  @Test func rowsWithBarsAreATable() throws {
    let rows = ["Poste | Devis | Payé", "Lanterne | 1,6 M€ | 1,9 M€", "Toit | 0,7 M€ | 0,8 M€"]
    let story = try clean(
      ([
        "Le phare s’allume", "Par Anne Le Goff", first, rows.joined(separator: "\n"), second, third,
        "PUBLICITÉ",
      ])
      .joined(separator: "\n\n"))
    #expect(
      story.blocks.contains(
        Block(.table, "Poste\tDevis\tPayé\nLanterne\t1,6 M€\t1,9 M€\nToit\t0,7 M€\t0,8 M€")))
  }

  @Test func linesWithHyphensBelowEachOtherAreItems() throws {
    let story = try clean(
      "Le phare s’allume\n\n\(first)\n\n- Samedi : la fête\n- Dimanche : le feu\n\n\(second)")
    #expect(
      story.blocks.filter { $0.kind == .item }.map(\.text) == ["Samedi : la fête", "Dimanche : le feu"])
  }

  /// Every bracket was looked behind, and every mark compared with all before it.
  @Test(arguments: ["[", "_a ", "a* ", "<b "]) func linesOfOpenMarksTakeTimeByTheirLength(_ piece: String) {
    let line =
      "# T\n\n- a\n\n" + String(repeating: piece, count: 60_000) + String(repeating: "a* ", count: 60_000)
    #expect(!MarkdownInline.read(line).plain.isEmpty)
  }
}

/// Other stories that a text names between its paragraphs.
@Suite struct SeeAlsoTests {
  @Test(arguments: [
    "À lire aussi : Un quai de plus pour Castelvar", "Lire aussi Un quai de plus pour Castelvar",
  ])
  func whatIsGluedToAParagraphOrStandsAloneIsRelated(line: String) throws {
    let glued = "\(second)\(line)"
    for lines in [[first, glued, third], [first, second, line, third]] {
      let story = try clean(
        (["Le phare s’allume", "Par Anne Le Goff", "PUBLICITÉ"] + lines).joined(separator: "\n\n"))
      #expect(story.related.map(\.title) == ["Un quai de plus pour Castelvar"])
      #expect(((story.standfirst.map { [$0] } ?? []) + story.body) == [first, second, third])
    }
  }
}
