import Glibc
import Testing

@testable import Kiosque

/// Names from outside in messages.
@Suite struct NameTests {
  init() {
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  @Test func everyNameIsOneLineAndNoTwoAreAlike() {
    let names = [
      "a\nb", "a\\nb", "a\u{202E}b", "ab", "a\rb", "a\u{85}b", "a\u{2028}b", "a\u{9B}b", "a\u{1B}[2Kb", "a b",
      "a\tb",
      "❤", "❤\u{FE0F}", "a\u{200D}b", "a\u{E001}b", "a\u{10FEE9}b",
    ]
    let shown = names.map(Names.shown)
    #expect(Set(shown).count == names.count)
    for name in shown {
      #expect(!name.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
      #expect(!name.contains("\u{202E}") && !name.contains("\u{2028}"))
      #expect(Names.oneLine(name) == name)
    }
    #expect(Names.shown("a\nb\\\u{202E}") == "a\\nb\\\\\\u{202E}")
    #expect(Names.shown("lat\u{10FEE9}.txt") == "lat\\xE9.txt")
    #expect(Names.shown("Été « à » 漢字.html") == "Été « à » 漢字.html")
  }
}
