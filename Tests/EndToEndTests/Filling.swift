import Foundation

/// How long trials of durability last, and what they share.
enum Torture {
  /// `make torture` asks for the long form.
  static let isLong = ProcessInfo.processInfo.environment["KIOSQUE_TORTURE"] == "long"

  /// Rounds of a trial.
  static func rounds(_ long: Int, short: Int) -> Int { isLong ? long : short }

  /// The library of `Tests/Faults`, which was built beside the tests; nil where it is missing.
  static let faults: String? = {
    for start in [Bundle.main.bundlePath, Bundle.main.executablePath ?? "", CommandLine.arguments[0]] {
      var folder = URL(filePath: start).standardizedFileURL
      while folder.path.count > 1 {
        let candidate = folder.appending(path: "libkiosque-faults.so").path
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }()

  /// A line of the report.
  static func report(_ line: String, since start: Date) {
    print("torture: \(line), \(Int(-start.timeIntervalSinceNow)) s")
  }

  /// The same chances in every run (SplitMix64).
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }
}

/// An archive that the program fills from a file of captures, while a test does its worst.
final class Filling {
  let home: TestHome
  /// Captures in the file, numbered in their titles from 0.
  let count: Int
  let file: String

  /// More than one batch of the importer, so that there is something to lose.
  init(_ count: Int = Torture.rounds(2500, short: 1100)) throws {
    home = try TestHome()
    self.count = count
    let lines = (0..<count).map { number in
      let words = (0..<30).map { "mot\((number &* 7919 &+ $0 &* 104_729) % 9000)" }.joined(separator: " ")
      return """
        {"url":"https://quai.example/\(number)","date":"2026-01-\(10 + number % 20)","source":"Le Quai",\
        "title":"Nouvelle \(Self.name(number)) du quai","text":"Le port et la mer.\\n\\n\(words)."}

        """
    }
    file = try home.write(lines.joined(), to: "captures.jsonl")
  }

  private static let letters = Array("bcdfghjlmn")

  private static func number(_ name: String) -> Int? {
    Int(name.compactMap { letters.firstIndex(of: $0).map(String.init) }.joined()).map { $0 - 10_000 }
  }

  /// A number in letters: lines that differ in figures would be furniture.
  private static func name(_ number: Int) -> String {
    "\(number + 10_000)".compactMap(\.wholeNumberValue).map { String(letters[$0]) }
      .joined()
  }

  struct Run {
    /// The exit status; below 0 the signal that ended it.
    var status: Int
    /// How many captures, from the first on, were acknowledged.
    var acknowledged: Int
    var errors: String
  }

  /// An import that runs.
  final class Import {
    let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    fileprivate init(_ filling: Filling, _ environment: [String: String]) throws {
      process.executableURL = URL(filePath: Program.path)
      process.arguments = ["import", "--ack", filling.file]
      process.environment = filling.home.environment.merging(environment) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = errors
      try process.run()
    }

    /// Waits for its end.
    func end() -> Run {
      let told = output.everything()
      let errors = errors.everything()
      process.waitUntilExit()
      let numbers = told.split(separator: "\n").filter { $0.hasPrefix("ACK ") }.compactMap {
        Int($0.dropFirst(4))
      }
      let status = Int(process.terminationStatus)
      return Run(
        status: process.terminationReason == .uncaughtSignal ? -status : status,
        acknowledged: numbers.max() ?? 0, errors: errors)
    }
  }

  func start(_ environment: [String: String] = [:]) throws -> Import { try Import(self, environment) }

  func run(_ environment: [String: String] = [:]) throws -> Run { try start(environment).end() }

  /// Takes the archive away, with what SQLite keeps beside it.
  func wipe() {
    for end in ["", "-wal", "-shm", "-journal"] { unlink(home.archive + end) }
  }

  /// What is wrong with the archive, of which so many captures were acknowledged; empty for nothing.
  func losses(_ acknowledged: Int, _ occasion: String) throws -> [String] {
    let size = try? FileManager.default.attributesOfItem(atPath: home.archive)[.size] as? Int
    // An empty file is what is left where not even the first page could be written.
    guard size ?? 0 > 0 else {
      return acknowledged == 0 ? [] : ["\(occasion): no archive, but \(acknowledged) acknowledged"]
    }
    var found: [String] = []
    let check = try home.kiosque("check")
    if check.status != 0 { found.append("\(occasion): check \(check.status) \(check.errors.prefix(300))") }
    let list = try home.kiosque("list", "--json", "--limit", "1000000")
    if list.status != 0 { found.append("\(occasion): list \(list.status) \(list.errors.prefix(300))") }
    let names = list.output.matches(of: /"title":"Nouvelle ([a-z]+) du quai"/).map { String($0.1) }
    let numbers = names.compactMap(Self.number)
    let stored = Set(numbers)
    if stored.count != numbers.count { found.append("\(occasion): \(numbers.count - stored.count) twice") }
    let lost = (0..<acknowledged).filter { !stored.contains($0) }
    if !lost.isEmpty { found.append("\(occasion): \(lost.count) lost of \(acknowledged), first \(lost[0])") }
    return found
  }

  /// Imports again, to the end; what is wrong then.
  func completes(_ occasion: String) throws -> [String] {
    let run = try run()
    let found = try losses(count, "\(occasion), then again")
    return run.status == 0
      ? found : ["\(occasion), then again: \(run.status) \(run.errors.suffix(300))"] + found
  }
}
