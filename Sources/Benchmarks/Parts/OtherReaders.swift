import CStopwatch
import Glibc

/// What other programs need for the same: `less` on a file of the headlines, newsboat where it is installed.
enum OtherReaders {
  /// How many headlines newsboat is given at most; with more it takes minutes.
  private static let most = 100_000

  static func figures(_ filled: FilledArchive, _ bench: Bench) -> [Figure] {
    let generator = RecordGenerator(count: filled.count)
    return ((try? less(generator, bench)) ?? []) + ((try? newsboat(generator, bench)) ?? [])
  }

  private static func less(_ generator: RecordGenerator, _ bench: Bench) throws -> [Figure] {
    let group = "For comparison: less on \(generator.count) headlines"
    let path = bench.path("headlines.txt")
    defer { unlink(path) }
    try TextFile.write((0..<generator.count).map { generator.title($0) + "\n" }.joined(), to: path)
    var starts: [Double] = []
    for _ in 0..<bench.runs(9, quick: 3) {
      let session = try bench.session(["less", path], columns: 80, rows: 24)
      starts += [try session.firstFrame().milliseconds].compactMap(\.self)
    }
    let session = try bench.session(["less", path], columns: 80, rows: 24)
    _ = try session.firstFrame()
    return [Figure(group, "start to first frame", "ms", starts)]
      + (try keys([("j", "j"), ("PgDn", " ")], session, group, bench))
  }

  private static func newsboat(_ generator: RecordGenerator, _ bench: Bench) throws -> [Figure] {
    let count = min(generator.count, most)
    let group = "For comparison: newsboat with \(count) short stories"
    let paths = ["feed.xml", "urls", "config", "cache.db"].map { bench.path("newsboat-" + $0) }
    defer { for path in paths { unlink(path) } }
    try TextFile.write(feed(generator, count), to: paths[0])
    try TextFile.write("file://" + paths[0] + "\n", to: paths[1])
    try TextFile.write("max-items 0\n", to: paths[2])
    let command = ["newsboat", "-q", "-u", paths[1], "-C", paths[2], "-c", paths[3]]
    guard let cost = try? bench.run(command + ["-x", "reload"]) else {
      return [Figure(group, "start to first frame", "ms", [], note: "not measured: it is not installed")]
    }
    var starts: [Double] = []
    for _ in 0..<3 {
      let session = try bench.session(command, columns: 80, rows: 24)
      starts += [try session.firstFrame(quiet: 500).milliseconds].compactMap(\.self)
    }
    let session = try bench.session(command, columns: 80, rows: 24)
    _ = try session.firstFrame(quiet: 500)
    let opened = try session.type("\r", quiet: 500)
    var figures = [
      Figure(group, "start to first frame", "ms", starts),
      Figure(group, "storing them", "stories/CPU-s", [Double(count) / max(1e-9, Double(cost.cpu) / 1e9)]),
      Figure(group, "open their list", "ms", [opened.milliseconds].compactMap(\.self)),
    ]
    figures += try keys([("j", "j"), ("PgDn", "\u{1B}[6~")], session, group, bench)
    for letter in "/ephemeride" { _ = try session.type(String(letter), quiet: 100) }
    let found = try session.type("\r", quiet: 500)
    let memory = Machine.firstLine("/proc/\(session.process)/status", "VmRSS:")?.split(separator: " ").first
    return figures + [
      Figure(group, "search, a rare word", "ms", [found.milliseconds].compactMap(\.self)),
      Figure(
        group, "resident", "MB", [memory.flatMap { Double($0) }].compactMap { $0.map { $0 * 1024 / 1e6 } }),
    ]
  }

  private static func keys(
    _ keys: [(name: String, bytes: String)], _ session: Session, _ group: String, _ bench: Bench
  ) throws -> [Figure] {
    try keys.map { key in
      let times = try (0..<bench.runs(20, quick: 7)).compactMap { _ in
        try session.type(key.bytes, quiet: 60).milliseconds
      }
      return Figure(group, key.name + ", p95", "ms", [AtSize.high(times)])
    }
  }

  private static func feed(_ generator: RecordGenerator, _ count: Int) -> String {
    let items = (0..<count).map { number in
      """
      <item><title>\(generator.title(number))</title><link>https://press.example/n/\(number)</link>\
      <guid>\(number)</guid><description>\(generator.title(number + count)).</description></item>

      """
    }
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Presse</title>\n"
      + items.joined() + "</channel></rss>\n"
  }
}
