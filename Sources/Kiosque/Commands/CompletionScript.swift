import ArgumentParser

/// The script by which a shell completes the program's command lines.
enum CompletionScript {
  /// The shell for which a script is asked, by `--generate-completion-script SHELL`.
  static func shell(_ arguments: [String]) -> CompletionShell? {
    guard arguments.count == 2, arguments[0] == "--generate-completion-script" else { return nil }
    return CompletionShell(rawValue: arguments[1])
  }

  /// The parser adds a help command of its own to ours, and defines its function last: it is left out, for it
  /// completes nothing.
  static func corrected(_ script: String) -> String {
    var lines = script.split(separator: "\n", omittingEmptySubsequences: false)
    let starts = lines.indices.filter { lines[$0] == "_kiosque_help() {" }
    if starts.count == 2, let end = lines[starts[1]...].firstIndex(of: "}") {
      lines.removeSubrange(starts[1]...end)
    }
    // Scripts that are read by the shell are not run: they name no interpreter.
    lines.removeAll { $0.hasPrefix("#!") || $0.contains("'help:Show subcommand help information.'") }
    // `show` has a --version of its own; fish refuses a command line with two options of one name.
    return lines.map { $0.contains("'version='") ? $0.replacing(" 'version'", with: "")[...] : $0 }.joined(
      separator: "\n")
  }
}
