import CStopwatch
import FoundationEssentials
import Glibc

/// Where the work is done: the programs, a temporary folder, an environment that is nobody's own.
struct Bench {
  let isQuick: Bool
  let folder: String
  /// Where the large archives stay; nil where they go with the folder.
  let keep: String?
  let kiosque: String
  let ncursesFloor: String
  let gumboFloor: String
  private let environment: [String]

  init(_ options: Options) throws {
    isQuick = options.isQuick
    keep = options.keep
    let beside = Self.folder(of: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    kiosque = options.program ?? beside + "/kiosque"
    ncursesFloor = beside + "/ncurses-floor"
    gumboFloor = beside + "/gumbo-floor"
    for program in [kiosque, ncursesFloor, gumboFloor] where access(program, X_OK) != 0 {
      throw BenchFault.noProgram(program)
    }
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((temporary + "/kiosque-bench.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchFault.cannotWrite(temporary) }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    environment = [
      "PATH=\(path)", "HOME=\(folder)", "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8",
      "SWIFT_BACKTRACE=enable=no",
    ]
  }

  /// Removes everything that was made.
  func tidy() {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// How often something is measured: `many` times, or `few` times in a quick bench.
  func runs(_ many: Int, quick few: Int) -> Int { isQuick ? few : many }

  /// Runs a program to its end; any status but success is a fault.
  func run(_ arguments: [String], input: String? = nil, output: String? = nil) throws -> kq_cost {
    let cost = withCStrings(arguments, environment) { kq_run($0, $1, input, output) }
    if kq_interrupted() { throw BenchFault.interrupted }
    guard cost.status == 0 else {
      throw BenchFault.failed(arguments.joined(separator: " "), status: Int(cost.status))
    }
    return cost
  }

  /// Starts a program on a terminal of so many columns and rows.
  func session(
    _ arguments: [String], columns: Int, rows: Int, archive: String? = nil
  ) throws -> Session {
    // A reader goes on where the one before it was; here each begins at the top.
    try? FileManager.default.removeItem(atPath: folder + "/.local/state")
    let variables = environment + (archive.map { ["KIOSQUE_ARCHIVE=" + $0] } ?? [])
    let watch = withCStrings(arguments, variables) { kq_watch_start($0, $1, Int32(rows), Int32(columns)) }
    guard let watch else { throw BenchFault.noProgram(arguments.first ?? "") }
    return Session(watch: watch, columns: columns, rows: rows)
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

/// Two lists of C strings that end with a null, for as long as `body` runs.
private func withCStrings<Value>(
  _ arguments: [String], _ environment: [String],
  _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>, UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
  let first = arguments.map { strdup($0) } + [nil]
  let second = environment.map { strdup($0) } + [nil]
  defer { (first + second).forEach { free($0) } }
  return body(first, second)
}

enum TextFile {
  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw BenchFault.cannotWrite(path) }
    fputs(text, file)
    guard fclose(file) == 0 else { throw BenchFault.cannotWrite(path) }
  }

  /// Empty where there is no such file.
  static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// In bytes; 0 where there is no such file.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
