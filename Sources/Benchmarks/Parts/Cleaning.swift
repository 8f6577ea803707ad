import CStopwatch
import FoundationEssentials

/// Cleaning alone: captures in, stories out, nothing stored.
enum Cleaning {
  private struct Line: Encodable {
    var id: String
    var text: String
  }

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    let captures = bench.path("captures.jsonl")
    let generator = CaptureGenerator(count: TestArchives.large)
    var lines = ""
    for number in 0..<TestArchives.middle {
      let line = try JSONEncoder().encode(Line(id: String(number), text: generator.copy(number).text))
      lines += String(decoding: line, as: UTF8.self) + "\n"
    }
    try TextFile.write(lines, to: captures)
    var costs: [kq_cost] = []
    var floors: [kq_cost] = []
    for _ in 0..<bench.runs(5, quick: 2) {
      costs.append(
        try bench.run(
          [bench.kiosque, "clean", "--ndjson"], input: captures, output: bench.path("stories.jsonl")))
      floors.append(try bench.run(["cat"], input: captures, output: bench.path("copy.jsonl")))
    }
    let rate = { (nanoseconds: Int64) in Double(TestArchives.middle) * 1e9 / Double(max(1, nanoseconds)) }
    let group = "Cleaning, 2000 text captures as JSON lines"
    let size = lines.utf8.count / TestArchives.middle
    return [
      Figure(
        group, "clean --ndjson", "stories/s", costs.map { rate($0.wall) }, floor: floors.map { rate($0.wall) }
      ),
      Figure(
        group, "clean --ndjson", "stories/CPU-s", costs.map { rate($0.cpu) },
        note: "floor: cat of the same bytes; \(size) bytes a capture"),
    ]
  }
}
