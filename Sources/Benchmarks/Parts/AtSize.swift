import CSQLiteFloor
import CStopwatch
import FoundationEssentials
import Glibc

/// An archive of any size beside one of a tenth and one of a thousand: filling it, and what a reader waits
/// for.
enum AtSize {
  static func figures(_ workshop: Workshop, count: Int) throws -> [Figure] {
    let large = try Stock(count, workshop)
    let tenth = try Stock(max(20, count / 10), workshop)
    let small = try Stock(1000, workshop)
    defer { for stock in [large, tenth, small] { stock.tidy() } }
    try large.check()
    return try importing(large, tenth, workshop) + large.space() + reading(large, tenth, small, workshop)
      + searching(large, tenth, workshop) + memory(large, workshop)
  }

  private static func importing(_ large: Stock, _ tenth: Stock, _ workshop: Workshop) throws -> [Figure] {
    let group = "Import, \(large.count) text captures as JSON lines"
    let again = try large.fill()
    let floor = large.floorCopy()
    let perStory = { (stock: Stock) in Double(stock.cost.cpu) / Double(stock.count) }
    let share = floor.map {
      perSecond(large.count, large.cost.cpu) / perSecond(Int($0.stories), $0.cpu) * 100
    }
    return [
      Figure(
        group, "import", "captures/s", [perSecond(large.count, large.cost.wall)],
        floor: floor.map { [perSecond(Int($0.stories), $0.wall)] } ?? []),
      Figure(
        group, "  per CPU second", "captures/s", [perSecond(large.count, large.cost.cpu)],
        floor: floor.map { [perSecond(Int($0.stories), $0.cpu)] } ?? [],
        note: floor == nil
          ? "floor not measured: SQLite alone could not read the archive"
          : "floor: \(floor?.stories ?? 0) of its texts in SQLite, FTS5 unicode61, transactions of 1,000"),
      Figure(
        group, "  share of the floor's rate per CPU second", "%", share.map { [$0] } ?? [], note: "aim ≥ 60"),
      Figure(group, "  most memory", "MB", [Double(large.cost.peak) / 1e6], aim: 300),
      Figure(group, "import again", "captures/s", [perSecond(large.count, again.wall)]),
      Figure(
        group, "  times as fast", "", [Double(large.cost.wall) / Double(max(1, again.wall))], note: "aim ≥ 10"
      ),
      Figure(
        group, "CPU a story, of that at \(tenth.count)", "times", [perStory(large) / perStory(tenth)],
        aim: 1.15),
    ]
  }

  private static func perSecond(_ count: Int, _ nanoseconds: Int64) -> Double {
    Double(count) / max(1e-9, Double(nanoseconds) / 1e9)
  }

  private static func reading(
    _ large: Stock, _ tenth: Stock, _ small: Stock, _ workshop: Workshop
  ) throws -> [Figure] {
    let stocks = [large, tenth, small]
    var starts = Array(repeating: [Double](), count: 3)
    for _ in 0..<workshop.runs(15, quick: 7) {
      for (index, stock) in stocks.enumerated() {
        let session = try workshop.session([workshop.kiosque], columns: 80, rows: 24, archive: stock.archive)
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
    let keys = try [large, tenth].map { try listKeys($0, workshop) }
    for (name, all) in keys[0].sorted(by: { $0.key < $1.key }) {
      figures.append(
        Figure(group, "\(name), p95", "ms", [high(all)], floor: [high(keys[1][name] ?? [])], aim: 2))
    }
    figures[3].note = "floor: at \(tenth.count)"
    return figures
  }

  /// Milliseconds of each key in the list.
  private static func listKeys(_ stock: Stock, _ workshop: Workshop) throws -> [String: [Double]] {
    let session = try workshop.session([workshop.kiosque, "--archive", stock.archive], columns: 80, rows: 24)
    _ = try session.firstFrame()
    var found: [String: [Double]] = [:]
    for (name, key, runs) in [("j", "j", 60), ("PgDn", "\u{1B}[6~", 40), ("G", "G", 15), ("g", "g", 15)] {
      for run in 0..<workshop.runs(runs, quick: runs / 3) {
        if name == "g", run > 0 { _ = try session.type("G") }
        if name == "G", run > 0 { _ = try session.type("g") }
        found[name, default: []] += [try session.type(key).milliseconds].compactMap(\.self)
      }
    }
    try session.quit()
    return found
  }

  /// Words from the commonest to one that a single story has.
  private static let words = [
    "de", "port", "marée", "tempete", "ministre", "goeland", "precipitations", "zwbck", "ephemeride", "coeur",
  ]

  private static func searching(_ large: Stock, _ tenth: Stock, _ workshop: Workshop) throws -> [Figure] {
    let group = "Search, \(large.count) captures"
    let screens = try [large, tenth].map { try firstScreens($0, workshop) }
    var figures = [
      Figure(
        group, "first screen, newest first, p95", "ms", [high(screens[0])], floor: [high(screens[1])],
        aim: 10,
        note: "\(words.count) words, from the commonest to one of a single story; floor: at \(tenth.count)")
    ]
    for (name, options, aim) in [
      ("kiosque search WORD, p95", [String](), 30.0), ("  by relevance, p95", ["--rank"], 70),
    ] {
      var times: [Double] = []
      for word in words {
        for _ in 0..<workshop.runs(5, quick: 2) {
          let command = [workshop.kiosque, "search", "--archive", large.archive, "--limit", "20"]
          guard let cost = try? workshop.run(command + options + [word]) else { continue }
          times.append(Double(cost.wall) / 1e6)
        }
      }
      figures.append(Figure(group, name, "ms", times.isEmpty ? [] : [high(times)], aim: aim))
    }
    return figures
  }

  private static func firstScreens(_ stock: Stock, _ workshop: Workshop) throws -> [Double] {
    let session = try workshop.session([workshop.kiosque, "--archive", stock.archive], columns: 80, rows: 24)
    _ = try session.firstFrame()
    var times: [Double] = []
    for word in words {
      for _ in 0..<workshop.runs(3, quick: 1) {
        for letter in "/" + word.dropLast() { _ = try session.type(String(letter), quiet: 60) }
        times += [try session.type(String(word.suffix(1)), quiet: 60).milliseconds].compactMap(\.self)
        for _ in 0..<2 { _ = try session.type("\u{1B}", quiet: 100) }
      }
    }
    try session.quit()
    return times
  }

  private static func memory(_ large: Stock, _ workshop: Workshop) throws -> [Figure] {
    let session = try workshop.session([workshop.kiosque, "--archive", large.archive], columns: 80, rows: 24)
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

  private static func median(_ values: [Double]) -> Double { Spread(values)?.median ?? 0 }

  /// The value that 95 of 100 do not exceed.
  private static func high(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
  }
}
