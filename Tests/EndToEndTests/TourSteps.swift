/// README's tour, sentence by sentence, with what one does and what must then be seen.
enum TourSteps {
  typealias Step = TourTests.Step
  typealias Move = TourTests.Move

  static let all = headlines + search + story + related + missing + marks + removed + end

  private static let headlines = [
    Step(
      "Newest first, a rule for each day, or each week or month where days have few stories.",
      Move("", "1/30 · newest first", "─ Week of 16 March 2026 ─", "─ Week of 9 March 2026 ─")),
    Step(
      "`●` is unread, `*` stars a story (`★`), `↪3` says that three of the stories it points to are stored.",
      Move("", "30 unread", "▌●  Sat 21", "↪3"), Move("*", "▌●★ Sat 21"), Move("*", "▌●  Sat 21")),
    Step("`j` and `k` move.", Move("j", "▌●  Thu 19"), Move("k", "▌●  Sat 21")),
    Step(
      "From 110 columns on a preview stands beside the list; `Tab` goes there and back.",
      narrow: [Move("\t", "beside the list from 110 columns on")],
      wide: [
        Move("", "By Héloïse Pradinas", "ALSO DISCOVER"),
        Move("\t" + "jjjjj", "▌●  Sat 21", goes: ["By Héloïse Pradinas"]), Move("\tj", "▌●  Thu 19"),
        Move("k", "▌●  Sat 21"),
      ]),
  ]

  private static let search = [
    Step("Type `/` and `mouille`.", Move("/mouille", "Search: mouille", "3 stories")),
    Step(
      "From the second letter on the list narrows while you type; accents and capitals do not count.",
      Move(String(repeating: Keys.backspace, count: 6), "Search: m", "Bell-ringers wanted"),
      Move("OUI", "Search: mOUI", goes: ["Bell-ringers wanted"]),
      Move("LLE", "« Un livre mouillé n’est pas un livre mort »", "3 stories")),
    Step(
      "Enter keeps the result, Enter again opens « Un livre mouillé n’est pas un livre mort ».",
      Move(Keys.enter, "1/3 · newest first"),
      Move(Keys.enter, "By Ludivine Arzac · Le Fanal · 16 March 2026, 06:00")),
  ]

  private static let story = [
    Step(
      "Space turns the page.",
      Move(
        " ", "Comment choisissez-vous l’ordre ?",
        goes: ["By Ludivine Arzac · Le Fanal · 16 March 2026, 06:00"])),
    Step(
      "A story counts as read when its end was on the screen.",
      Move("G", "100%")),
    Step(
      "The related stories stand at the end, and at the right from 110 columns on.",
      Move("", "1 ● L’éphéméride du jour", "4 ● Des coquillages")),
    Step(
      "In a narrower window `p` or `Tab` brings them up at the foot.",
      narrow: [
        Move("g", goes: ["ALSO DISCOVER"]), Move("p", "── ALSO DISCOVER ──"),
        Move("p", goes: ["ALSO DISCOVER"]),
        Move("\t", "── ALSO DISCOVER ──", "⏎ follow"), Move("p", goes: ["ALSO DISCOVER"]),
      ],
      wide: [Move("g", "ALSO DISCOVER")]),
    Step(
      "`=` fills the lines to the measure.",
      Move("=", "Lines are filled"), Move("=", "Lines are ragged")),
  ]

  private static let related = [
    Step(
      "Press `2` to follow the second, Backspace to come back.",
      narrow: [
        Move("2", "⏎ or 2 follows it.", "▌ 2 ● Bibliothèque de Castelvar"),
        Move("2", "By Ludivine Arzac · Le Fanal · 2 March 2026"),
        Move(Keys.backspace, "By Ludivine Arzac · Le Fanal · 16 March 2026"),
      ],
      wide: [
        Move("2", "By Ludivine Arzac · Le Fanal · 2 March 2026"),
        Move(Keys.backspace, "By Ludivine Arzac · Le Fanal · 16 March 2026"),
      ]),
    Step(
      "A number that is not on the screen is shown first, and the same digit again follows it.",
      Move("p", goes: ["ALSO DISCOVER"]), Move("4", "⏎ or 4 follows it.", "▌ 4 ● Des coquillages"),
      Move("4", "16 March 2026, 14:00"),
      Move(Keys.backspace, "By Ludivine Arzac · Le Fanal · 16 March 2026")),
    Step(
      "The third is marked `≈`: the newspaper wrote “Viertausend Bucher fur Castelvar”, the stored headline has its umlauts.",
      narrow: [
        Move("", "3 ● Viertausend Bucher fur Castelvar", "≈ 11 Mar 2026")
      ],
      wide: [
        Move("", "3 ● Viertausend Bucher fur Castelvar", "≈ Viertausend Bücher für", "11 Mar 2026")
      ]),
    Step(
      "Press `1`: two stored stories bear that headline, and you are asked which one is meant.",
      Move("1", "Which one is meant?", "Le Fanal · 19 Mar 2026", "Le Fanal · 13 Mar 2026")),
    Step(
      "Enter takes the one under the cursor; your answer is remembered.",
      Move(Keys.enter, "By Octave Lanternier · Le Fanal · 19 March 2026"),
      Move(Keys.backspace, "By Ludivine Arzac · Le Fanal · 16 March 2026", goes: ["2 fit"]),
      Move("1", "By Octave Lanternier · Le Fanal · 19 March 2026", goes: ["Which one is meant?"]),
      Move(Keys.backspace, "By Ludivine Arzac · Le Fanal · 16 March 2026")),
  ]

  private static let missing = [
    Step(
      "`q` goes back to the list, Esc leaves the search.",
      Move("q", "/3 · newest first"), Move(Keys.escape, "/30 · newest first")),
    Step(
      "Open the first story of the list (`g`, Enter) and press `4`: that one is not stored.",
      Move("g", "1/30 · newest first"),
      Move(Keys.enter, "By Héloïse Pradinas", "4 · Carburant", "not stored"),
      Move("4", "Not in the archive")),
    Step(
      "You may search the archive for its words, copy the headline, or open its address; Esc leaves it at that.",
      Move("", "Search the archive for its words", "Copy the headline", "Open its address in the browser"),
      Move(Keys.escape, goes: ["Not in the archive"])),
  ]

  private static let marks = [
    Step(
      "`Tab` goes into the related stories, `x` says that the one under the cursor is the wrong match.",
      Move("\t", "x not this one", "▌ 1 ● Vieux port"), Move("x", "Not “Vieux port", "refused")),
    Step(
      "Enter on it then opens a sheet that offers the refused story first: Enter there says that it was right after all, and follows it.",
      Move(Keys.enter, "▌ It is this one after all: Vieux port"), Move(Keys.enter, "By Jeanne Maréchal-Dupré")
    ),
    Step(
      "`U` takes either back, as it does every other mark.",
      Move("U", "Undone: a link chosen"), Move("U", "Undone: a link refused")),
  ]

  private static let removed = [
    Step(
      "`V` shows the lines that cleaning took away, each below what its rule is about, the rule's name and, where it was reckoned, how sure that is.",
      Move("V", "Credit  general.credit", "100%", "© Le Fanal – Tous droits réservés")),
    Step(
      "`V` again shows the capture as it came, then the versions of the text, then the text.",
      Move("V", "Par Jeanne Maréchal-Dupré"), Move("V", "The text has not changed since"),
      Move("V", "By Jeanne Maréchal-Dupré")),
    Step(
      "Among the removed lines `x` puts the one under the cursor back into the story.",
      Move("V", "general.credit"), Move("jx", "Back in the story. U takes it out.", "▌ © Le Fanal")),
    Step(
      "Where other stories of the publisher have the same line you are asked whether to do so for all of them: `p` shows three, `y` does it and keeps it as a rule of yours, `n` does not.",
      Move("", "Do so for all 11 stories of Le Fanal?", "y yes   p preview   n no"),
      Move("p", "+ © Le Fanal – Tous droits réservés"),
      Move("y", "rule kept in own-le-fanal.toml"), Move("U", "Undone: a rule for Le Fanal")),
    Step(
      "In the text `x` chooses the first paragraph on the screen, `j` and `k` another one, `x` again takes it out.",
      Move("gx", "▌ Fermé depuis l’automne 2019"), Move("j", "▌ © Le Fanal", goes: ["▌ Fermé"]),
      Move("k", "▌ Fermé depuis"), Move("jx", "Taken out. U puts it back.")),
    Step(
      "`U` takes each of these back.", Move("n", goes: ["Do so for all"]),
      Move("U", "Undone: a line taken out")),
  ]

  private static let end = [
    Step(
      "`T` lists them and tries on the one under the cursor; Enter keeps it, Esc does not.",
      Move("T", "─ Themes ─", "▌ ink"), Move(Keys.escape, goes: ["─ Themes ─"]), Move("T", "─ Themes ─"),
      Move(Keys.down + Keys.enter, goes: ["─ Themes ─"])),
    Step(
      "`?` lists the keys of the screen you are on.", Move("?", "─ Help ─", "next page"),
      Move(Keys.escape, goes: ["─ Help ─"])),
    Step(
      "`:` finds a command by its name.", Move(":star", "─ Commands ─", "star or unstar"),
      Move(Keys.escape, goes: ["─ Commands ─"])),
    Step(
      "`q` leaves, from the headlines the program too.", Move("q", "/30 · newest first"), Move("q")),
  ]
}
