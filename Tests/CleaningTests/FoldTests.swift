import Testing

@testable import Cleaning

private func key(_ text: String) -> String { String(decoding: Fold.key(text), as: UTF8.self) }

@Suite struct FoldTests {
  @Test(arguments: [
    ("PUBLICITÉ", "publicite"), ("  Lire\u{A0}aussi : ", "lire aussi"),
    ("L’œuvre – d‘art…", "l'oeuvre - d'art"),
    ("3 min 45", "0 min 0"), ("• Twitter", "twitter"), ("«\u{202F}Été\u{202F}»", "\" ete \""),
    ("Straße", "strasse"),
    ("Łódź", "lodz"), ("ЧИТАЙТЕ ТАКЖЕ", "читайте также"), ("関連記事", "関連記事"), ("👩‍👩‍👧", "👩👩👧"), ("", ""),
  ])
  func spellingsMeet(text: String, folded: String) {
    #expect(key(text) == folded)
  }
}
