import ArgumentParser

/// The options before a command, or without one, as far as the parser misunderstands them: it prints the
/// version whatever stands beside it, and knows the reader's options alone.
struct ProgramOptions {
  private static let withValues = ["--archive", "--language", "--theme"]
  private static let known = withValues + ["--version", "--help"]

  private(set) var asksVersion = false
  private(set) var asksJSON = false
  private var fault: (any Error)?

  /// Throws for a misspelt option; nil where a command follows, or where the parser knows better.
  init?(_ arguments: [String], commands: [String]) throws {
    guard arguments.first?.hasPrefix("--") == true else { return nil }
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let name = String(word.prefix { $0 != "=" })
      switch name {
      case "--version": asksVersion = true
      case "--json": asksJSON = true
      case "--help", "--", "---completion", "--generate-completion-script", "--experimental-dump-help":
        return nil
      case _ where Self.withValues.contains(name): if name == word { _ = rest.popFirst() }
      case _ where name.hasPrefix("--"): fault = fault ?? Misspelt.Option(word: word)
      default:
        if name.hasPrefix("-") || commands.contains(word) { return nil }
        fault = fault ?? ValidationError("Unexpected argument '\(word)'")
      }
    }
    if asksJSON && !asksVersion { fault = fault ?? Misspelt.Option(word: "--json") }
    if let fault { throw (fault as? Misspelt.Option).map { ValidationError($0.told(Self.help)) } ?? fault }
  }

  private static let help = (known + ["--json"]).joined(separator: " ")
}
