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
    let chosen = lines.map { queryWords(in: $0) }
    if chosen != lines, let start = lines.firstIndex(of: "_kiosque() {") {
      lines = chosen
      lines.insert(contentsOf: queryFunction, at: start)
    }
    // `show` has a --version of its own; fish refuses a command line with two options of one name.
    return lines.map { $0.contains("'version='") ? $0.replacing(" 'version'", with: "")[...] : $0 }.joined(
      separator: "\n")
  }

  /// bash has a query's words chosen by the program, which knows what stands before a colon and in quotes;
  /// only its script has this function.
  private static let queryFunction: [Substring] = """
    __kiosque_add_query_words() {
        local completion
        while IFS='' read -r completion; do
            COMPREPLY+=("${completion}")
        done < <(IFS=$'\\n' compgen -W "${1}")
    }

    """.split(separator: "\n", omittingEmptySubsequences: false)

  private static func queryWords(in line: Substring) -> Substring {
    let asks = ["search", "count", "tag", "forget"].contains {
      line.contains("---completion \($0) -- positional@0 ")
    }
    return asks
      ? line.replacing("__kiosque_add_completions -W ", with: "__kiosque_add_query_words ")[...] : line
  }
}
