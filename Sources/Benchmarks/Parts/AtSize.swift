import CSQLiteFloor
import CStopwatch
import FoundationEssentials
import Glibc

/// An archive of any size beside one of a tenth and one of a thousand: filling it, and what a reader waits
/// for.
enum AtSize {
  static func figures(_ bench: Bench, count: Int) throws -> [Figure] {
    let large = try FilledArchive(count, bench)
    let tenth = try FilledArchive(max(20, count / 10), bench)
    let small = try FilledArchive(1000, bench)
    defer { for filled in [large, tenth, small] { filled.tidy() } }
    return try importing(large, tenth) + large.space() + reading(large, tenth, small, bench)
      + SearchLatency.figures(large, tenth, bench) + memory(large, bench) + OtherReaders.figures(large, bench)
  }

  private static func importing(_ large: FilledArchive, _ tenth: FilledArchive) -> [Figure] {
    let group = "Import, \(large.count) text captures as JSON lines"
    let (fill, again, floor) = (large.costs.fill, large.costs.again, large.costs.floor)
    let note =
      floor == nil
      ? "floor not measured: SQLite alone could not read the archive"
      : "floor: the \(floor?.stories ?? 0) stories of it in SQLite, same index, transactions of 1,000"
    return [
      Figure(
        group, "import", "captures/s", [fill.perSecond], floor: [floor?.perSecond].compactMap(\.self)),
      Figure(
        group, "  per CPU second", "captures/s", [fill.perCPUSecond],
        floor: [floor?.perCPUSecond].compactMap(\.self), note: note),
      Figure(
        group, "  CPU seconds, of the floor's", "times",
        [floor.map { fill.cpu / $0.cpu }].compactMap(\.self), aim: 1 / 0.6,
        note: "at least 60 % of its rate; \(fill.stories) captures of \(floor?.stories ?? 0) stories"),
      Figure(group, "  most memory", "MB", [Double(fill.peak) / 1e6], aim: 300),
      Figure(group, "import again", "captures/s", [again.perSecond]),
      Figure(group, "  CPU, of the first time", "times", [again.cpu / fill.cpu], aim: 0.1),
      Figure(group, "  time, of the first time", "times", [again.wall / fill.wall], aim: 0.1),
      Figure(
        group, "CPU a capture, of that at \(tenth.count)", "times",
        [tenth.costs.fill.perCPUSecond / fill.perCPUSecond], aim: 1.15),
    ]
  }

  private static func reading(
    _ large: FilledArchive, _ tenth: FilledArchive, _ small: FilledArchive, _ bench: Bench
  ) throws -> [Figure] {
    let filledArchives = [large, tenth, small]
    var starts = Array(repeating: [Double](), count: 3)
    for _ in 0..<bench.runs(15, quick: 7) {
      for (index, filled) in filledArchives.enumerated() {
        let session = try bench.session([bench.kiosque], columns: 80, rows: 24, archive: filled.archive)
        starts[index] += [try session.firstFrame().milliseconds].compactMap(\.self)
        try session.quit()
      }
    }
    let group = "Reading, \(large.count) captures, 80x24"
    let ratio = { (one: Int, other: Int) in median(starts[one]) / max(1e-9, median(starts[other])) }
    var figures = [
      Figure(
        group, "start to first frame", "ms", starts[0], floor: starts[2], aim: 20, note: "floor: at 1,000"),
      Figure(group, "  of that at 1,000", "times", [ratio(0, 2)], aim: 1.2),
      Figure(group, "  of that at \(tenth.count)", "times", [ratio(0, 1)], aim: 1.2),
    ]
    let keys = try [large, tenth].map { try listKeys($0, bench) }
    for (name, all) in keys[0].sorted(by: { $0.key < $1.key }) {
      let others = keys[1][name] ?? []
      figures += [
        Figure(
          group, "\(name), p95", "ms", [high(all.compactMap(\.milliseconds))],
          floor: [high(others.compactMap(\.milliseconds))], aim: 2, note: "floor: at \(tenth.count)"),
        Figure(group, "  CPU", "ms", all.map(\.cpu), floor: others.map(\.cpu)),
      ]
    }
    return figures
  }

  /// What keys in the list bring about.
  private static func listKeys(_ filled: FilledArchive, _ bench: Bench) throws -> [String: [Reaction]] {
    let session = try bench.session([bench.kiosque, "--archive", filled.archive], columns: 80, rows: 24)
    _ = try session.firstFrame()
    var found: [String: [Reaction]] = [:]
    for (name, key, runs) in [("j", "j", 60), ("PgDn", "\u{1B}[6~", 40), ("G", "G", 15), ("g", "g", 15)] {
      for run in 0..<bench.runs(runs, quick: runs / 3) {
        if name == "g", run > 0 { _ = try session.type("G") }
        if name == "G", run > 0 { _ = try session.type("g") }
        found[name, default: []].append(try session.type(key))
      }
    }
    try session.quit()
    return found
  }

  private static func memory(_ large: FilledArchive, _ bench: Bench) throws -> [Figure] {
    let session = try bench.session([bench.kiosque, "--archive", large.archive], columns: 80, rows: 24)
    _ = try session.firstFrame()
    for key in ["G", "g", "\r", " ", " ", "q", "j", "\r", "q"] { _ = try session.type(key) }
    let group = "Memory, \(large.count) captures, after a few stories"
    let figures = [("resident", "VmRSS", Double?.none), ("  but for file pages", "RssAnon", 40)].map {
      let value = Machine.firstLine("/proc/\(session.process)/status", $0.1 + ":")?.split(separator: " ")
        .first
      return Figure(
        group, $0.0, "MB", [value.flatMap { Double($0) }].compactMap { $0.map { $0 * 1024 / 1e6 } },
        aim: $0.2)
    }
    try session.quit()
    return figures
  }

  static func median(_ values: [Double]) -> Double { Spread(values)?.median ?? 0 }

  /// The value that 95 of 100 do not exceed.
  static func high(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
  }
}
