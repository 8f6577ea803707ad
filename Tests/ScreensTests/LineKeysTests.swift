import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// The keys of prompts, lists, sheets and questions are data like all others.
@Suite struct LineKeysTests {
  private func offered() -> State {
    var state = Specimen.reading(Specimen.story(1))
    var offer = Offer(rule: PublisherRule(publisher: "Le Fanal", Correction("x", isStory: false)), stories: 9)
    offer.isSeen = true
    state.overlay = .offer(offer)
    return state
  }

  private func states(of section: Keymap.Section) -> [State] {
    switch section {
    case .prompt:
      var state = Specimen.list(30)
      _ = update(&state, .command(.search))
      for character in "ab c" { _ = update(&state, .type(character)) }
      var edited = state
      edited.history.add("port", to: .search)
      _ = update(&edited, .eraseWord)
      _ = update(&edited, .command(.cursorLeft))
      var back = edited
      _ = update(&back, .command(.earlierLine))
      return [state, edited, back]
    case .picker:
      var themes = Specimen.list(30)
      themes.themes = ["ink", "paper", "monochrome"]
      _ = update(&themes, .command(.themes))
      _ = update(&themes, .command(.nextLine))
      var typed = themes
      Specimen.type("p i", &typed)
      Specimen.press([.control("w"), .left], &typed)
      return [themes, typed]
    case .overlay:
      var help = Specimen.list(30)
      _ = update(&help, .command(.help))
      _ = update(&help, .command(.nextLine))
      return [help]
    case .question: return [offered()]
    case .everywhere, .headlines, .story, .panel: return []
    }
  }

  @Test(arguments: [Keymap.Section.prompt, .picker, .overlay, .question], Language.allCases)
  func everyKeyOfTheTableMeansItsCommand(_ section: Keymap.Section, _ language: Language) throws {
    let bindings = try #require(Keymap.of(language).bindings[section])
    for state in states(of: section) {
      for binding in bindings {
        for key in binding.keys {
          #expect(
            Keymap.of(language).action(for: key, in: state) == Action(binding.command), "\(section): \(key)")
        }
      }
    }
  }

  @Test(arguments: [Keymap.Section.prompt, .picker, .overlay, .question])
  func everyCommandDoesSomethingWhereItHasAKey(_ section: Keymap.Section) {
    for binding in Keymap.standard.bindings[section] ?? [] {
      let didSomething = states(of: section).contains { before in
        var state = before
        if [.previousLine, .previousPage, .toStart].contains(binding.command) {
          _ = update(&state, .command(.nextPage))
        }
        let then = state
        return !update(&state, Action(binding.command)).isEmpty || state != then
      }
      #expect(didSomething, "\(section): \(binding.command) does nothing")
    }
  }

  @Test func aKeyThatWasBoundAnewIsTheOneThatActs() {
    let keymap = Keymap(bindings: [.prompt: [.init(command: .accept, keys: [.tab, .character("!")])]])
    let state = states(of: .prompt)[0]
    #expect(keymap.action(for: .tab, in: state) == .accept)
    #expect(keymap.action(for: .character("!"), in: state) == .accept)
    #expect(keymap.action(for: .enter, in: state) == nil)
    #expect(keymap.action(for: .character("a"), in: state) == .type("a"))
  }

  @Test func theListOfCommandsTakesLettersAsText() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.commands))
    for key in "jqgQ?" { #expect(Keymap.standard.action(for: .character(key), in: state) == .type(key)) }
    #expect(Keymap.standard.action(for: .down, in: state) == .command(.nextLine))
  }

  @Test func answersAreWordsOfTheLanguageOrEnglishOnes() {
    let state = offered()
    #expect(Keymap.of(.french).action(for: .character("o"), in: state) == .answer(.yes))
    #expect(Keymap.of(.french).action(for: .character("y"), in: state) == .answer(.yes))
    #expect(Keymap.of(.english).action(for: .character("o"), in: state) == .command(.openInBrowser))
  }

  @Test func helpHasTheKeysOfPromptsListsAndQuestions() {
    let rows = HelpSheet.rows(Specimen.reading(Specimen.story(1)))
    let shown = rows.compactMap { row -> String? in
      guard case .key(_, let text) = row else { return nil }
      return text
    }
    let language = Specimen.reading(Specimen.story(1)).language
    for command in [Command.eraseWord, .accept, .answerYes] {
      #expect(shown.contains(Phrase.help(command.rawValue)?[language] ?? "?"))
    }
  }
}
