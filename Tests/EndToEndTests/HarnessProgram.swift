import Foundation

/// What keys send.
enum Keys {
  static let enter = "\r"
  static let escape = "\u{1B}"
  static let tab = "\t"
  static let backspace = "\u{7F}"
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let pageUp = "\u{1B}[5~"
  static let pageDown = "\u{1B}[6~"
  static let home = "\u{1B}[H"
  static let end = "\u{1B}[F"

  /// Control with a letter.
  static func control(_ letter: Character) -> String {
    String(UnicodeScalar((letter.asciiValue ?? 0) & 31))
  }

  static func alt(_ character: Character) -> String {
    "\u{1B}\(character)"
  }

  static func paste(_ text: String) -> String {
    "\u{1B}[200~\(text)\u{1B}[201~"
  }

  /// The left button pressed and let go; columns and rows from 0.
  static func click(column: Int, row: Int) -> String {
    "\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m"
  }

  static func wheel(up: Bool, column: Int = 0, row: Int = 0) -> String {
    "\u{1B}[<\(up ? 64 : 65);\(column + 1);\(row + 1)M"
  }
}

/// The program that the tests run.
enum Program {
  /// Not under a sanitizer (`make sanitize` sets these), which needs all the memory that there is.
  static let limitsMemory = ["ASAN_OPTIONS", "TSAN_OPTIONS"].allSatisfy {
    ProcessInfo.processInfo.environment[$0] == nil
  }

  /// `$KIOSQUE_BINARY`, else the one that was built beside the tests.
  static let path: String = {
    if let told = ProcessInfo.processInfo.environment["KIOSQUE_BINARY"] { return told }
    for start in [Bundle.main.bundlePath, Bundle.main.executablePath ?? "", CommandLine.arguments[0]] {
      var folder = URL(filePath: start).standardizedFileURL
      while folder.path.count > 1 {
        let candidate = folder.appending(path: "kiosque").path
        if isProgram(candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return testsFolder.appending(path: "../../.build/debug/kiosque").standardizedFileURL.path
  }()

  /// Whether users other than its owner may reach it: not in a folder that is its owner's alone.
  static var isOpenToOthers: Bool {
    var folder = URL(filePath: path).standardizedFileURL
    while folder.path.count > 1 {
      folder.deleteLastPathComponent()
      let rights = try? FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
      if (rights ?? 0) & 0o001 == 0 { return false }
    }
    return true
  }

  private static var testsFolder: URL {
    URL(filePath: #filePath).deletingLastPathComponent()
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && FileManager.default.isExecutableFile(atPath: path)
  }
}

/// An interactive bash, for what only a shell with job control shows: Ctrl-Z, `fg`, pipes.
final class Shell {
  let terminal: PseudoTerminal
  private static let prompt = "kiosque-test$"

  init(environment: [String: String] = PseudoTerminal.environment(), columns: Int = 80, rows: Int = 24) throws
  {
    var environment = environment
    environment["PS1"] = "\(Self.prompt) "
    environment["BASH_SILENCE_DEPRECATION_WARNING"] = "1"
    terminal = try PseudoTerminal(
      arguments: ["bash", "--norc", "--noprofile", "--noediting", "-i"], environment: environment,
      columns: columns, rows: rows)
    try waitForPrompt()
  }

  /// Types a command line.
  func run(_ line: String) {
    terminal.send(line + "\r")
  }

  /// Waits until the shell asks again: the last row that is not empty is the prompt alone.
  func waitForPrompt(seconds: Double = 10) throws {
    let isThere = terminal.until(seconds) {
      terminal.screen.split(separator: "\n").last { !$0.isEmpty } == Self.prompt[...]
    }
    if !isThere { throw Waited(wanted: "the shell's prompt", screen: terminal.screen) }
  }
}
