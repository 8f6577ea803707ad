import ArgumentParser
import Glibc
import Testing

@testable import Kiosque

/// What a shell is offered, written as it reads it.
@Suite struct CompletionOfferTests {
  init() {
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  @Test func noControlByteAndNoHiddenOneReachesAShell() {
    for value in ["a\u{1B}[2Jb", "a\nb", "a\tb", "a\u{7F}b", "a\u{9B}b", "a\u{202E}b", ""] {
      for shell in CompletionShell.allCases {
        #expect(Completions.offered(value, nil, for: shell) == nil)
        let note = Completions.offered("12", value, for: shell) ?? ""
        #expect(
          note.unicodeScalars.filter { $0.value < 0x20 || (0x7F..<0xA0) ~= $0.value }.allSatisfy {
            $0 == "\t"
          })
        #expect(!note.contains("\u{202E}") && !note.contains("\n"))
      }
    }
  }

  @Test func notesStandBesideValuesWhereTheShellShowsThem() {
    #expect(Completions.offered("12", "Le phare : rallumé", for: .zsh) == "12:Le phare : rallumé")
    #expect(Completions.offered("12", "Le phare", for: .fish) == "12\tLe phare")
    #expect(Completions.offered("12", "Le phare", for: .bash) == "12")
    #expect(Completions.offered("a:b\\c", nil, for: .zsh) == "a\\:b\\\\c")
  }

  @Test func whatBashWouldExpandStandsInQuotes() {
    #expect(Completions.offered("$(rm x)", nil, for: .bash) == "'$(rm x)'")
    #expect(Completions.offered("l'été", nil, for: .bash) == "'l'\\''été'")
    #expect(Completions.offered("+phares", nil, for: .bash) == "+phares")
  }
}
