import Cells
import Glibc
import Stories
import Testing
import Text
import Typesetting

/// The same letters in every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

@Suite struct TypographyPropertyTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private static let pieces = [
    " ", " ", " ", "a", "é", "M.", "n°", "«", "»", "\"", "'", "‘", "’", "`", "!", "?", ";", ":", "...", ".",
    ",", "-",
    "–", "1", "000", "12", "\u{A0}", "\u{202F}", "\u{2009}", "(", ")", "…", "%", "km", "“", "”", "e\u{301}",
    "東",
    "http://", "www.", "@", "/", ".fr", "Me", "&", "=", "\u{AD}", "\t", "[", "👩‍👩‍👧",
  ]

  private static let texts: [String] = {
    var dice = Dice(state: 2015)
    return (0..<5000).map { _ in
      (0..<Int.random(in: 1...14, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
        .joined()
    }
  }()

  @Test(arguments: ["fr", "en", "de", nil] as [String?])
  func repairedTextNeedsNoRepair(language: String?) {
    for text in Self.texts {
      let once = Typography.repaired(text, language: language)
      #expect(Typography.repaired(once, language: language) == once, "\(text.debugDescription)")
    }
  }

  @Test(arguments: ["fr", "en", "de", nil] as [String?])
  func repairLosesNoLetter(language: String?) {
    func letters(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
    for text in Self.texts {
      #expect(letters(Typography.repaired(text, language: language)) == letters(text))
    }
  }

  @Test func setLinesSpellThePassage() {
    for text in Self.texts.prefix(1500) {
      var story = Story(title: text)
      story.language = "fr"
      for measure in [1, 2, 7, 20] {
        let set = SetStory(story: story, byline: "", measure: measure)
        guard let passage = set.passages.first else { continue }
        let scalars = Array(passage.unicodeScalars)
        for line in set.lines where line.block == 0 {
          #expect(Array(line.text.unicodeScalars) == Array(scalars[line.range]))
        }
        let seen = set.lines.map(\.text).joined().filter { $0 != " " }
        #expect(seen == passage.filter { $0 != " " }, "\(text.debugDescription) at \(measure)")
      }
    }
  }
}

@Suite struct AnyTextTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private static let common: [UInt32] = [
    0x20, 0x20, 0x0A, 0x301, 0x200D, 0xA0, 0xAB, 0xBB, 0x1F469, 0x6771, 0x1F1EB, 0x61, 0x9,
  ]

  /// Scalars from everywhere, with blanks, marks and joiners more often than chance has them.
  private static let texts: [String] = {
    var dice = Dice(state: 14)
    return (0..<1000).map { _ in
      let scalars = (0..<Int.random(in: 1...30, using: &dice)).compactMap { _ in scalar(&dice) }
      return String(String.UnicodeScalarView(scalars))
    }
  }()

  private static func scalar(_ dice: inout Dice) -> Unicode.Scalar? {
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: common.randomElement(using: &dice).flatMap(Unicode.Scalar.init)
    case 1: Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &dice))
    default: Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &dice))
    }
  }

  @Test func everyTextIsSetWithinItsMeasure() {
    for text in Self.texts {
      var story = Story(title: text)
      story.language = "fr"
      story.blocks = [
        Block(.quote, text), Block(.preformatted, text), Block(.table, text), Block(.item, text),
      ]
      for measure in [0, 1, 2, 9, 33] {
        let set = SetStory(story: story, byline: text, measure: measure)
        for line in set.lines {
          #expect(Gate.line(line.text) == line.text, "\(text.debugDescription) at \(measure)")
          #expect(
            line.indent + Width.of(line.text) <= max(2, measure), "\(text.debugDescription) at \(measure)")
        }
        for passage in set.passages.indices {
          let scalars = Array(set.passages[passage].unicodeScalars)
          for line in set.lines where line.block == passage && !line.text.isEmpty {
            #expect(Array(line.text.unicodeScalars) == Array(scalars[line.range]))
          }
        }
      }
    }
  }

  @Test func everyMatchIsOnItsLine() {
    for text in Self.texts.prefix(500) {
      let set = SetStory(story: story(Block(.quote, text)), byline: "", measure: 9)
      for words in [text, "a", String(text.prefix(2)), "« »"] {
        for match in set.matches(of: WordFinder([SearchTerm(words)])) {
          #expect(!match.range.isEmpty)
          for segment in set.segments(of: match) {
            let line = set.lines[segment.line]
            #expect(segment.columns.lowerBound >= line.indent)
            #expect(segment.columns.upperBound <= line.indent + Width.of(line.text))
          }
        }
      }
    }
  }

  @Test func plainTextTakesAColumnAScalar() {
    for value in UInt32(0x20)...0x20FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a" + String(Character(scalar)) + "b"
      let set = SetStory(passages: [Passage(.note(.text), text)], measure: 20)
      #expect(set.passages == [Gate.line(Typography.repaired(Gate.line(text), language: nil))])
    }
  }
}
