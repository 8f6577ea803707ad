import Cells
import Wording

/// Which key means which command, a section for each screen.
package struct Keymap: Equatable, Sendable {
  /// The screens and what lies over them.
  package enum Section: String, CaseIterable, Sendable {
    case everywhere, headlines, story, panel
    /// A line that is typed.
    case prompt
    /// A list to choose from, which typing narrows.
    case picker
    /// A sheet to read or a dialog over the screen.
    case overlay
    /// A question about a correction.
    case question

    /// Its heading in the help.
    package var name: Phrase {
      switch self {
      case .everywhere: .everywhere
      case .headlines: .headlinesSection
      case .story: .storySection
      case .panel: .panelSection
      case .prompt: .promptSection
      case .picker: .pickerSection
      case .overlay: .overlaySection
      case .question: .questionSection
      }
    }

    /// The sections whose keys are valid while this one is the innermost, the innermost first.
    package var andBelow: [Section] {
      switch self {
      case .headlines, .story, .panel: [self, .everywhere]
      case .everywhere, .prompt, .picker, .overlay, .question: [self]
      }
    }
  }

  /// A command with its keys.
  package struct Binding: Equatable, Sendable {
    /// Stands once in a section.
    package var command: Command
    /// The preferred key first; never empty.
    package var keys: [Key]
  }

  /// In the order of the help.
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

  /// The sections that are valid on a screen, the innermost first.
  package static func sections(of state: State) -> [Section] {
    guard let reading = state.reading else { return Section.headlines.andBelow }
    return (reading.panel.isFocused ? Section.panel : .story).andBelow
  }

  /// The command of a key in the innermost section that has it; nil where none has.
  package func command(for key: Key, in sections: [Section]) -> Command? {
    for section in sections {
      if let command = commands[section]?[key] { return command }
    }
    return nil
  }

  /// The keys of a command on a screen, the preferred key first.
  package func keys(for command: Command, in sections: [Section]) -> [Key] {
    for section in sections {
      if let binding = bindings[section]?.first(where: { $0.command == command }) { return binding.keys }
    }
    return []
  }

  /// The action of a key in a state; nil where it has none.
  package func action(for key: Key, in state: State) -> Action? {
    switch key {
    case .resize(let size): return .resize(size)
    case .click(let point): return .click(point)
    case .wheel(let point, let lines): return .wheel(point, lines: lines)
    case .paste(let text): return .paste(text)
    case .hangUp: return .command(.quit)
    case .focus, .background: return nil
    default: break
    }
    if state.prompt != nil { return command(for: key, in: [.prompt]).map(Action.init) ?? Self.typed(key) }
    if case .offer(let offer) = state.overlay {
      // A key that was typed before the question was drawn is not an answer to it.
      if let answer = command(for: key, in: [.question]) { return offer.isSeen ? Action(answer) : nil }
      if offer.preview != nil { return inOverlay(key, .offer(offer)) }
    } else if let overlay = state.overlay {
      return inOverlay(key, overlay)
    }
    return command(for: key, in: Self.sections(of: state)).map(Action.init)
      ?? Self.digit(key, after: state.count).map(Action.followNumber) ?? .unbound(key)
  }

  private static func typed(_ key: Key) -> Action? {
    guard case .character(let character) = key else { return nil }
    return .type(character)
  }

  /// 1 to 9, on the unshifted row of a French keyboard too; after a digit also 0.
  private static func digit(_ key: Key, after count: Count? = nil) -> Int? {
    guard case .character(let character) = key else { return nil }
    let first = count == nil ? 1 : 0
    if let digit = character.wholeNumberValue, (first...9).contains(digit) { return digit }
    return Array("à&é\"'(-è_ç").firstIndex(of: character).flatMap { $0 >= first ? $0 : nil }
  }

  private func inOverlay(_ key: Key, _ overlay: Overlay) -> Action? {
    if case .picker(let picker) = overlay, picker.isNarrowed {
      return command(for: key, in: [.picker]).map(Action.init) ?? Self.typed(key)
    }
    return command(for: key, in: [.overlay]).map(Action.init) ?? Self.digit(key).map(Action.followNumber)
      ?? .unbound(key)
  }
}

extension Action {
  /// What a command does; those of prompts and questions are actions of their own.
  init(_ command: Command) {
    switch command {
    case .accept: self = .accept
    case .eraseCharacter: self = .eraseCharacter
    case .eraseWord: self = .eraseWord
    case .eraseAll: self = .eraseAll
    case .answerYes: self = .answer(.yes)
    case .answerPreview: self = .answer(.preview)
    case .answerNo: self = .answer(.no)
    default: self = .command(command)
    }
  }
}
