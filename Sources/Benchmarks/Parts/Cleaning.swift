import CStopwatch
import FoundationEssentials

/// Cleaning alone: captures in, stories out, nothing stored.
enum Cleaning {
  private struct Line: Encodable {
    var id: String
    var text: String
  }

  static func figures(_ workshop: Workshop, _ shelf: Shelf) throws -> [Figure] {
    let captures = workshop.path("captures.jsonl")
    let press = Press(count: Shelf.large)
    var lines = ""
    for number in 0..<Shelf.middle {
      let line = try JSONEncoder().encode(Line(id: String(number), text: press.copy(number).text))
      lines += String(decoding: line, as: UTF8.self) + "\n"
    }
    try TextFile.write(lines, to: captures)
    var costs: [kq_cost] = []
    var floors: [kq_cost] = []
    for _ in 0..<workshop.runs(5, quick: 2) {
      costs.append(
        try workshop.run(
          [workshop.kiosque, "clean", "--ndjson"], input: captures, output: workshop.path("stories.jsonl")))
      floors.append(try workshop.run(["cat"], input: captures, output: workshop.path("copy.jsonl")))
    }
    let rate = { (nanoseconds: Int64) in Double(Shelf.middle) * 1e9 / Double(max(1, nanoseconds)) }
    let group = "Cleaning, 2000 text captures as JSON lines"
    let size = lines.utf8.count / Shelf.middle
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
