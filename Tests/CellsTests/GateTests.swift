import Cells
import Glibc
import Testing

@Suite struct GateTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private func scalars(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
    range.compactMap(Unicode.Scalar.init)
  }

  @Test func emptyTextStaysEmpty() {
    #expect(Gate.line("") == "")
    #expect(Gate.lines("") == "")
  }

  @Test func plainTextPassesAsItIs() {
    for text in ["Lyon", "l’été « mot » – 115\u{202F}000 €", "東京", "e\u{301}", "Ελλάδα", "שלום", "हिन्दी"] {
      #expect(Gate.line(text) == text)
    }
  }

  @Test func controlsNeverPass() {
    for scalar in scalars(0...0x1F) + scalars(0x7F...0x9F) {
      let shown = Gate.line("a\(String(Character(scalar)))b")
      #expect(shown == "ab" || shown == "a b", "U+\(String(scalar.value, radix: 16))")
    }
    #expect(Gate.line("\u{1B}[31mred\u{1B}]0;title\u{7}") == "[31mred]0;title")
    #expect(Gate.line("a\tb\nc\rd\u{85}e\u{2028}f\u{2029}g") == "a b c d e f g")
  }

  @Test(
    arguments: [
      0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xE0000...0xE007F,
      0xE0100...0xE01EF, 0xFFF0...0xFFFB, 0x1D173...0x1D17A, 0x034F...0x034F, 0x061C...0x061C,
      0x180B...0x180F,
      0x115F...0x1160, 0x3164...0x3164, 0xFFA0...0xFFA0, 0xAD...0xAD, 0x17B4...0x17B5,
    ] as [ClosedRange<UInt32>])
  func nothingInvisiblePasses(range: ClosedRange<UInt32>) {
    for scalar in scalars(range) {
      #expect(Gate.line("a\(String(Character(scalar)))b") == "ab", "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test func whatHasNoShapeIsReplaced() {
    for value in [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE000, 0xF8FF, 0xF0000, 0x100000]
      as [UInt32]
    {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(Gate.line(String(Character(scalar))) == "\u{FFFD}")
    }
  }

  @Test func pilesOfMarksAreCutToFour() {
    let zalgo = "e" + String(repeating: "\u{301}", count: 1000) + "x"
    #expect(Gate.line(zalgo) == "e\u{301}\u{301}\u{301}\u{301}x")
    #expect(Gate.line("\u{301}a") == "\u{A0}\u{301}a")
    #expect(Width.of("\u{301}a") == 2)
  }

  @Test func joinedEmojiAreTheirFirst() {
    #expect(Gate.line("👩‍👩‍👧!") == "👩!")
    #expect(Gate.line("🏃‍♀️ ❤️‍🔥 👍🏽") == "🏃 ❤ 👍")
    #expect(Width.of("👩‍👩‍👧") == 2)
  }

  @Test func joinersHideNoLetters() {
    #expect(Gate.line("👩\u{200D}東") == "👩東")
    #expect(Gate.line("a\u{200D}👩") == "a👩")
    #expect(Gate.line("क्\u{200D}ष") == "क्ष")
  }

  @Test func takingOneThingOutBuildsNoOther() {
    #expect(Gate.line("\u{1B}\u{200B}[2J") == "[2J")
    #expect(Gate.line("👩\u{200D}\u{200B}\u{1B}👧") == "👩")
  }

  @Test func linesKeepTheirFeeds() {
    #expect(Gate.lines("a\u{7}\n\nb\r\nc") == "a\n\nb\nc")
  }

  /// Signs that stand before a number are format characters and can be seen. A scalar that is not assigned may
  /// pass where the C library knows its columns: its tables are not of the standard library's age.
  @Test(
    arguments: [0...0xFFFF, 0x10000...0x1FFFF, 0xE0000...0xE1FFF, 0x10F000...0x10FFFF]
      as [ClosedRange<UInt32>])
  func noScalarAtAllGivesAControl(range: ClosedRange<UInt32>) {
    let seen = Set(
      scalars(0x600...0x605) + [
        "\u{6DD}", "\u{70F}", "\u{890}", "\u{891}", "\u{8E2}", "\u{110BD}", "\u{110CD}",
      ])
    for scalar in scalars(range) {
      let hostile = Gate.line(String(Character(scalar))).unicodeScalars.filter { shown in
        switch shown.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: !seen.contains(shown)
        case .unassigned: Width.ofScalar(shown) <= 0
        default: false
        }
      }
      if !hostile.isEmpty { Issue.record("U+\(String(scalar.value, radix: 16)) gives \(hostile)") }
    }
  }

  @Test func mixturesPassOnce() {
    var generator = SystemRandomNumberGenerator()
    let all = scalars(0...0x1FFFF)
    for _ in 0..<1000 {
      let picked = (0..<12).compactMap { _ in all.randomElement(using: &generator) }
      let text = String(String.UnicodeScalarView(picked))
      let shown = Gate.line(text)
      #expect(Gate.line(shown) == shown, "\(text.debugDescription)")
      #expect(Width.of(shown) == Width.of(text), "\(text.debugDescription)")
    }
  }
}

@Suite struct WidthTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  @Test func columnsAreThoseOfTheTerminal() {
    for (text, columns) in [
      ("", 0), ("Lyon", 4), ("été", 3), ("e\u{301}", 1), ("東京", 4), ("👩‍👩‍👧", 2), ("a\u{AD}b", 2),
      ("«\u{A0}»", 3),
      ("\u{200B}", 0), ("\u{1B}", 0), ("…–’", 3),
    ] {
      #expect(Width.of(text) == columns, "\(text.debugDescription)")
    }
  }

  @Test func cutsEndInDots() {
    #expect(Width.cut("Lyon", to: 0) == "")
    #expect(Width.cut("Lyon", to: -3) == "")
    #expect(Width.cut("Lyon", to: 1) == "…")
    #expect(Width.cut("Lyon", to: 3) == "Ly…")
    #expect(Width.cut("Lyon", to: 4) == "Lyon")
    #expect(Width.cut("", to: 3) == "")
    #expect(Width.cut("un mot", to: 4) == "un…")
    #expect(Width.cut("un\u{A0}mot", to: 4) == "un…")
  }

  @Test func cutsStayWithinTheirColumns() {
    let text = "東京e\u{301}👩‍👩‍👧 a\u{AD}b 🇫🇷«\u{202F}mot"
    for columns in 0...20 {
      #expect(Width.of(Width.cut(text, to: columns)) <= columns)
      #expect(Width.of(Width.fit(text, to: columns)) == columns)
    }
    #expect(Width.cut("東京", to: 3) == "東…")
    #expect(Width.cut("東京", to: 2) == "…")
    #expect(Width.cut("e\u{301}te\u{301}", to: 2) == "e\u{301}…")
  }
}
