import Cells
import DataFiles
import Screens

/// Keys that the settings file binds anew: `[keys.story]`, then `"ctrl-n" = "next-match"` or `"x" = "none"`.
struct KeySettings {
  static let table = "keys"
  /// What a key is bound to that is to mean nothing.
  static let nothing = "none"

  private(set) var changes: [KeyChange] = []
  private(set) var faults: [DataFault] = []

  /// What is wrong is named by its line, and the rest is used.
  init(_ value: DataValue, _ file: DataFile) {
    guard let sections = value.table else {
      faults = [file.fault([Self.table], "keys are tables, as [keys.story]")]
      return
    }
    for (name, keys) in sections.sorted(by: { $0.key < $1.key }) {
      let path = [Self.table, name]
      guard let section = Keymap.Section.bindable[name] else {
        let known = Keymap.Section.bindable.keys.sorted()
        let hint = Spelling.hint(name, among: known)
        faults.append(file.fault(path, "no keys are called \"\(name)\"\(hint); there are \(list(known))"))
        continue
      }
      guard let keys = keys.table else {
        faults.append(file.fault(path, "keys are a table, as [keys.\(name)]"))
        continue
      }
      for (key, command) in keys.sorted(by: {
        file.line(of: path + [$0.key]) < file.line(of: path + [$1.key])
      }) {
        take(key, command, section, path + [key], file)
      }
    }
  }

  private mutating func take(
    _ name: String, _ value: DataValue, _ section: Keymap.Section, _ path: [String], _ file: DataFile
  ) {
    guard let key = Key(settingName: name) else {
      let hint = Spelling.hint(name.lowercased(), among: Key.named.keys.sorted())
      faults.append(
        file.fault(
          path, "no key is called \"\(name)\"\(hint); write a character, ctrl-n, alt-x, f5 or a name as space"
        ))
      return
    }
    if changes.contains(where: { $0.section == section && $0.key == key }) {
      faults.append(file.fault(path, "\"\(name)\" is bound twice; the last one is used"))
    }
    guard let wanted = value.string else {
      return faults.append(file.fault(path, "a key is bound to the name of a command in quotes"))
    }
    if wanted == Self.nothing {
      return changes.append(KeyChange(section: section, key: key, command: nil))
    }
    let known = section.commands
    guard let command = known.first(where: { $0.settingName == wanted }) else {
      let elsewhere = Command.allCases.contains { $0.settingName == wanted }
      let hint = Spelling.hint(wanted, among: known.map(\.settingName))
      let message =
        elsewhere ? "\"\(wanted)\" means nothing there" : "no command is called \"\(wanted)\"\(hint)"
      return faults.append(file.fault(path, message + "; kiosque config --keys lists them"))
    }
    changes.append(KeyChange(section: section, key: key, command: command))
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
