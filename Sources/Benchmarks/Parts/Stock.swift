import CSQLiteFloor
import CStopwatch
import FoundationEssentials
import Glibc

/// An archive that the wire filled, and what that cost.
struct Stock {
  let count: Int
  let archive: String
  private(set) var cost = kq_cost()
  private let lines: String
  private let workshop: Workshop

  init(_ count: Int, _ workshop: Workshop) throws {
    self.count = count
    self.workshop = workshop
    archive = workshop.path("wire-\(count).sqlite")
    lines = workshop.path("wire-\(count).jsonl")
    try Wire(count: count).write(to: lines)
    cost = try fill()
  }

  /// Imports all of it; the second time all is known.
  func fill() throws -> kq_cost {
    try workshop.run([workshop.kiosque, "import", "--archive", archive, "-"], input: lines)
  }

  func tidy() {
    for path in [lines, archive, archive + "-wal", archive + "-shm"] { unlink(path) }
  }

  /// The same texts in SQLite alone, a hundred thousand at most.
  func floorCopy() -> kq_floor_copied? {
    let path = workshop.path("wire-floor.sqlite")
    defer { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
    guard let floor = kq_floor_open(archive) else { return nil }
    defer { kq_floor_close(floor) }
    let copied = kq_floor_copy(floor, path, "unicode61 remove_diacritics 2", 1000, 100_000)
    return copied.stories > 0 ? copied : nil
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

  /// What must be so in numbers; throws where anything is otherwise.
  func check() throws {
    let ledger = Wire(count: count).ledger
    let wrongLinks = """
      SELECT count(*) FROM link JOIN related USING (story, position) JOIN story ON story.id = link.target
      WHERE related.titleKey <> story.titleKey
      """
    let wrongCopies = """
      SELECT count(*) FROM story JOIN story AS head ON head.id = story.leader
      WHERE CAST(substr(story.url, 25) AS INTEGER) - 5 <> CAST(substr(head.url, 25) AS INTEGER)
      """
    let facts: [(String, String, Int)] = [
      ("stories", "SELECT count(*) FROM story", ledger.stories),
      ("captures", "SELECT count(*) FROM capture", ledger.captures),
      ("versions", "SELECT count(*) FROM version", ledger.versions),
      ("copies in other papers", "SELECT count(*) FROM story WHERE leader IS NOT NULL", ledger.copies),
      ("copies of another story", wrongCopies, 0),
      ("related headlines", "SELECT count(*) FROM related", ledger.related),
      ("links", "SELECT sum(linked) FROM story", ledger.linked), ("wrong links", wrongLinks, 0),
    ]
    for (name, sql, expected) in facts {
      let found = number(sql)
      guard found == expected else {
        throw BenchFault.wrong("\(expected) \(name) in \(archive), not \(found)")
      }
    }
    try checkPlanted()
  }

  /// Planted words are found by the program, each in its story alone.
  private func checkPlanted() throws {
    let wire = Wire(count: count)
    let all = stride(from: 3, to: count, by: 20)
    for number in all where number / 20 % max(1, count / 20 / 40) == 0 {
      guard let word = Wire.planted(number) else { continue }
      let path = workshop.path("found.jsonl")
      _ = try workshop.run(
        [workshop.kiosque, "search", "--archive", archive, "--json", word], output: path)
      let rows = TextFile.text(path).split(separator: "\n")
      guard rows.count == 1, rows[0].contains(wire.title(number).suffix(20)) else {
        throw BenchFault.wrong("one story with \(word), not \(rows.count)")
      }
    }
  }

  /// What SQLite answers; -1 where it cannot.
  private func number(_ sql: String) -> Int {
    guard let floor = kq_floor_open(archive) else { return -1 }
    defer { kq_floor_close(floor) }
    return Int(kq_floor_number(floor, sql))
  }
}

extension Wire {
  /// Writes all records; to standard output for `-`.
  func write(to path: String) throws {
    let file = path == "-" ? dup(STDOUT_FILENO) : open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw BenchFault.cannotWrite(path) }
    defer { close(file) }
    var out: [UInt8] = []
    for number in 0..<count {
      record(number, into: &out)
      guard out.count >= 1 << 20 || number == count - 1 else { continue }
      var rest = out[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard written > 0 else { throw BenchFault.cannotWrite(path) }
        rest = rest.dropFirst(written)
      }
      out.removeAll(keepingCapacity: true)
    }
  }
}
