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
    lines = withReadersOptions(lines)
    let chosen = lines.map { queryWords(in: $0) }
    if chosen != lines, let start = lines.firstIndex(of: "_kiosque() {") {
      lines = chosen
      lines.insert(contentsOf: queryFunction, at: start)
    }
    // `show` has a --version of its own; fish refuses a command line with two options of one name.
    return lines.map { $0.contains("'version='") ? $0.replacing(" 'version'", with: "")[...] : $0 }.joined(
      separator: "\n")
  }

  /// Without a command the program takes the reader's options, of which the parser's script knows nothing.
  private static func withReadersOptions(_ lines: [Substring]) -> [Substring] {
    guard let start = lines.firstIndex(of: "_kiosque() {"),
      let read = lines.firstIndex(of: "_kiosque_read() {"),
      let end = lines[read...].firstIndex(of: "}")
    else { return lines.flatMap(inFish) }
    let (own, reader) = (lines[start..<read], lines[read..<end])
    return inBash(lines, own, reader) ?? inZsh(lines, own, reader) ?? lines
  }

  /// No command comes behind an option.
  private static let noCommand: Substring =
    "    [[ \"${COMP_WORDS[1]}\" == -* && \"${COMP_CWORD}\" -gt 1 ]] && return"

  private static func inBash(
    _ lines: [Substring], _ own: ArraySlice<Substring>, _ reader: ArraySlice<Substring>
  ) -> [Substring]? {
    guard let options = reader.first(where: { $0.hasPrefix("    non_repeating_options=(") }),
      let values = reader.firstIndex(of: "    # Offer option value completions"),
      let esac = reader[values...].firstIndex(of: "    esac"),
      let none = own.firstIndex(of: "    local -a non_repeating_options=()"),
      let offered = own.firstIndex(where: { $0.contains("_offer_flags_options ") })
    else { return nil }
    var lines = lines
    lines.insert(contentsOf: reader[values...esac] + [noCommand], at: offered + 1)
    lines[none] = "    local -a " + options.drop { $0 == " " }
    return lines
  }

  private static func inZsh(
    _ lines: [Substring], _ own: ArraySlice<Substring>, _ reader: ArraySlice<Substring>
  ) -> [Substring]? {
    guard let specs = own.firstIndex(of: "    local -ar arg_specs=(") else { return nil }
    let options = reader.filter { $0.hasPrefix("        '--") && !$0.hasPrefix("        '--version[") }
    var lines = lines
    lines.insert(contentsOf: options, at: specs + 1)
    lines.insert(contentsOf: reader.filter { $0.hasPrefix("    local -ar ___") }, at: specs)
    return lines
  }

  private static func inFish(_ line: Substring) -> [Substring] {
    let options = ["archive", "language", "theme"]
    if line == "        __kiosque_parse_subcommand 0 'version' 'h/help'" {
      return [line.replacing(" 0 ", with: " 0 " + options.map { "'\($0)=' " }.joined())[...]]
    }
    guard options.contains(where: { line.contains("\"kiosque read\" \($0)'") }) else { return [line] }
    return [line.replacing("\"kiosque read\"", with: "\"kiosque\"")[...], line]
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
