import Archive
import Cells
import Cleaning
import Foundation
import Glibc
import SQLiteArchive
import Screens
import Stories
import Theming
import Wording

@testable import Kiosque

/// A small archive written for the pictures, and a reader in front of it.
enum ReaderHarness {
  static func archive() throws -> SQLiteArchive {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    _ = try archive.save(entries(), import: number)
    _ = try archive.mark([2], read: true, at: 0)
    _ = try archive.mark([2, 4], starred: true, at: 0)
    return archive
  }

  /// The last frame after these keys were typed, all of the archive's answers in it.
  static func frame(_ size: Size, _ keys: [Key] = [], language: Language = .french) throws -> Frame {
    try frames(size, keys, language: language).last ?? Frame(size)
  }

  static func frames(
    _ size: Size, _ keys: [Key], language: Language = .french, timeout: Double = 60
  ) throws -> [Frame] {
    setlocale(LC_CTYPE, "C.UTF-8")
    let terminal = MemoryTerminal(size: size, keys: keys)
    let themes = ["ink", "monochrome", "paper"].map { Theme(name: $0, palette: .monochrome) }
    let state = State(size: size, language: language, themes: themes.map(\.name), theme: "ink")
    let archive = try archive()
    let rules = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: rules) }
    let corrector = Corrector(archive: archive, rules: OwnRules(folder: rules.path)) {
      Pipeline(profiles: [general])
    }
    ReaderSession(
      terminal: terminal, archive: archive, themes: themes, state: state, timeout: timeout,
      waitsForAnswers: timeout > 0, corrector: corrector, moreThemes: { (themes, []) }
    ).run()
    return terminal.frames
  }

  /// What the captures below need.
  private static var general: Profile {
    var general = Profile(id: "general")
    general.rules = [Profile.Rule(name: "advertisement", lines: ["Publicité"])]
    general.bylines = ["Par"]
    general.related = ["À découvrir également"]
    return general
  }

  /// Keys as they are typed: characters, and `<enter>`, `<tab>`, `<esc>`, `<back>`, `<down>`.
  static func keys(_ script: String) -> [Key] {
    let names: [String: Key] = [
      "<enter>": .enter, "<tab>": .tab, "<esc>": .escape, "<back>": .backspace, "<down>": .down,
    ]
    var rest = script[...]
    var keys: [Key] = []
    while let first = rest.first {
      if let name = names.first(where: { rest.hasPrefix($0.key) }) {
        keys.append(name.value)
        rest = rest.dropFirst(name.key.count)
      } else {
        keys.append(.character(first))
        rest = rest.dropFirst()
      }
    }
    return keys
  }

  private static func entries() -> [PreparedCapture] {
    [
      entry(
        "Le phare s'est rallumé : personne ne sait pourquoi", "2026-03-14T18:20:00+01:00", "La Marée",
        by: ["Ana Le Goff"], standfirst: "Trois nuits de suite, la lanterne du Gorlé a brillé sans gardien.",
        [
          Block(
            .paragraph,
            "À Port-Laouen, on n’avait plus vu la lumière depuis l‘hiver 1998. « Je croyais rêver ! » dit la "
              + "patronne du café des Quais, qui l'a aperçue la première, vers 23:40."),
          Block(.heading, "Une lanterne scellée", level: 2),
          Block(
            .paragraph,
            "Le service des phares assure que la porte est restée fermée. Une enquête est ouverte ; "
              + "le maire, lui, demande qu'on n'éteigne rien avant dimanche."),
          Block(.quote, "La mer rend tout, même la lumière."),
        ],
        related: [
          RelatedLink(title: "Vieux port : six ans de vase, et puis la mer"),
          RelatedLink(title: "Phares : combien sont encore habites ?"),
          RelatedLink(title: "L’éphéméride du jour"),
          RelatedLink(title: "La carte des lanternes éteintes"),
        ]),
      entry(
        "Vieux port : six ans de vase, et puis la mer", "2026-03-14T11:40:00+01:00", "Le Fanal",
        by: ["Théo Marrec"],
        standfirst: nil,
        [Block(.paragraph, "Les écluses se sont ouvertes à 6 h 12, devant trois cents personnes.")],
        related: [RelatedLink(title: "Le phare s’est rallumé : personne ne sait pourquoi")]),
      entry(
        "Phares : combien sont encore habités ?", "2026-03-13", "Le Fanal", by: [], standfirst: nil,
        [Block(.paragraph, "Deux, selon le dernier relevé.")], related: []),
      entry(
        "Straßenbahn am Meer: Ein Besuch auf der Linie D", "2026-03-13T09:03:00+01:00", "Stadtkurier", by: [],
        standfirst: nil, [Block(.paragraph, "Wer hier einsteigt, hört die Möwen.")], related: []),
      entry(
        "L’éphéméride du jour", "2026-03-13T06:00:00+01:00", "Le Fanal", by: [], standfirst: nil,
        [Block(.paragraph, "Ce jour-là, en 1781, un musicien découvrit une planète.")], related: []),
      entry(
        "L’éphéméride du jour", "2026-03-12T06:00:00+01:00", "Le Fanal", by: [], standfirst: nil,
        [Block(.paragraph, "Ce jour-là, l’Œuvre au noir était à l’affiche.")], related: []),
      entry(
        "灯台にふたたび明かり", "2026-03-12T04:00:00+09:00", "潮風新聞", by: [], standfirst: nil,
        [Block(.paragraph, "港町の灯台に、二十八年ぶりの明かりがともった。")], related: []),
      entry(
        "Le bac reprend lundi", nil, "La Marée", by: [], standfirst: nil,
        [Block(.paragraph, "Avec un chien de moins.")], related: []),
    ]
  }

  private static func entry(
    _ title: String, _ date: String?, _ source: String, by: [String], standfirst: String?, _ blocks: [Block],
    related: [RelatedLink]
  ) -> PreparedCapture {
    var story = Story(title: title)
    story.byline = by
    story.date = date.flatMap { StoryDate(iso: $0, origin: .manifest) }
    story.source = source
    story.language = source == "Stadtkurier" ? "de" : source == "潮風新聞" ? "ja" : "fr"
    story.standfirst = standfirst
    story.blocks = blocks
    story.related = related
    story.removed = [
      RemovedLine("Partager cet articleDiscussion", rule: "general.share", probability: 0.973),
      RemovedLine("PUBLICITÉ", rule: "general.advertisement"),
    ]
    let hostile = standfirst.map { _ in "\u{1B}[31mrouge" }
    let head = [
      title, hostile, standfirst, by.isEmpty ? nil : "Par " + by.joined(separator: " et "), "PUBLICITÉ",
    ]
    let links = related.isEmpty ? [] : ["À découvrir également"] + related.map(\.title)
    let lines = head.compactMap(\.self) + blocks.map(\.text) + links
    let text = lines.joined(separator: "\n\n")
    var capture = Capture(bytes: Array((text + source).utf8), text: text, format: .text, time: 1_770_000_000)
    capture.publisher = source
    return PreparedCapture(capture: capture, story: story)
  }
}
