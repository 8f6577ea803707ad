import CStopwatch
import Glibc

/// What other programs need for the same: `less` on a file of the headlines, newsboat where it is installed.
enum Rivals {
  /// How many headlines newsboat is given at most; with more it takes minutes.
  private static let most = 100_000

  static func figures(_ stock: Stock, _ workshop: Workshop) -> [Figure] {
    let wire = Wire(count: stock.count)
    return ((try? less(wire, workshop)) ?? []) + ((try? newsboat(wire, workshop)) ?? [])
  }

  private static func less(_ wire: Wire, _ workshop: Workshop) throws -> [Figure] {
    let group = "For comparison: less on \(wire.count) headlines"
    let path = workshop.path("headlines.txt")
    defer { unlink(path) }
    try TextFile.write((0..<wire.count).map { wire.title($0) + "\n" }.joined(), to: path)
    var starts: [Double] = []
    for _ in 0..<workshop.runs(9, quick: 3) {
      let session = try workshop.session(["less", path], columns: 80, rows: 24)
      starts += [try session.firstFrame().milliseconds].compactMap(\.self)
    }
    let session = try workshop.session(["less", path], columns: 80, rows: 24)
    _ = try session.firstFrame()
    return [Figure(group, "start to first frame", "ms", starts)]
      + (try keys([("j", "j"), ("PgDn", " ")], session, group, workshop))
  }

  private static func newsboat(_ wire: Wire, _ workshop: Workshop) throws -> [Figure] {
    let count = min(wire.count, most)
    let group = "For comparison: newsboat with \(count) short stories"
    let paths = ["feed.xml", "urls", "config", "cache.db"].map { workshop.path("newsboat-" + $0) }
    defer { for path in paths { unlink(path) } }
    try TextFile.write(feed(wire, count), to: paths[0])
    try TextFile.write("file://" + paths[0] + "\n", to: paths[1])
    try TextFile.write("max-items 0\n", to: paths[2])
    let command = ["newsboat", "-q", "-u", paths[1], "-C", paths[2], "-c", paths[3]]
    guard let cost = try? workshop.run(command + ["-x", "reload"]) else {
      return [Figure(group, "start to first frame", "ms", [], note: "not measured: it is not installed")]
    }
    var starts: [Double] = []
    for _ in 0..<3 {
      let session = try workshop.session(command, columns: 80, rows: 24)
      starts += [try session.firstFrame(quiet: 500).milliseconds].compactMap(\.self)
    }
    let session = try workshop.session(command, columns: 80, rows: 24)
    _ = try session.firstFrame(quiet: 500)
    let opened = try session.type("\r", quiet: 500)
    var figures = [
      Figure(group, "start to first frame", "ms", starts),
      Figure(group, "storing them", "stories/CPU-s", [Double(count) / max(1e-9, Double(cost.cpu) / 1e9)]),
      Figure(group, "open their list", "ms", [opened.milliseconds].compactMap(\.self)),
    ]
    figures += try keys([("j", "j"), ("PgDn", "\u{1B}[6~")], session, group, workshop)
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
    _ keys: [(name: String, bytes: String)], _ session: Session, _ group: String, _ workshop: Workshop
  ) throws -> [Figure] {
    try keys.map { key in
      let times = try (0..<workshop.runs(20, quick: 7)).compactMap { _ in
        try session.type(key.bytes, quiet: 60).milliseconds
      }
      return Figure(group, key.name + ", p95", "ms", [AtSize.high(times)])
    }
  }

  private static func feed(_ wire: Wire, _ count: Int) -> String {
    let items = (0..<count).map { number in
      """
      <item><title>\(wire.title(number))</title><link>https://press.example/n/\(number)</link>\
      <guid>\(number)</guid><description>\(wire.title(number + count)).</description></item>

      """
    }
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Presse</title>\n"
      + items.joined() + "</channel></rss>\n"
  }
}
