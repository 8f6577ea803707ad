import DataFiles

/// Misspelt commands and options, where the parser would take them for arguments of the reader or for words
/// of a query.
enum Misspelt {
  /// A word of a query that begins with two hyphens.
  struct Option: Error {
    var word: String

    /// As the parser says it of an option that it does not know; `help` is the command's help message.
    func told(_ help: String) -> String {
      let name = String(word.prefix { $0 != "=" })
      let hint =
        Spelling.nearest(name, among: Misspelt.options(in: help)).map { " Did you mean '\($0)'?" } ?? ""
      return "Unknown option '\(name)'." + hint
    }
  }

  /// The options that a help message names.
  private static func options(in help: String) -> [String] {
    help.matches(of: /--[a-z]+(?:-[a-z]+)*/).map { String($0.output) }
  }

  /// The first option that a command's help message does not name.
  static func option(_ arguments: [String], help: String) -> Option? {
    let known = options(in: help)
    return arguments.prefix { $0 != "--" }
      .first { $0.hasPrefix("--") && !known.contains(String($0.prefix { $0 != "=" })) }
      .map { Option(word: $0) }
  }

  /// The first word where it is no command; the reader has no arguments but options.
  static func command(_ arguments: [String], known: [String]) -> String? {
    guard let first = arguments.first, !first.hasPrefix("-"), !known.contains(first) else { return nil }
    return first
  }
}
