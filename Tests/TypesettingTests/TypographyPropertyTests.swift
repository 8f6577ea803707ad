import Stories
import Testing
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
  private static let pieces = [
    " ", " ", " ", "a", "é", "M.", "n°", "«", "»", "\"", "'", "‘", "’", "`", "!", "?", ";", ":", "...", ".",
    ",", "-",
    "–", "1", "000", "12", "\u{A0}", "\u{202F}", "\u{2009}", "(", ")", "…", "%", "km", "“", "”", "e\u{301}",
    "東",
    "http://", "www.", "@", "/", ".fr", "Me", "&", "=", "\u{AD}", "\t", "[", "👩‍👩‍👧",
  ]

  private static let texts: [String] = {
    var dice = Dice(state: 2015)
    return (0..<20_000).map { _ in
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
    for text in Self.texts.prefix(4000) {
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
