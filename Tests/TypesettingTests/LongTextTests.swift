import Cells
import Glibc
import Stories
import Testing
import Text
import Typesetting

/// Texts that are set in pieces, and only as far as somebody reads.
@Suite struct LongTextTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private static let words = [
    "le", "phare", "s’est", "rallumé", "«\u{A0}oui\u{A0}»", "l’Œuvre", "anticonstitutionnellement",
    "e\u{301}té",
    "東京", "à", "12\u{202F}000", "bien\u{A0};", "https://phare.example/a/b?c=d", "—", "fin.",
  ]

  private static func prose(_ bytes: Int) -> String {
    var text = ""
    var number = 7
    while text.utf8.count < bytes {
      number = (number &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
      text += words[number >> 8 % 16 % words.count] + " "
    }
    return text
  }

  private static let texts: [String] = [
    prose(150_000), String(repeating: "mot", count: 40_000), String(repeating: "東京", count: 20_000),
    String(repeating: "e\u{301}\u{300}", count: 20_000), String(repeating: "\u{301}", count: 50_000),
    "deux mots " + String(repeating: "x", count: 70_000) + " fin",
    String(repeating: " ", count: 90_000) + "fin",
    String(repeating: "👩‍👩‍👧", count: 3_000), String(repeating: "mot\n", count: 20_000),
  ]

  @Test(arguments: texts.indices) func piecesAreSetAsTheWholeWouldBe(_ number: Int) {
    for measure in [1, 9, 66] {
      for kind in [Block.Kind.paragraph, .quote] {
        let set = SetStory(story: story(Block(kind, Self.texts[number])), byline: "", measure: measure)
        let room = kind == .quote && measure >= 6 ? measure - 2 : measure
        #expect(set.lines.map(\.text) == LineBreaking.lines(set.passages[0], measure: room), "at \(measure)")
        #expect(Gate.line(set.passages[0]) == set.passages[0])
        #expect(set.lines.allSatisfy { $0.role == (kind == .quote ? .quote : .body) && $0.block == 0 })
        var end = 0
        for line in set.lines {
          #expect(line.range.lowerBound >= end && line.range.count == line.text.unicodeScalars.count)
          end = line.range.upperBound
        }
      }
    }
  }

  @Test func repairIsTheSameInPieces() {
    let text = Self.prose(100_000)
    let set = SetStory(story: story(Block(.paragraph, text)), byline: "", measure: 66)
    #expect(set.passages == [Gate.line(Typography.repaired(text, language: "fr"))])
  }

  @Test func aStoryIsSetAsFarAsItIsWanted() {
    var long = story(title: "Titre")
    long.blocks = (1...400).flatMap { number in
      [
        Block(.paragraph, Self.prose(number % 90 == 0 ? 60_000 : 300)),
        Block(.item, "un", level: 1, ordered: true),
        Block(.item, "deux", level: 1, ordered: true), Block(.preformatted, "a\n\n  b\n"),
        Block(.table, "a\t1\nb\t22"), Block(.rule, ""),
      ]
    }
    let whole = SetStory(story: long, byline: "Par", measure: 50)
    #expect(whole.isComplete && whole.expectedLines == whole.lines.count)
    var part = SetStory(story: long, byline: "Par", measure: 50, lines: 40)
    #expect(!part.isComplete && (40..<400).contains(part.lines.count))
    #expect(part.expectedLines > whole.lines.count / 4)
    for count in [100, 101, 1500, 4000] {
      part.set(upTo: count)
      #expect(part.lines.elementsEqual(whole.lines.prefix(part.lines.count)))
      #expect(part.lines.count >= count)
    }
    part.set(upToPassage: 900, scalar: 1)
    #expect(
      part.lines.contains { $0.block == 900 && $0.range.contains(1) } || part.lines.last?.block ?? 0 > 900)
    part.set(upToShare: 0.9)
    part.set(upTo: .max)
    #expect(part.isComplete)
    #expect(part.lines == whole.lines)
    #expect(part.origins == whole.origins && part.passages == whole.passages)
  }

  @Test func longRowsKeepTheirPlaces() {
    let rows = (1...9000).map { $0 % 7 == 0 ? "" : "\tligne \($0)" }
    let code = story(
      Block(.preformatted, "\n" + rows.joined(separator: "\n") + "\n\n \n"), Block(.paragraph, "fin"))
    let set = SetStory(story: code, byline: "", measure: 40)
    let expected = [""] + rows.map { $0.isEmpty ? "" : "        " + $0.dropFirst() }
    #expect(set.lines.lines(of: 0).dropLast().map { set.lines[$0].text } == expected)
    #expect(set.passages == [expected.joined(separator: "\n"), "fin"])
    let scalars = Array(set.passages[0].unicodeScalars)
    for line in set.lines where line.block == 0 && !line.text.isEmpty {
      #expect(Array(line.text.unicodeScalars) == Array(scalars[line.range]))
    }
    let table = (1...40_000).map { "a\($0)\tb" }.joined(separator: "\n")
    let running = SetStory(story: story(Block(.table, table)), byline: "", measure: 40)
    #expect(running.lines.count == 40_000)
    #expect(running.lines.last?.text == "a40000\u{A0}· b")
  }

  @Test func wordsAreFoundInEveryPiece() {
    let text = (1...30_000).map { "mot \($0) du phare" }.joined(separator: " ")
    let set = SetStory(story: story(Block(.paragraph, text)), byline: "", measure: 66)
    let all = matches("PHARE mot", in: set)
    #expect(all.count == 29_999)
    for match in [all[0], all[15_000], all[29_998]] {
      let lit = set.segments(of: match).map { segment in
        let line = set.lines[segment.line].text
        return String(line.dropFirst(segment.columns.lowerBound).prefix(segment.columns.count))
      }
      #expect(lit.joined(separator: " ") == "phare mot")
      #expect(set.segments(of: match).first?.line == set.line(of: match))
    }
    #expect(matches("mot 29999 du", in: set).count == 1)
    let same = SetStory(
      story: story(Block(.paragraph, String(repeating: "a ", count: 100_001))), byline: "", measure: 66)
    #expect(matches("a", in: same).count == 100_000)
  }

  private func matches(_ words: String, in set: SetStory) -> [SetStory.Match] {
    set.matches(of: WordFinder([SearchTerm(words, .written)]))
  }
}
