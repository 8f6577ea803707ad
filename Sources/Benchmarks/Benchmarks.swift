/// The figures of the program, each beside its floor measured in the same run: `make bench`.
import CStopwatch
import Glibc

@main
enum Benchmarks {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      Report.complain(Options.usage)
      exit(2)
    }
    kq_interrupts_watch()
    do {
      try run(options)
    } catch {
      Report.complain("kiosque-bench: \(error)")
      exit(kq_interrupted() ? 130 : 1)
    }
  }

  private static func run(_ options: Options) throws {
    if let count = options.generate { return try RecordGenerator(count: count).write(to: "-") }
    let bench = try Bench(options)
    defer { bench.tidy() }
    let start = kq_now()
    var report = Report(isQuick: options.isQuick)
    if options.isOnlyTexts { report.figures += try Texts.figures(bench) + Setting.figures(bench) }
    let isAll = !options.isOnlySize && !options.isOnlyTexts
    if isAll { try measure(bench, &report) }
    if options.size > 0, !options.isOnlyTexts {
      report.figures += try AtSize.figures(bench, count: options.size)
    }
    report.seconds = Double(kq_now() - start) / 1e9
    report.printTable()
    if let path = options.json { try report.write(to: path) }
  }

  private static func measure(_ bench: Bench, _ report: inout Report) throws {
    let archives = try TestArchives(bench, &report)
    let parts: [(Bench, TestArchives) throws -> [Figure]] = [
      Cleaning.figures, Texts.figures, Pages.figures, Setting.figures, Starting.figures, ListKeys.figures,
      StoryKeys.figures,
      Searching.figures, Memory.figures,
    ]
    for part in parts {
      report.figures += try part(bench, archives)
      if kq_interrupted() { throw BenchFault.interrupted }
    }
  }
}

/// Why there are no figures.
enum BenchFault: Error, CustomStringConvertible {
  case interrupted
  case noProgram(String)
  case cannotWrite(String)
  case failed(String, status: Int)
  /// The screen does not show what was to be measured.
  case unexpected(String, screen: String)
  /// The archive is not what was generated.
  case wrong(String)

  var description: String {
    switch self {
    case .interrupted: "interrupted"
    case .noProgram(let path): "\(path) is not there; build it first (make bench does)"
    case .cannotWrite(let path): "cannot write \(path)"
    case .failed(let what, let status): "\(what) ended with \(status)"
    case .wrong(let what): "wanted \(what)"
    case .unexpected(let what, let screen): "wanted \(what); the screen:\n\(screen)"
    }
  }
}
