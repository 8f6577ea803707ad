import Cells
import Wording

/// Which key means which command, a section for each screen.
package struct Keymap: Equatable, Sendable {
  package enum Section: String, CaseIterable, Sendable {
    case everywhere, headlines, story, panel

    package var name: Phrase {
      switch self {
      case .everywhere: .everywhere
      case .headlines: .headlinesSection
      case .story: .storySection
      case .panel: .panelSection
      }
    }
  }

  package struct Binding: Equatable, Sendable {
    package var command: Command
    package var keys: [Key]
  }

  package let bindings: [Section: [Binding]]
  private let commands: [Section: [Key: Command]]

  package init(bindings: [Section: [Binding]]) {
    self.bindings = bindings
    commands = bindings.mapValues { list in
      Dictionary(
        list.flatMap { binding in binding.keys.map { ($0, binding.command) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The sections that hold on a screen, the nearest first.
  package static func sections(of state: State) -> [Section] {
    guard let reading = state.reading else { return [.headlines, .everywhere] }
    return reading.panel.isFocused ? [.panel, .everywhere] : [.story, .everywhere]
  }

  package func command(for key: Key, in sections: [Section]) -> Command? {
    for section in sections {
      if let command = commands[section]?[key] { return command }
    }
    return nil
  }

  /// The keys of a command on a screen, the handiest first.
  package func keys(for command: Command, in sections: [Section]) -> [Key] {
    for section in sections {
      if let binding = bindings[section]?.first(where: { $0.command == command }) { return binding.keys }
    }
    return []
  }

  /// What a key means now; nil where it means nothing.
  package func action(for key: Key, in state: State) -> Action? {
    switch key {
    case .resize(let size): return .resize(size)
    case .click(let point): return .click(point)
    case .wheel(let point, let lines): return .wheel(point, lines: lines)
    case .paste(let text): return .paste(text)
    case .hangUp: return .command(.quit)
    case .focus: return nil
    default: break
    }
    if state.prompt != nil { return Self.editing(key) }
    if case .offer(let offer) = state.overlay {
      // What was typed before the question was on the screen is no answer to it.
      if let answer = Self.answer(key, state.language) { return offer.isSeen ? .answer(answer) : nil }
      if offer.preview != nil { return Self.inOverlay(key, .offer(offer)) }
    } else if let overlay = state.overlay {
      return Self.inOverlay(key, overlay)
    }
    if let command = command(for: key, in: Self.sections(of: state)) { return .command(command) }
    return Self.digit(key).map(Action.followNumber)
  }

  /// 1 to 9, on the unshifted row of a French keyboard too.
  private static func digit(_ key: Key) -> Int? {
    guard case .character(let character) = key else { return nil }
    if let digit = character.wholeNumberValue, (1...9).contains(digit) { return digit }
    return Array("&é\"'(-è_ç").firstIndex(of: character).map { $0 + 1 }
  }

  /// What a key says to an offer, in the reader's language or in English.
  private static func answer(_ key: Key, _ language: Language) -> Answer? {
    guard case .character(let character) = key else { return nil }
    let answers: [(Answer, Phrase)] = [(.yes, .yesKey), (.preview, .previewKey), (.no, .noKey)]
    return answers.first { [$0.1[language], $0.1[.english]].contains(String(character)) }?.0
  }

  private static func editing(_ key: Key) -> Action? {
    switch key {
    case .character(let character): .type(character)
    case .enter: .accept
    case .escape, .control("c"), .control("g"): .command(.cancel)
    case .backspace: .eraseCharacter
    case .control("w"): .eraseWord
    case .control("u"): .eraseAll
    case .down, .control("n"): .command(.nextLine)
    case .up, .control("p"): .command(.previousLine)
    case .pageDown: .command(.nextPage)
    case .pageUp: .command(.previousPage)
    case .control("l"): .command(.redraw)
    case .control("r"): .command(.rank)
    case .control("z"): .command(.suspend)
    default: nil
    }
  }

  private static func inOverlay(_ key: Key, _ overlay: Overlay) -> Action? {
    if case .picker(let picker) = overlay, picker.kind == .commands, case .character(let character) = key {
      return .type(character)
    }
    switch key {
    case .enter: return .accept
    case .backspace: return .eraseCharacter
    case .escape, .character("q"), .character("?"), .control("c"), .function(1), .left, .character("h"):
      return .command(.cancel)
    case .down, .character("j"), .control("n"), .tab: return .command(.nextLine)
    case .up, .character("k"), .control("p"), .backTab: return .command(.previousLine)
    case .pageDown, .character(" "), .character("f"), .control("f"): return .command(.nextPage)
    case .pageUp, .character("b"), .control("b"): return .command(.previousPage)
    case .home, .character("g"): return .command(.toStart)
    case .end, .character("G"): return .command(.toEnd)
    case .right, .character("l"): return .accept
    case .control("l"): return .command(.redraw)
    case .control("z"): return .command(.suspend)
    case .character("Q"): return .command(.quit)
    default: return digit(key).map(Action.followNumber)
    }
  }
}
