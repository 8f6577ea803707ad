import Foundation
import Relating
import Stories
import Testing
import Text

/// Agency copy and stories that only look like it, made of invented sentences; the same at every run.
struct AgencyCopy {
  private var dice = Dice()

  struct Dice: RandomNumberGenerator {
    private var state: UInt64 = 2026

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    }
  }

  private static let words = """
    le la les un une des de du à en et mais pour dans sur avec sans après avant selon port quai phare digue
    préfet maire conseil équipage chalutier tempête marée criée école tribunal enquête ministre syndicat
    accord grève budget travaux habitants pêcheurs experts secours annonce demande refuse promet attend
    explique rappelle dénonce salue reporte confirme premier dernier nouveau grand petit matin soir lundi
    mardi jeudi dimanche janvier mars octobre cent trois douze l’été l’hiver d’abord aujourd’hui
    """.split(separator: " ").flatMap { $0.split(separator: "\n") }.map(String.init)

  mutating func sentence() -> String {
    let count = Int.random(in: 9...22, using: &dice)
    let text = (0..<count).map { _ in
      Int.random(in: 0..<9, using: &dice) == 0 ? name() : Self.words.randomElement(using: &dice) ?? "et"
    }.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private mutating func name() -> String {
    let parts = ["Cas", "tel", "var", "Gor", "lé", "Mor", "ven", "Ker", "plou", "Ster", "nec", "Lan"]
    return (0..<3).map { _ in parts.randomElement(using: &dice) ?? "a" }.joined().capitalized
  }

  mutating func sentences(_ range: ClosedRange<Int> = 8...20) -> [String] {
    (0..<Int.random(in: range, using: &dice)).map { _ in sentence() }
  }

  static func text(_ sentences: [String]) -> String { sentences.joined(separator: "\n\n") }

  /// What papers do with a copy, by name.
  mutating func copies(of story: [String]) -> [(kind: String, text: String)] {
    var inserted = story
    for _ in 0..<2 { inserted.insert(sentence(), at: Int.random(in: 0...story.count, using: &dice)) }
    let edited = story.map { line in
      var words = line.split(separator: " ").map(String.init)
      words[Int.random(in: 1..<words.count, using: &dice)] = name()
      return words.joined(separator: " ")
    }
    let set = Self.text(story).replacing("’", with: "'").replacing("é", with: "e\u{301}")
      .replacing(" ", with: "\u{A0}").replacing("L", with: "l")
    return [
      ("as it came", Self.text(story)),
      ("a third cut off", Self.text(Array(story.prefix(story.count * 2 / 3)))),
      ("half cut off", Self.text(Array(story.prefix((story.count + 1) / 2)))),
      ("two sentences inserted", Self.text(inserted)), ("other typography", set.uppercased()),
      ("a word changed in every sentence", Self.text(edited)),
      ("another lead and end", Self.text([sentence()] + story.dropFirst().dropLast() + [sentence()])),
    ]
  }

  /// Other stories that share sentences with this one, by name.
  mutating func others(than story: [String]) -> [(kind: String, text: String)] {
    let numbers = story.map { line in
      line.split(separator: " ").map { $0.count > 3 ? Substring(name()) : $0 }.joined(separator: " ")
    }
    return [
      ("of the same day", Self.text(sentences())),
      ("a follow-up with the same background", Self.text(sentences(8...14) + story.suffix(3))),
      ("a long story that quotes a brief", Self.text(sentences(30...40) + story.prefix(8))),
      ("a column of the same form", Self.text(numbers)),
    ]
  }
}

@Suite struct SimilarityTests {
  private func likeness(_ one: String, _ other: String) -> Similarity.Likeness {
    Similarity.likeness(TextSketch.runs(of: one), TextSketch.runs(of: other))
  }

  @Test func copiesAreFoundAndOthersAreNot() {
    var agency = AgencyCopy()
    var found: [String: (story: Int, keys: Int, all: Int)] = [:]
    for _ in 0..<200 {
      let story = agency.sentences()
      let text = AgencyCopy.text(story)
      for (kind, copy) in agency.copies(of: story) {
        let shared = Set(TextSketch.keys(of: text)).intersection(TextSketch.keys(of: copy)).count
        let isStory = Similarity.matcher.score(text, copy) != nil
        found[kind, default: (0, 0, 0)].story += isStory ? 1 : 0
        found[kind, default: (0, 0, 0)].keys += isStory && shared > 0 ? 1 : 0
        found[kind, default: (0, 0, 0)].all += 1
      }
      for (kind, other) in agency.others(than: story) {
        #expect(Similarity.matcher.score(text, other) == nil, "\(kind): \(likeness(text, other))")
      }
    }
    for (kind, count) in found.sorted(by: { $0.key < $1.key }) {
      print("recall \(kind): \(count.story)/\(count.all), by keys too \(count.keys)")
      #expect(
        count.story * 100 >= count.all * (kind == "a word changed in every sentence" ? 60 : 98), "\(kind)")
      #expect(count.keys * 100 >= count.story * 95, "\(kind)")
    }
  }

  @Test func typographyAndCapitalsDoNotCount() {
    let one = "L’État d’urgence, « prolongé » : l'Œuvre au noir, 12 000 cœurs. "
    let other = "L'ETAT D'URGENCE prolonge — l’oeuvre au noir : 12\u{202F}000 coeurs"
    #expect(TextSketch.runs(of: one) == TextSketch.runs(of: other))
    #expect(TextSketch.runs(of: "灯台に明かり").count == 3)
    #expect(TextSketch.runs(of: "un deux trois").isEmpty)
    #expect(TextSketch.keys(of: String(repeating: "court ", count: 20)).isEmpty)
  }

  @Test func bytesThatAreCutInTwoDoNoHarm() {
    let bytes = Array("œuvre d’été 灯台 👩‍👩‍👧 ß".utf8)
    for end in 0...bytes.count {
      for start in 0...end {
        _ = TextSketch.runs(of: String(decoding: bytes[start..<end], as: UTF8.self))
      }
    }
  }
}

/// The threshold on real pages, where they are at hand: of all pairs next to none is one story.
@Suite struct CorpusSimilarityTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/corpus").standardized.path

  private struct Gold: Decodable {
    var id: String
    var body: Body?

    enum Body: Decodable {
      case text(String)
      case paragraphs([String])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
          self = .text(text)
        } else {
          self = .paragraphs(try container.decode([String].self))
        }
      }

      var joined: String {
        switch self {
        case .text(let text): text
        case .paragraphs(let paragraphs): paragraphs.joined(separator: "\n")
        }
      }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: folder + "/gold_text.jsonl")))
  func ofRealPagesNextToNoneAreOneStory() throws {
    var texts: [String: [UInt64]] = [:]
    for name in ["gold_html.jsonl", "gold_text.jsonl"] {
      let lines = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8).split(separator: "\n")
      for line in lines {
        let gold = try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
        if let body = gold.body { texts[gold.id] = TextSketch.runs(of: body.joined) }
      }
    }
    let all = texts.sorted { $0.key < $1.key }
    var holders: [UInt64: [Int]] = [:]
    for (index, text) in all.enumerated() {
      for run in Set(text.value) { holders[run, default: []].append(index) }
    }
    var pairs: Set<[Int]> = []
    for group in holders.values where group.count > 1 {
      for one in group { for other in group where other > one { pairs.insert([one, other]) } }
    }
    var contained: [Double] = []
    for pair in pairs {
      let likeness = Similarity.likeness(all[pair[0]].value, all[pair[1]].value)
      if likeness.leastRuns >= TextSketch.leastRuns { contained.append(likeness.contained) }
    }
    contained.sort(by: >)
    print("\(texts.count) texts, \(pairs.count) pairs that share a run; most: \(contained.prefix(6))")
    #expect(contained.count { $0 >= Similarity.leastContained } <= 1)
    #expect(contained.count { $0 >= Similarity.leastContained / 2 } <= 3, "the threshold has room below it")
  }
}
