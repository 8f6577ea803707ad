import Cells
import Wording

extension Keymap {
  /// The default keys, in English.
  package static let standard = Keymap(bindings: screens.merging(lines(.english)) { own, _ in own })
  private static let french = Keymap(bindings: screens.merging(lines(.french)) { own, _ in own })

  /// The default keys in a language: answers to questions are the initials of that language, or the English
  /// ones.
  package static func of(_ language: Language) -> Keymap {
    switch language {
    case .english: standard
    case .french: french
    }
  }

  private static let screens: [Section: [Binding]] = [
    .everywhere: [
      bind(.details, "i"), bind(.undo, "U"), bind(.themes, "T"), bind(.commands, ":"),
      Binding(command: .help, keys: [.character("?"), .function(1)]), bind(.suspend, control: "z"),
      bind(.redraw, control: "l"), Binding(command: .quit, keys: [.character("Q"), .control("c")]),
    ],
    .headlines: moves + [
      Binding(command: .open, keys: [.enter, .character("l"), .right]),
      Binding(command: .back, keys: [.backspace, .character("["), .altLeft]),
      Binding(command: .forward, keys: [.character("]"), .altRight]),
      Binding(command: .switchPane, keys: [.tab]), bind(.search, "/"), bind(.nextUnread, "n"),
      bind(.previousUnread, "N"), bind(.toggleRead, "r"), bind(.toggleStar, "*"), bind(.markAllRead, "A"),
      bind(.toggleUnreadOnly, "L"), bind(.showNew, "M"), bind(.sort, "S"), bind(.unfold, "="),
      bind(.goToDay, "D"),
      bind(.chooseSource, "O"), bind(.rank, "R"), bind(.histogram, "H"), bind(.keepSearch, "B"),
      bind(.keptSearches, "F"), bind(.tag, "t"), bind(.tagAll, "a"), bind(.togglePanel, "p"),
      bind(.twoLines, "w"), bind(.nextTab, ">"), bind(.previousTab, "<"), bind(.openInBrowser, "o"),
      bind(.copyAddress, "y"),
      Binding(command: .cancel, keys: [.escape]), bind(.quit, "q"),
    ],
    .story: [
      Binding(command: .nextLine, keys: [.character("j"), .down, .control("n"), .enter]),
      bind(.readOn, " "),
      Binding(command: .nextPage, keys: [.character("f"), .control("f"), .pageDown]),
    ] + moves.filter { ![.nextLine, .nextPage].contains($0.command) } + [
      Binding(command: .intoPanel, keys: [.character("l"), .right]),
      Binding(command: .toList, keys: [.character("h"), .left, .character("q")]),
      Binding(command: .back, keys: [.backspace, .character("["), .altLeft]),
      Binding(command: .forward, keys: [.character("]"), .altRight]),
      Binding(command: .switchPane, keys: [.tab]), bind(.find, "/"), bind(.nextMatch, "n"),
      bind(.previousMatch, "N"), bind(.nextStory, "J"), bind(.previousStory, "K"), bind(.toggleRead, "r"),
      bind(.toggleStar, "*"), bind(.tag, "t"), bind(.togglePanel, "p"), bind(.nextView, "V"),
      bind(.olderVersion, ","), bind(.newerVersion, "."), bind(.correct, "x"),
      bind(.narrower, "<"),
      bind(.wider, ">"), bind(.justify, "="), bind(.columns, "c"), bind(.alone, "z"),
      bind(.links, "F"),
      bind(.openInBrowser, "o"), bind(.copyAddress, "y"), Binding(command: .cancel, keys: [.escape]),
    ],
    .panel: moves + [
      Binding(command: .follow, keys: [.enter, .character("l"), .right]),
      Binding(command: .toText, keys: [.character("h"), .left, .character("q"), .escape]),
      Binding(command: .back, keys: [.backspace, .character("["), .altLeft]),
      Binding(command: .forward, keys: [.character("]"), .altRight]),
      Binding(command: .switchPane, keys: [.tab]), bind(.togglePanel, "p"), bind(.nextView, "V"),
      bind(.refuse, "x"),
      bind(.toggleRead, "r"),
      bind(.toggleStar, "*"), bind(.tag, "t"), bind(.openInBrowser, "o"), bind(.copyAddress, "y"),
    ],
  ]

  /// The sections of prompts, of lists and sheets over the screen, and of questions.
  private static func lines(_ language: Language) -> [Section: [Binding]] {
    [
      .prompt: [
        Binding(command: .accept, keys: [.enter]),
        Binding(command: .cancel, keys: [.escape, .control("g"), .control("c")]),
        Binding(command: .earlierLine, keys: [.up, .control("p")]),
        Binding(command: .laterLine, keys: [.down, .control("n")]),
        Binding(command: .nextPage, keys: [.pageDown]), Binding(command: .previousPage, keys: [.pageUp]),
      ] + edits + [
        Binding(command: .lineStart, keys: [.home, .control("a")]),
        Binding(command: .lineEnd, keys: [.end, .control("e")]), bind(.rank, control: "r"),
        bind(.redraw, control: "l"), bind(.suspend, control: "z"),
      ],
      .picker: [
        Binding(command: .accept, keys: [.enter]),
        Binding(command: .cancel, keys: [.escape, .control("g"), .control("c")]),
        Binding(command: .nextLine, keys: [.down, .control("n"), .tab]),
        Binding(command: .previousLine, keys: [.up, .control("p"), .backTab]),
        Binding(command: .nextPage, keys: [.pageDown]), Binding(command: .previousPage, keys: [.pageUp]),
        Binding(command: .toStart, keys: [.home]), Binding(command: .toEnd, keys: [.end]),
      ] + edits + [bind(.redraw, control: "l"), bind(.suspend, control: "z")],
      .overlay: [
        Binding(command: .nextLine, keys: [.character("j"), .down, .control("n"), .tab]),
        Binding(command: .previousLine, keys: [.character("k"), .up, .control("p"), .backTab]),
        Binding(command: .nextPage, keys: [.character(" "), .character("f"), .control("f"), .pageDown]),
        Binding(command: .previousPage, keys: [.character("b"), .control("b"), .pageUp]),
        Binding(command: .nextHalfPage, keys: [.character("d"), .control("d")]),
        Binding(command: .previousHalfPage, keys: [.character("u"), .control("u")]),
        Binding(command: .toStart, keys: [.character("g"), .home]),
        Binding(command: .toEnd, keys: [.character("G"), .end]),
        Binding(command: .accept, keys: [.enter, .character("l"), .right]),
        Binding(
          command: .cancel,
          keys: [
            .escape, .character("q"), .character("h"), .left, .character("?"), .function(1), .control("c"),
          ]),
        bind(.redraw, control: "l"), bind(.suspend, control: "z"), bind(.quit, "Q"),
      ],
      .question: [
        answer(.answerYes, .yesKey, language), answer(.answerPreview, .previewKey, language),
        answer(.answerNo, .noKey, language),
      ],
    ]
  }

  /// The keys of readline(3) that edit a line.
  private static let edits: [Binding] = [
    Binding(command: .cursorLeft, keys: [.left, .control("b")]),
    Binding(command: .cursorRight, keys: [.right, .control("f")]),
    Binding(command: .wordLeft, keys: [.altLeft, .alt("b")]),
    Binding(command: .wordRight, keys: [.altRight, .alt("f")]),
    Binding(command: .eraseCharacter, keys: [.backspace]),
    Binding(command: .eraseNext, keys: [.delete, .control("d")]), bind(.eraseWord, control: "w"),
    bind(.eraseAll, control: "u"), bind(.eraseRest, control: "k"), bind(.putErased, control: "y"),
  ]

  private static func answer(_ command: Command, _ word: Phrase, _ language: Language) -> Binding {
    let words = word[language] == word[.english] ? [word[language]] : [word[language], word[.english]]
    return Binding(command: command, keys: words.compactMap(\.first).map(Key.character))
  }

  private static let moves: [Binding] = [
    Binding(command: .nextLine, keys: [.character("j"), .down, .control("n")]),
    Binding(command: .previousLine, keys: [.character("k"), .up, .control("p")]),
    Binding(command: .nextPage, keys: [.character(" "), .character("f"), .control("f"), .pageDown]),
    Binding(command: .previousPage, keys: [.character("b"), .control("b"), .pageUp]),
    Binding(command: .nextHalfPage, keys: [.character("d"), .control("d")]),
    Binding(command: .previousHalfPage, keys: [.character("u"), .control("u")]),
    Binding(command: .toStart, keys: [.character("g"), .home]),
    Binding(command: .toEnd, keys: [.character("G"), .end]),
  ]

  private static func bind(_ command: Command, _ character: Character) -> Binding {
    Binding(command: command, keys: [.character(character)])
  }

  private static func bind(_ command: Command, control letter: Character) -> Binding {
    Binding(command: command, keys: [.control(letter)])
  }
}
