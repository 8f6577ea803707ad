import Archive
import ArgumentParser
import Cells
import Glibc
import Stories

/// What the shells offer for arguments that only the program knows. A shell asks by
/// `kiosque ---completion COMMAND -- ARGUMENT ...`; it gets an answer within two seconds or none, and no
/// word of what went wrong.
enum Completions {
  /// How many are offered at most.
  private static let most = 200

  /// Numbers of stories, the headlines beside them.
  static let stories = CompletionKind.custom { words, _, prefix in
    answer(words, prefix) { archive in
      let ids = try candidates(prefix, archive)
      let headlines = Dictionary(try archive.headlines(ids).map { ($0.id, $0) }) { first, _ in first }
      return ids.compactMap { headlines[$0] }.map { ("\($0.id)", $0.title) }
    }
  }

  /// Publishers by their names.
  static let sources = CompletionKind.custom { words, _, prefix in
    answer(words, prefix) { try $0.sources().map { ($0.name, nil) } }
  }

  /// The number of an import, what was imported beside it.
  static let imports = CompletionKind.custom { words, _, prefix in
    answer(words, prefix) { try $0.statistics().imports.map { ("\($0.number)", $0.label) } }
  }

  /// Words of a query: `tag:` and `source:` with what there is; and tags to give and to take away, where
  /// stories are tagged.
  static let queryWords = CompletionKind.custom { words, index, prefix in
    let typed = CompletionShell.requesting == .bash ? unquoted(prefix) : prefix
    if let sign = typed.first, sign == "+" || sign == "-" {
      guard words.contains("tag") else { return [] }
      return answer(words, prefix, matching: typed) { try $0.tags().map { (String(sign) + $0.name, nil) } }
    }
    for field in ["tag:", "source:"] where typed.hasPrefix(field) {
      return answer(words, prefix, matching: typed) { try names(field, $0).map { (field + $0, nil) } }
    }
    guard CompletionShell.requesting == .bash, let (field, value) = split(words, index, typed) else {
      return []
    }
    return answer(words, prefix, matching: value) { try names(field, $0).map { ($0, nil) } }
  }

  /// The field before a word of bash's, for which a colon is a word of its own, and what is typed of the
  /// value.
  private static func split(_ words: [String], _ index: Int, _ typed: String) -> (
    field: String, value: String
  )? {
    guard words.indices.contains(index), index >= 2 else { return nil }
    let isColon = words[index] == ":"
    guard isColon || words[index - 1] == ":" else { return nil }
    return (words[index - (isColon ? 1 : 2)] + ":", isColon ? "" : typed)
  }

  /// What there is to find in a field, as a query has it.
  private static func names(_ field: String, _ archive: any StoryArchive) throws -> [String] {
    switch field {
    case "tag:": try archive.tags().map { phrase($0.name) }
    case "source:": try archive.sources().map { phrase($0.name) }
    default: []
    }
  }

  static let themes = CompletionKind.custom { _, _, _ in
    ReaderThemes.load().themes.compactMap { offered($0.name, nil) }
  }

  static let topics = CompletionKind.custom { _, _, _ in ManualTopic.names }

  /// Whether a shell asks.
  static func isAsked(_ arguments: [String]) -> Bool { arguments.first == "---completion" }

  /// Sees to it that a shell which asks waits for two seconds at most, and that nothing is said.
  static func prepare() {
    let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
    if nothing >= 0 { dup2(nothing, STDERR_FILENO) }
    signal(SIGALRM) { _ in _exit(0) }
    alarm(2)
  }

  /// A name as a query has it.
  private static func phrase(_ name: String) -> String { name.contains(" ") ? "\"\(name)\"" : name }

  // MARK: The archive

  /// What the archive that the words name has to offer; nothing where it cannot be read. Where `typed` is
  /// given, only what begins so, in quotes or not.
  private static func answer(
    _ words: [String], _ prefix: String, matching typed: String? = nil,
    _ body: (any StoryArchive) throws -> [(value: String, note: String?)]
  ) -> [String] {
    guard
      let archive = try? Engine.installed.open(
        path(words), .reading, lockWait: LockWait(seconds: 0), progress: { _, _ in })
    else { return [] }
    defer { try? archive.close() }
    var found = (try? body(archive)) ?? []
    if let typed { found.removeAll { !begins($0.value, typed) } }
    if found.count > most {
      let start = unquoted(prefix)
      found.removeAll { !$0.value.hasPrefix(start) }
    }
    return found.prefix(most).compactMap { offered($0.value, $0.note) }
  }

  private static func begins(_ value: String, _ typed: String) -> Bool {
    value.hasPrefix(typed) || value.replacing("\"", with: "").hasPrefix(typed)
  }

  /// The archive of the command line so far, else the usual one.
  static func path(_ words: [String]) -> String {
    for (index, word) in words.enumerated() where word.hasPrefix("--archive") {
      let rest = words.dropFirst(index + 1)
      // bash hands over --archive=FILE in three words.
      if word.hasPrefix("--archive=") { return unquoted(String(word.dropFirst("--archive=".count))) }
      guard word == "--archive", let next = rest.first else { continue }
      if next != "=" { return unquoted(next) }
      if let value = rest.dropFirst().first { return unquoted(value) }
    }
    return Paths.archive
  }

  /// A word of a command line as the shell will read it, where it has no variables: bash hands over words
  /// as they were typed.
  private static func unquoted(_ word: String) -> String {
    var (text, quote, isEscaped) = ("", Character?.none, false)
    for character in word {
      if isEscaped {
        (text, isEscaped) = (text + String(character), false)
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      } else {
        text.append(character)
      }
    }
    return word.hasPrefix("~/") ? Paths.expanded(text) ?? text : text
  }

  /// The stories whose numbers begin so, the newest first; all where nothing is typed yet.
  private static func candidates(_ prefix: String, _ archive: any StoryArchive) throws -> [StoryID] {
    if prefix.isEmpty { return try archive.identities(Query(), limit: most) }
    guard let number = StoryID(prefix), number > 0, String(number) == prefix else { return [] }
    let newest = try archive.newestStory()
    var ids: [StoryID] = []
    var range = number...number
    while range.lowerBound <= newest, ids.count < most {
      ids += range.clamped(to: 1...newest).prefix(most)
      range = range.lowerBound * 10...range.upperBound * 10 + 9
    }
    return ids
  }

  // MARK: Shells

  /// A value and its note as the shell that asks reads them: zsh and fish show the note beside the value,
  /// bash takes values alone. nil for a value that would not reach the program unchanged.
  static func offered(_ value: String, _ note: String?, for shell: CompletionShell? = .requesting) -> String?
  {
    guard !value.isEmpty, Gate.line(value) == value else { return nil }
    // The note is one line of glyphs; white space of other kinds has passed the gate as blanks.
    let note = note.map { Width.cut(Gate.line($0), to: 60) }.flatMap { $0.isEmpty ? nil : $0 }
    switch shell {
    case .zsh?:
      let escaped = value.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
      return note.map { escaped + ":" + $0 } ?? escaped
    case .fish?: return note.map { value + "\t" + $0 } ?? value
    case .bash?: return isPlain(value) ? value : quoted(value)
    default: return value
    }
  }

  /// compgen expands the words it is given, command substitutions among them: in quotes they are text.
  private static func quoted(_ value: String) -> String {
    "'" + value.replacing("'", with: "'\\''") + "'"
  }

  private static func isPlain(_ value: String) -> Bool {
    value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "+") }
  }
}
