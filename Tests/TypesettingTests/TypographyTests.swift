import Testing
import Typesetting

/// Pictures write U+00A0 as `~` and U+202F as `_`.
private func french(_ text: String) -> String {
  picture(Typography.repaired(text, language: "fr"))
}

private func picture(_ text: String) -> String {
  String(text.map { $0 == "\u{A0}" ? "~" : $0 == "\u{202F}" ? "_" : $0 })
}

@Suite struct TypographyTests {
  @Test func emptyTextStaysEmpty() {
    for text in ["", " ", "\n\t "] {
      #expect(Typography.repaired(text, language: "fr") == "")
      #expect(Typography.repaired(text, language: nil) == "")
    }
  }

  @Test(arguments: ["l'état", "l‘état", "l`état", "l´état", "l’état"])
  func apostrophesBetweenLettersAreCurled(text: String) {
    #expect(Typography.repaired(text, language: "fr") == "l’état")
    #expect(Typography.repaired(text, language: "en") == "l’état")
    #expect(Typography.repaired(text, language: nil) == "l’état")
  }

  @Test func signsThatAreNoApostrophesStay() {
    #expect(Typography.repaired("rock ‘n’ roll", language: "en") == "rock ‘n’ roll")
    #expect(Typography.repaired("1,80 m = 5'11", language: "en") == "1,80 m = 5'11")
    #expect(Typography.repaired("'mot'", language: nil) == "'mot'")
  }

  @Test func frenchElidesBeforeNumbersAndQuotes() {
    #expect(french("l'11 novembre") == "l’11 novembre")
    #expect(french("d'\"Europe\"") == "d’«~Europe~»")
  }

  @Test func frenchStopsAreSetOff() {
    #expect(french("mot!") == "mot_!")
    #expect(french("mot ?") == "mot_?")
    #expect(french("un; deux ; trois") == "un_; deux_; trois")
    #expect(french("Tram : la ligne D") == "Tram~: la ligne D")
    #expect(french("Tram: la ligne D") == "Tram~: la ligne D")
    #expect(french("(vraiment?)") == "(vraiment_?)")
    #expect(french("mot\u{A0}!") == "mot~!")
  }

  @Test func runsOfStopsStayTogether() {
    #expect(french("Quoi?!") == "Quoi_?!")
    #expect(french("Quoi ?!!") == "Quoi_?!!")
    #expect(french("Non...!") == "Non…_!")
    #expect(french("(!)") == "(!)")
    #expect(french("!") == "!")
  }

  @Test func whatIsNoSentenceIsLeftAlone() {
    for text in [
      "18:04", "3:1", "http://example.fr/a?b=c;d!", "www.example.fr:80?", "example.fr/page?x=1",
      "nom@example.fr;x", ":)", ";-)", "&eacute; &amp;", "a::b", "C:\\", "x != y", "Que::",
    ] {
      #expect(french(text) == text)
    }
    #expect(french("mot :) mot") == "mot :) mot")
    #expect(french("À 18:04: départ") == "À 18:04~: départ")
  }

  @Test func guillemetsKeepTheirWords() {
    #expect(french("« mot »") == "«~mot~»")
    #expect(french("«mot»") == "«~mot~»")
    #expect(french("« mot »!") == "«~mot~»_!")
    #expect(french("«\u{202F}mot\u{202F}»") == "«_mot_»")
    #expect(french("« Oui ! »") == "«~Oui_!~»")
    #expect(french("«»") == "«»")
    #expect(french("»Zitat« und") == "»Zitat« und")
  }

  @Test func straightQuotesPairUp() {
    #expect(french("l'assaillant \"assume\" son acte") == "l’assaillant «~assume~» son acte")
    #expect(french("\" mot \"") == "«~mot~»")
    #expect(french("« il dit \"oui\" »") == "«~il dit “oui”~»")
    #expect(Typography.repaired("he said \"yes\".", language: "en-GB") == "he said “yes”.")
    #expect(Typography.repaired("er sagte \"ja\".", language: "de") == "er sagte „ja“.")
    #expect(Typography.repaired("dijo \"sí\"", language: "es") == "dijo \"sí\"")
    #expect(Typography.repaired("dit \"oui\"", language: nil) == "dit \"oui\"")
  }

  @Test func straightQuotesInDoubtStay() {
    for text in ["un \"mot", "un 27\" et un 24\" neufs", "\"\"", "a\"b\"c", "\""] {
      #expect(french(text) == text)
      #expect(Typography.repaired(text, language: "en") == text)
    }
  }

  @Test func threeDotsAreOneSign() {
    #expect(Typography.repaired("et...", language: nil) == "et…")
    #expect(Typography.repaired("[...]", language: "de") == "[…]")
    #expect(french("etc.... bon..") == "etc.... bon..")
    #expect(french("http://a.fr/...") == "http://a.fr/...")
  }

  @Test func incisesGetTheirDash() {
    #expect(french("Lyon - deuxième ville - attend") == "Lyon – deuxième ville – attend")
    #expect(french("2 - 1") == "2 - 1")
    #expect(french("- un tiret") == "- un tiret")
    #expect(french("peut-être") == "peut-être")
    #expect(Typography.repaired("a - b", language: "en") == "a - b")
  }

  @Test func numbersKeepTheirGroupsAndUnits() {
    #expect(french("115 000 hommes") == "115_000 hommes")
    #expect(french("1 234 567 euros") == "1_234_567 euros")
    #expect(french("06 12 34 56 78") == "06 12 34 56 78")
    #expect(french("06 123 456 78") == "06 123 456 78")
    #expect(french("en 2015 130 morts") == "en 2015 130 morts")
    #expect(french("30 % de 5 € et 12 km/h") == "30~% de 5~€ et 12~km/h")
    #expect(french("12 mots, 5 mètres") == "12 mots, 5 mètres")
  }

  @Test func shortTitlesStayWithTheirNames() {
    #expect(french("M. Hollande et Mme Merkel") == "M.~Hollande et Mme~Merkel")
    #expect(french("n° 5, le Dr Étienne") == "n°~5, le Dr~Étienne")
    #expect(french("à 10 h. Me voilà") == "à 10~h. Me voilà")
  }

  @Test func otherLanguagesKeepTheirSpaces() {
    #expect(Typography.repaired("what ?  « mot » 115 000", language: "en") == "what ? « mot » 115 000")
  }
}
