import CStopwatch
import FoundationEssentials

/// Cleaning pages of HTML, beside the bare parser over the same pages.
enum Pages {
  /// Real pages, where the checkout has some beside it.
  private static let corpus = "../shared/corpus/html"
  private static let most = 300

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    let paths = try real(bench) ?? made(in: bench)
    let size = paths.reduce(0) { $0 + TextFile.size($1) } / max(1, paths.count)
    let list = bench.path("pages.txt")
    let lines = bench.path("pages.jsonl")
    try TextFile.write(paths.map { $0 + "\n" }.joined(), to: list)
    try TextFile.write(paths.map { "{\"path\":\"\($0)\"}\n" }.joined(), to: lines)
    let many = bench.path("pages-thrice.jsonl")
    try TextFile.write(
      String(repeating: paths.map { "{\"path\":\"\($0)\"}\n" }.joined(), count: 3), to: many)
    var costs: [kq_cost] = []
    var floors: [kq_cost] = []
    let clean = [bench.kiosque, "clean", "--ndjson"]
    for _ in 0..<bench.runs(3, quick: 1) {
      costs.append(try bench.run(clean, input: lines, output: bench.path("stories.jsonl")))
      floors.append(try bench.run([bench.gumboFloor], input: list))
    }
    let thrice = try bench.run(clean, input: many, output: bench.path("stories.jsonl"))
    let rate = { (nanoseconds: Int64) in Double(paths.count) * 1e9 / Double(max(1, nanoseconds)) }
    let shares = zip(costs, floors).map { 100 * Double($1.cpu) / Double(max(1, $0.cpu)) }
    let once = Double(costs.map(\.peak).max() ?? 0)
    let group = "Cleaning, \(paths.count) pages of HTML"
    return [
      Figure(
        group, "clean --ndjson", "pages/CPU-s", costs.map { rate($0.cpu) },
        floor: floors.map { rate($0.cpu) },
        note: "floor: gumbo alone; \(size) bytes a page"),
      Figure(group, "  of gumbo alone", "%", shares),
      Figure(
        group, "clean --ndjson, thrice the pages, at most", "MB", [Double(thrice.peak) / 1e6],
        note: "once: \(Int(once / 1e6)) MB"),
      Figure(group, "  of the most for them once", "times", [Double(thrice.peak) / max(1, once)], aim: 1.2),
    ]
  }

  /// Nil where there are none.
  private static func real(_ bench: Bench) throws -> [String]? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: corpus))?.sorted() ?? []
    let packed = names.filter { $0.hasSuffix(".html.gz") }
    guard !packed.isEmpty else { return nil }
    let step = max(1, packed.count / most)
    return try stride(from: 0, to: packed.count, by: step).map { index in
      let path = bench.path(String(packed[index].dropLast(3)))
      _ = try bench.run(["/bin/gzip", "-dc", corpus + "/" + packed[index]], output: path)
      return path
    }
  }

  /// Generated pages: stories with what a publisher puts around them.
  private static func made(in bench: Bench) throws -> [String] {
    let generator = CaptureGenerator(count: TestArchives.large)
    let links = (0..<400).map { "<li class=\"menu-item\"><a href=\"/r/\($0)\">Rubrique \($0)</a></li>" }
      .joined()
    let script =
      "<script>var a = [\(Array(repeating: "\"donnée\"", count: 4000).joined(separator: ","))];</script>"
    return try (0..<most).map { number in
      let copy = generator.copy(number)
      let paragraphs = copy.text.split(separator: "\n").map { "<p class=\"paragraph\">\($0)</p>" }.joined(
        separator: "\n")
      let path = bench.path("page-\(number).html")
      try TextFile.write(
        "<!DOCTYPE html><html lang=fr><head><title>\(generator.title(number))</title>\(script)</head><body>"
          + "<nav><ul>\(links)</ul></nav><main><article><h1>\(generator.title(number))</h1>"
          + "\(paragraphs)</article></main><footer><ul>\(links)</ul></footer></body></html>", to: path)
      return path
    }
  }
}
