import CStopwatch
import Cells
import Cleaning
import FoundationEssentials
import Glibc
import Stories
import Typesetting

/// Setting the sample's French stories: how even the lines are, beside lines filled one by one, and how long
/// it takes.
struct Setting {
  private static let group = "Typesetting, the sample's French stories"
  private static let dictionary = "/usr/share/hyphen/hyph_fr.dic"

  private let paragraphs: [String]
  private let hyphenation: Hyphenation?
  private let runs: Int

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    try figures(bench)
  }

  static func figures(_ bench: Bench) throws -> [Figure] {
    let data = bench.kiosque + "_Kiosque.resources"
    let paragraphs = try paragraphs(data)
    guard !paragraphs.isEmpty else { throw BenchFault.noProgram(data + "/Sample/Text") }
    let file = FileManager.default.contents(atPath: dictionary)
    let setting = Setting(
      paragraphs: paragraphs, hyphenation: file.flatMap { Hyphenation(dictionary: Array($0)) },
      runs: bench.runs(9, quick: 3))
    return [48, 66].flatMap { setting.quality($0) } + setting.speed() + setting.opening()
  }

  private static func paragraphs(_ data: String) throws -> [String] {
    let folder = data + "/Sample/Text"
    guard let weights = SequenceModel.load(file: data + "/Weights/lines.tsv") else { return [] }
    let cleaner = Cleaner(profiles: Profile.load(folder: data + "/Profiles").profiles, model: weights.0)
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { name -> [String] in
      let capture = Capture(bytes: [], text: TextFile.text(folder + "/" + name), format: .text)
      guard case .success(let story) = cleaner.story(from: capture), story.language == "fr" else { return [] }
      return story.blocks.filter { $0.kind == .paragraph }.map(\.text)
    }
  }

  private func set(_ measure: Int) -> [[SetLine]] {
    let manner = Manner(.justified, hyphenation: hyphenation)
    return paragraphs.map { Array(SetStory(passages: [passage($0)], measure: measure, manner: manner).lines) }
  }

  private func passage(_ text: String) -> Passage {
    Passage(.block(.paragraph, level: 0, ordered: false), text, language: "fr")
  }

  /// Columns to add in each line but the last, by its gaps.
  private static func stretches(_ lines: [String], _ measure: Int) -> [Double] {
    lines.dropLast().map { line in
      let gaps = line.utf8.count { $0 == 0x20 }
      return Double(measure - Width.of(line)) / Double(max(1, gaps))
    }
  }

  private func quality(_ measure: Int) -> [Figure] {
    let total = set(measure)
    let fit = total.flatMap { lines in
      Self.stretches(lines.map { $0.isHyphenated ? $0.text + "-" : $0.text }, measure)
    }
    let greedy = paragraphs.flatMap {
      Self.stretches(
        LineBreaking.lines(Typography.repaired($0, language: "fr"), measure: measure), measure)
    }
    let count = Double(total.reduce(0) { $0 + $1.count })
    let hyphens = Double(total.reduce(0) { $0 + $1.count { $0.isHyphenated } })
    let note =
      hyphenation == nil ? "no hyphens: \(Self.dictionary) is not there" : "floor: lines filled one by one"
    return [
      Figure(
        Self.group, "\(measure) columns, filled: mean square of added columns a gap", "", [Self.square(fit)],
        floor: [Self.square(greedy)], aim: Self.square(greedy), note: note),
      Figure(
        Self.group, "  the widest gap of a line", "columns added", [fit.max() ?? 0],
        floor: [greedy.max() ?? 0]),
      Figure(Self.group, "  lines that end in a hyphen", "%", [100 * hyphens / max(1, count)]),
      Figure(
        Self.group, "  rivers: wide gaps over one another in three lines", "",
        [Double(total.reduce(0) { $0 + Self.rivers($1) })]),
    ]
  }

  private static func square(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 } / Double(max(1, values.count))
  }

  /// Wide gaps that stand below wide gaps in the two lines above them.
  private static func rivers(_ lines: [SetLine]) -> Int {
    var (runs, count) = ([(columns: Range<Int>, run: Int)](), 0)
    for line in lines {
      var wide: [(columns: Range<Int>, run: Int)] = []
      for gap in line.wideGaps {
        let run = 1 + (runs.filter { $0.columns.overlaps(gap) }.map(\.run).max() ?? 0)
        if run == 3 { count += 1 }
        wide.append((gap, run))
      }
      runs = wide
    }
    return count
  }

  private func speed() -> [Figure] {
    let words = paragraphs.reduce(0) { $0 + $1.utf8.count { $0 == 0x20 } + 1 }
    func times(_ work: () -> Int) -> [Double] {
      (0..<runs).map { _ in
        let start = kq_own_cpu()
        for _ in 0..<5 { if work() == 0 { return 0 } }
        return Double(kq_own_cpu() - start) / 1000 / 5 * 100 / Double(max(1, words))
      }
    }
    let greedy = times {
      paragraphs.reduce(0) {
        $0 + LineBreaking.lines(Typography.repaired($1, language: "fr"), measure: 66).count
      }
    }
    return [
      Figure(
        Self.group, "100 words, repaired and set", "µs", times { set(66).count }, floor: greedy, aim: 100,
        note: "floor: repaired and filled line by line")
    ]
  }

  /// A story of 2 MB as far as it is set before its first frame.
  private func opening() -> [Figure] {
    var story = Story(title: "Un long article")
    story.language = "fr"
    var bytes = 0
    while bytes < 2_000_000 {
      for text in paragraphs {
        story.blocks.append(Block(.paragraph, text))
        bytes += text.utf8.count
      }
    }
    let manner = Manner(.justified, hyphenation: hyphenation)
    let times = (0..<runs).map { _ in
      let start = kq_own_cpu()
      let set = SetStory(story: story, byline: "", measure: 66, manner: manner, lines: 2000)
      return set.lines.isEmpty ? 0 : Double(kq_own_cpu() - start) / 1e6
    }
    return [Figure(Self.group, "2 MB as far as its first frame needs", "ms CPU", times, aim: 20)]
  }
}
