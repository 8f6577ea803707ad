import ArgumentParser
import Cells
import Foundation
import Screens
import Wording

@testable import Importing
@testable import Kiosque

/// The parts of the manual that are made from the code, in mdoc(7).
enum ManualParts {
  /// By the name that stands behind “generated:” in a page.
  static let all: [String: @Sendable () throws -> String] = [
    "commands": commands, "keys": keys, "settings": settings, "roles": roles, "fields": fields,
  ]

  // MARK: Commands

  private struct Dump: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var preferredName: Name?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?
    var isOptional: Bool
    var isRepeating: Bool

    /// Whether all commands have it, so that it is explained once.
    var isCommon: Bool {
      let name = preferredName?.name
      return ["archive", "language", "help"].contains(name) || name == "version" && kind == "flag"
    }

    /// Whether it is one of `FilterOptions`, which are explained once.
    var isFilter: Bool {
      ["source", "since", "until", "unread", "starred"].contains(preferredName?.name)
    }

    var markup: String {
      let value = (valueName ?? "value").split(separator: " ").joined(separator: " Ar ")
      switch kind {
      case "positional": return "Ar " + value + (isRepeating ? " ..." : "")
      case "flag": return "Fl Fl " + (preferredName?.name ?? "")
      default: return "Fl Fl \(preferredName?.name ?? "") Ar \(value)"
      }
    }
  }

  @Sendable private static func commands() throws -> String {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(Kiosque._dumpHelp().utf8))
    // The last one is the parser's own help, in the place of which ours stands.
    return (dump.command.subcommands ?? []).dropLast().map(section).joined()
  }

  private static func section(_ command: Command) -> String {
    let all = (command.arguments ?? []).filter { !$0.isCommon }
    let own = all.filter { !$0.isFilter }
    let positional = own.filter { $0.kind == "positional" }.map {
      $0.isOptional ? "Op " + $0.markup : $0.markup
    }
    var text = ".Ss \(command.commandName)\n.Nm kiosque Cm \(command.commandName)\n"
    if own.count < all.count { text += ".Op Ar filter ...\n" }
    if own.count > positional.count { text += ".Op Ar option ...\n" }
    text += positional.map { ".\($0)\n" }.joined() + ".Pp\n" + Mdoc.text(command.abstract ?? "")
    let parts = (command.discussion ?? "").split(
      separator: /EXAMPLES?\n/, maxSplits: 1, omittingEmptySubsequences: false)
    let prose = parts[0].trimmingCharacters(in: .whitespacesAndNewlines)
    if !prose.isEmpty { text += ".Pp\n" + Mdoc.text(prose) }
    if !own.isEmpty {
      text += ".Bl -tag -width Ds\n" + items(own) + ".El\n"
    }
    if parts.count > 1 { text += Mdoc.literal(parts[1].split(separator: "\n").map { $0.dropFirst(2) }) }
    return text
  }

  /// Options in a row that are explained alike have one item.
  private static func items(_ arguments: [Argument]) -> String {
    var (text, heads) = ("", [String]())
    for (index, argument) in arguments.enumerated() {
      heads.append(argument.markup)
      if arguments.dropFirst(index + 1).first?.abstract == argument.abstract { continue }
      text += ".It " + heads.joined(separator: " , ") + "\n" + body(argument)
      heads = []
    }
    return text
  }

  private static func body(_ argument: Argument) -> String {
    let standard = argument.defaultValue.map { $0 == argument.preferredName.map { "--" + $0.name } ? "" : $0 }
    let note = argument.kind == "option" ? standard.map { "The default is \($0).\n" } ?? "" : ""
    return Mdoc.text(argument.abstract ?? "") + note
  }

  // MARK: Tables

  @Sendable private static func keys() -> String {
    KeyTable.sections.map { section in
      let name = section.name[.english]
      let rows = (Keymap.standard.bindings[section] ?? []).map { binding in
        let keys = binding.keys.map { Mdoc.escaped(spelled($0)) }.joined(separator: ", ")
        return ".It \(keys)\n" + Mdoc.text(Phrase.help(binding.command.rawValue)?[.english] ?? "")
      }
      return ".Ss \(name.prefix(1).uppercased() + name.dropFirst())\n.Bl -tag -width 22n -compact\n"
        + rows.joined() + ".El\n"
    }.joined()
  }

  /// A key in letters that every terminal has.
  private static func spelled(_ key: Key) -> String {
    let words: [String: String] = [
      "⏎": "Enter", "⌫": "Backspace", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "⇤": "Shift-Tab",
      "Alt-←": "Alt-Left", "Alt-→": "Alt-Right",
    ]
    let printed = name(of: key, .english)
    return words[printed] ?? printed
  }

  @Sendable private static func settings() -> String {
    Mdoc.list(Setting.allCases.map { ("Cm " + $0.rawValue, $0.meaning) })
  }

  @Sendable private static func roles() -> String {
    Mdoc.literal(Role.allCases.map(\.rawValue).sorted()[...])
  }

  @Sendable private static func fields() -> String {
    let usual = FieldNames()
    return Mdoc.list(
      FieldNames.Field.allCases.map { ("Cm " + $0.rawValue, usual[$0].joined(separator: ", ")) })
  }
}

/// Text as mdoc(7) writes it.
enum Mdoc {
  static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("\"", with: "\\(dq")
    // As an argument, punctuation alone would be set without spaces.
    return plain.count == 1 || plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }

  /// Running text, a sentence a line.
  static func text(_ text: String) -> String {
    let lines = text.replacing(/\n(?!\n)/, with: " ").replacing(/\. (?=[A-Z])/, with: ".\n").split(
      separator: "\n")
    return lines.map { line in
      let plain = line.trimmingCharacters(in: .whitespaces).replacing("\\", with: "\\e")
      return (plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" : "") + plain + "\n"
    }.joined()
  }

  static func list(_ items: [(head: String, body: String)]) -> String {
    ".Bl -tag -width Ds\n"
      + items.map { ".It \($0.head)\n" + text($0.body.replacing("\n", with: " ")) }.joined()
      + ".El\n"
  }

  static func literal(_ lines: some Sequence<some StringProtocol>) -> String {
    ".Bd -literal\n"
      + lines.map { line in
        let plain = String(line).replacing("\\", with: "\\e")
        return (plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" : "") + plain + "\n"
      }.joined() + ".Ed\n"
  }
}
