import Cells
import Wording

/// A key that the person binds anew.
package struct KeyChange: Equatable, Sendable {
  /// Where it is pressed.
  package var section: Keymap.Section
  /// What is pressed.
  package var key: Key
  /// What it means there; nil for nothing.
  package var command: Command?

  package init(section: Keymap.Section, key: Key, command: Command?) {
    (self.section, self.key, self.command) = (section, key, command)
  }
}

extension Keymap {
  /// With keys that are bound anew, later ones over earlier ones; a key that a person binds is the preferred
  /// one of its command.
  package func changed(by changes: [KeyChange]) -> Keymap {
    guard !changes.isEmpty else { return self }
    var bindings = bindings
    for change in changes {
      var list = bindings[change.section] ?? []
      for index in list.indices { list[index].keys.removeAll { $0 == change.key } }
      if let command = change.command {
        if let index = list.firstIndex(where: { $0.command == command }) {
          list[index].keys.insert(change.key, at: 0)
        } else {
          list.append(Binding(command: command, keys: [change.key]))
        }
      }
      bindings[change.section] = list.filter { !$0.keys.isEmpty }
    }
    return Keymap(bindings: bindings)
  }
}

extension Keymap.Section {
  /// The sections whose keys may be bound anew, by their names in the settings.
  package static let bindable: [String: Keymap.Section] = [
    "everywhere": .everywhere, "list": .headlines, "story": .story, "related": .panel, "prompt": .prompt,
    "picker": .picker, "sheet": .overlay,
  ]

  /// The commands that mean something there.
  package var commands: [Command] {
    andBelow.flatMap { Keymap.standard.bindings[$0] ?? [] }.map(\.command)
  }
}

extension Command {
  /// Its name in the settings: `next-match`.
  package var settingName: String {
    rawValue.reduce(into: "") { name, letter in
      name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}

extension Key {
  /// The keys that have a name in the settings.
  package static let named: [String: Key] = [
    "space": .character(" "), "enter": .enter, "esc": .escape, "tab": .tab, "shift-tab": .backTab,
    "backspace": .backspace, "del": .delete, "ins": .insert, "up": .up, "down": .down, "left": .left,
    "right": .right, "page-up": .pageUp, "page-down": .pageDown, "home": .home, "end": .end,
    "alt-left": .altLeft, "alt-right": .altRight,
  ]

  /// Its name in the settings; empty for what is no key.
  package var settingName: String {
    switch self {
    case .character(let character) where character != " ": String(character)
    case .control(let letter): "ctrl-\(letter)"
    case .alt(let character): "alt-\(character)"
    case .function(let number): "f\(number)"
    default: Self.named.first { $0.value == self }?.key ?? ""
    }
  }

  /// The key of a name in the settings: a character, `ctrl-n`, `alt-x`, `f5`, or one of `named`; nil for any
  /// other.
  package init?(settingName name: String) {
    if name.count == 1, let character = name.first, !character.isWhitespace {
      self = .character(character)
      return
    }
    let lower = name.lowercased()
    let last = name.last ?? " "
    if let key = Self.named[lower] {
      self = key
    } else if lower.hasPrefix("ctrl-"), name.count == 6, ("a"..."z").contains(lower.last ?? " ") {
      // A terminal sends these three as Tab and Enter.
      guard !"ijm".contains(lower.last ?? " ") else { return nil }
      self = .control(lower.last ?? "a")
    } else if lower.hasPrefix("alt-"), name.count == 5, !last.isWhitespace {
      self = .alt(last)
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}
