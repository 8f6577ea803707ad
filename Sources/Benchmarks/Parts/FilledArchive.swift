import CSQLiteFloor
import CStopwatch
import FoundationEssentials
import Glibc

/// An archive that the generator filled, and what that cost.
struct FilledArchive {
  let count: Int
  let archive: String
  let costs: Costs
  private let bench: Bench

  /// What one run cost, in seconds and bytes.
  struct Cost: Codable {
    var wall: Double
    var cpu: Double
    var peak: Int64 = 0
    /// What the rate is of.
    var stories: Int

    init(_ cost: kq_cost, of count: Int) {
      (wall, cpu, peak) = (Double(cost.wall) / 1e9, Double(cost.cpu) / 1e9, cost.peak)
      stories = count
    }

    init(_ copied: kq_floor_copied) {
      (wall, cpu, stories) = (Double(copied.wall) / 1e9, Double(copied.cpu) / 1e9, Int(copied.stories))
    }

    var perSecond: Double { Double(stories) / max(1e-9, wall) }
    var perCPUSecond: Double { Double(stories) / max(1e-9, cpu) }
  }

  struct Costs: Codable {
    /// Filling it; the second time all is known.
    var fill: Cost
    var again: Cost
    /// What it costs to write the same rows with SQLite alone; nil where that failed.
    var floor: Cost?
  }

  init(_ count: Int, _ bench: Bench) throws {
    self.count = count
    self.bench = bench
    let path = (bench.keep ?? bench.folder) + "/generator-\(count)"
    archive = path + ".sqlite"
    if let known = try? Data(contentsOf: URL(filePath: path + ".json")) {
      costs = try JSONDecoder().decode(Costs.self, from: known)
    } else {
      costs = try Self.fill(archive, count, bench)
      try JSONEncoder().encode(costs).write(to: URL(filePath: path + ".json"))
    }
    try check()
  }

  private static func fill(_ archive: String, _ count: Int, _ bench: Bench) throws -> Costs {
    let lines = bench.path("generator-\(count).jsonl")
    for ending in ["", "-wal", "-shm"] { unlink(archive + ending) }
    try RecordGenerator(count: count).write(to: lines)
    defer { unlink(lines) }
    let command = [bench.kiosque, "import", "--archive", archive, "-"]
    let fill = Cost(try bench.run(command, input: lines), of: count)
    let again = Cost(try bench.run(command, input: lines), of: count)
    return Costs(fill: fill, again: again, floor: floor(of: archive, bench))
  }

  private static func floor(of archive: String, _ bench: Bench) -> Cost? {
    let path = bench.path("generator-floor.sqlite")
    defer { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
    guard let floor = kq_floor_open(archive) else { return nil }
    defer { kq_floor_close(floor) }
    let copied = kq_floor_copy(floor, path, 1000, 0)
    return copied.stories > 0 ? Cost(copied) : nil
  }

  func tidy() {
    guard bench.keep == nil else { return }
    for path in [archive, archive + "-wal", archive + "-shm"] { unlink(path) }
  }

  /// How large the index is beside the text, and the archive beside the captures.
  func space() -> [Figure] {
    let group = "Space, \(count) captures"
    let text = number(
      "SELECT sum(length(CAST(text AS BLOB)) + length(CAST(standfirst AS BLOB))) FROM version")
    let index = number("SELECT sum(length(block)) FROM search_data")
    let raw = number("SELECT sum(size) FROM capture")
    return [
      Figure(group, "search index, of the text", "times", [Double(index) / Double(max(1, text))], aim: 0.6),
      Figure(
        group, "archive, of the captures", "times", [Double(TextFile.size(archive)) / Double(max(1, raw))]),
    ]
  }

  /// What SQLite answers; -1 where it cannot.
  func number(_ sql: String) -> Int {
    guard let floor = kq_floor_open(archive) else { return -1 }
    defer { kq_floor_close(floor) }
    return Int(kq_floor_number(floor, sql))
  }
}

extension FilledArchive {
  /// What must be so in numbers; throws where anything is otherwise.
  private func check() throws {
    let expected = RecordGenerator(count: count).expected
    let wrongLinks = """
      SELECT count(*) FROM link JOIN related USING (story, position) JOIN story ON story.id = link.target
      WHERE related.titleKey <> story.titleKey
      """
    // Of two that are stored in one batch the one leads that comes first in the order of stories.
    let wrongCopies = """
      SELECT count(*) FROM story JOIN story AS head ON head.id = story.leader
      WHERE abs(CAST(substr(story.url, 25) AS INTEGER) - CAST(substr(head.url, 25) AS INTEGER)) <> 5
      """
    let facts: [(String, String, Int)] = [
      ("stories", "SELECT count(*) FROM story", expected.stories),
      ("captures", "SELECT count(*) FROM capture", expected.captures),
      ("versions", "SELECT count(*) FROM version", expected.versions),
      ("copies of another story", wrongCopies, 0),
      ("related headlines", "SELECT count(*) FROM related", expected.related),
      ("links", "SELECT sum(linked) FROM story", expected.linked), ("wrong links", wrongLinks, 0),
    ]
    for (name, sql, count) in facts {
      let found = number(sql)
      guard found == count else {
        throw BenchFault.wrong("\(count) \(name) in \(archive), not \(found)")
      }
    }
    let copies = number("SELECT count(*) FROM story WHERE leader IS NOT NULL")
    guard (expected.copies - expected.copies / Self.copiesMissed...expected.copies).contains(copies) else {
      throw BenchFault.wrong("\(expected.copies) copies in other papers in \(archive), not \(copies)")
    }
    try checkCounts(expected)
    try checkPlanted()
  }

  /// One copy of so many may be missed: they are found by the six smallest of their hashes, and one that has
  /// half of a text may share none of them by chance.
  private static let copiesMissed = 1000

  /// The program counts the stories of each paper as they were generated.
  private func checkCounts(_ expected: RecordGenerator.Expected) throws {
    let path = bench.path("counted.csv")
    _ = try bench.run(
      [bench.kiosque, "count", "", "--archive", archive, "--by", "source", "--csv"], output: path)
    let counted = TextFile.text(path).split(separator: "\n")
    for (paper, stories) in expected.papers where !counted.contains("\(paper),\(stories)") {
      throw BenchFault.wrong("\(stories) stories of \(paper), not:\n" + counted.joined(separator: "\n"))
    }
  }

  /// Planted words are in the index, each in one story; and the program finds some of them in the right one.
  private func checkPlanted() throws {
    let generator = RecordGenerator(count: count)
    let all = Array(stride(from: 3, to: count, by: 20))
    if let floor = kq_floor_open(archive) {
      defer { kq_floor_close(floor) }
      for word in all.compactMap(RecordGenerator.planted) {
        var found: Int32 = 0
        guard kq_floor_page(floor, word, 2, &found) >= 0, found == 1 else {
          throw BenchFault.wrong("one story with \(word) in the index, not \(found)")
        }
      }
    }
    for number in all where number / 20 % max(1, count / 20 / 40) == 0 {
      guard let word = RecordGenerator.planted(number) else { continue }
      let path = bench.path("found.jsonl")
      _ = try bench.run(
        [bench.kiosque, "search", "--archive", archive, "--json", word], output: path)
      let rows = TextFile.text(path).split(separator: "\n")
      guard rows.count == 1, rows[0].contains(generator.title(number).suffix(20)) else {
        throw BenchFault.wrong("one story with \(word), not \(rows.count)")
      }
    }
  }
}
