import FoundationEssentials
import Glibc

/// The figures, for people and for programs.
struct Report: Codable {
  var isQuick: Bool
  var machine = Machine.described
  var seconds = 0.0
  var figures: [Figure] = []

  init(isQuick: Bool) {
    self.isQuick = isQuick
  }

  /// One table, a group at a time.
  func printTable() {
    let rows = figures.map(Self.cells)
    let titles = ["", "kiosque", "least–most", "floor", "least–most", "times", "aim", ""]
    let widths = titles.indices.map { column in ([titles] + rows).map { $0[column].count }.max() ?? 0 }
    print("\(machine)\(isQuick ? ", quick" : ""), \(Int(seconds)) s; medians\n")
    print(Self.line(titles, widths))
    var group = ""
    for (figure, row) in zip(figures, rows) {
      if figure.group != group { print("\n" + figure.group) }
      group = figure.group
      print(Self.line(row, widths))
      if let note = figure.note { print("      (\(note))") }
    }
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try TextFile.write(String(decoding: try encoder.encode(self), as: UTF8.self) + "\n", to: path)
  }

  static func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  private static func cells(_ figure: Figure) -> [String] {
    let value = figure.value
    let floor = figure.floor
    let ratio = value.flatMap { value in floor.map { value.median / $0.median } }
    return [
      "  \(figure.name)", value.map { number($0.median) + " " + figure.unit } ?? "–", value.map(range) ?? "",
      floor.map { number($0.median) } ?? "", floor.map(range) ?? "",
      ratio.map { $0.isFinite ? number($0) : "" } ?? "",
      figure.aim.map { "≤ " + number($0) } ?? figure.least.map { "≥ " + number($0) } ?? "",
      figure.meetsAim.map { $0 ? "met" : "missed" } ?? "",
    ]
  }

  private static func range(_ spread: Spread) -> String {
    spread.runs == 1 ? "" : number(spread.least) + "–" + number(spread.most)
  }

  /// Three digits that matter, no more.
  private static func number(_ value: Double) -> String {
    let places = abs(value) < 1 ? 3 : abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0
    let scale = [1, 10, 100, 1000][places]
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 ? "-" : ""
    guard places > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    return sign + "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).enumerated().map { column, cell in
      let blanks = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return column == 0 || column == cells.count - 1 ? cell.0 + blanks : blanks + cell.0
    }
    return padded.joined(separator: "  ")
  }
}

/// What the figures were taken on.
enum Machine {
  static var described: String {
    let model = firstLine("/proc/cpuinfo", "model name") ?? "unknown processor"
    let load = contents("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "?"
    return "\(model), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, load \(load)"
  }

  /// The value of a `name: value` line of a file in /proc.
  static func firstLine(_ path: String, _ name: String) -> String? {
    for line in contents(path).split(separator: "\n") where line.hasPrefix(name) {
      return line.split(separator: ":", maxSplits: 1).last.map { String($0).trimmed }
    }
    return nil
  }

  private static func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
