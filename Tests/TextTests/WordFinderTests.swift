import Testing
import Text

@Suite struct WordFinderTests {
  /// What is found, parted by `|`.
  private func found(
    _ terms: [SearchTerm], in text: String, _ parts: TextParts = .body, language: String? = "fr"
  ) -> String {
    let bytes = Array(text.utf8)
    return WordFinder(terms).matches(in: text, parts, language: language)
      .map { String(decoding: bytes[$0], as: UTF8.self) }.joined(separator: "|")
  }

  private func found(_ word: String, in text: String, language: String? = "fr") -> String {
    found([SearchTerm(word)], in: text, language: language)
  }

  @Test func nothingIsFoundForNothing() {
    for word in ["", " ", "\u{A0}", "\u{301}", "— !"] { #expect(found(word, in: "un mot") == "") }
    #expect(found("mot", in: "") == "")
    #expect(WordFinder([]).isEmpty)
  }

  @Test func everyFormOfAWordIsFound() {
    #expect(found("lampes", in: "La lampe, les lampes.") == "lampe|lampes")
    #expect(found("élections", in: "L’élection d’une élue ; ELECTIONS") == "élection|ELECTIONS")
    #expect(found("présidents", in: "Le président et la présidente") == "président|présidente")
    #expect(found("chevaux", in: "Le cheval", language: "fr") == "cheval")
    #expect(found("houses", in: "The house", language: "en") == "house")
    #expect(found("houses", in: "The house", language: nil) == "", "stems are told by the text's language")
  }

  @Test func nothingIsFoundWithinAWord() {
    #expect(found("vent", in: "Souvent le vent, inventé.") == "vent")
    #expect(found("mer", in: "Amer, la mer, ramera.") == "mer")
    #expect(found("an", in: "Le Fanal a un an.") == "an")
    #expect(found([SearchTerm("vent", .beginning)], in: "souvent venteux, vents") == "venteux|vents")
  }

  @Test func caseAccentsLigaturesAndElidedArticlesDoNotCount() {
    #expect(found("etat", in: "L'État, l’état, L'ETAT") == "État|état|ETAT")
    #expect(found("ÉTÉ", in: "l'ete") == "ete")
    #expect(found("ete", in: "l'e\u{301}te\u{301} !") == "e\u{301}te\u{301}")
    #expect(found("oeuvre", in: "L'Œuvre au noir") == "Œuvre")
    #expect(found("strasse", in: "Straße", language: "de") == "Straße")
    #expect(found("l’état", in: "D'État") == "État")
    #expect(found("korse", in: "Kørse łódź", language: nil) == "Kørse")
    #expect(found("lodz", in: "Kørse łódź", language: nil) == "łódź")
  }

  @Test func phrasesStandOneWordAfterTheOther() {
    let phrase = SearchTerm("soutien à la France", .written)
    #expect(found([phrase], in: "leur soutien a la FRANCE, soutien à") == "soutien a la FRANCE")
    #expect(found([SearchTerm("a a b", .written)], in: "a a a b") == "a a b")
    #expect(found([SearchTerm("peut-être")], in: "Peut‑être. Il peut y être.") == "Peut‑être")
    #expect(found([SearchTerm("vieux po", .beginning)], in: "le vieux port, vieux") == "vieux port")
    let both = [SearchTerm("vieux port", .written), SearchTerm("port du", .written)]
    #expect(found(both, in: "le vieux port du lac") == "vieux port du")
  }

  @Test func theVeryFormIsTheAccentsThatAreTyped() {
    #expect(found([SearchTerm("élève", .exact)], in: "Élevé, élève, élèves, eleve") == "élève")
    #expect(found([SearchTerm("eleve", .exact)], in: "Élevé, élève, élèves") == "Élevé|élève")
    #expect(found([SearchTerm("l’état", .exact)], in: "L'état, l’etat") == "état")
  }

  @Test func scriptsWithoutBlanksAreFoundByPairs() {
    for language in ["ja", nil] {
      #expect(found("灯台", in: "岬の灯台は明るい。", language: language) == "灯台")
      #expect(found("震度", in: "最大震度5強", language: language) == "震度")
      #expect(found("震度5強", in: "最大震度5強の", language: language) == "震度5強")
      #expect(found("震5", in: "地震5。", language: language) == "震5")
      #expect(found("灯", in: "灯台と電灯。", language: language) == "灯|灯")
      #expect(found("カタカナ", in: "ｶﾀｶﾅとカタカナ", language: language) == "ｶﾀｶﾅ|カタカナ")
    }
    #expect(found("中国", in: "关于中国的报道，国中", language: "zh") == "中国")
    #expect(found("停戦", in: "停戦協定", language: "ja") == "停戦")
    #expect(found("ข่าว", in: "หนังสือพิมพ์ข่าวสด", language: "th") == "ข่าว")
    #expect(found("台灯", in: "灯台", language: "ja") == "")
  }

  @Test func koreanAndArabicWordsStandApart() {
    #expect(found("등대", in: "등대 등대지기", language: "ko") == "등대")
    #expect(found("منارة", in: "في منارة المدينة", language: "ar") == "منارة")
    #expect(found("منارة", in: "مَنَارَة", language: "ar") == "مَنَارَة", "vowel signs do not count")
  }

  @Test func whatNobodySeesPartsNoWord() {
    #expect(found("souvent", in: "sou\u{AD}vent, sou\u{2060}vent") == "sou\u{AD}vent|sou\u{2060}vent")
    #expect(found("vent", in: "sou\u{AD}vent") == "")
    #expect(found("sou\u{AD}vent", in: "souvent") == "souvent")
    #expect(found([SearchTerm("souvent", .exact)], in: "sou\u{AD}vent") == "sou\u{AD}vent")
  }

  @Test func numbersAreFoundHoweverTheyAreGrouped() {
    for text in ["1500", "1 500", "1\u{A0}500", "1\u{202F}500", "1\u{2009}500"] {
      for word in ["1500", "1\u{A0}500", "1 500"] {
        #expect(found(word, in: "soit \(text) euros") == text, "\(word) in \(text)")
      }
    }
    #expect(found("1500000", in: "1\u{202F}500\u{202F}000") == "1\u{202F}500\u{202F}000")
    #expect(found("1500", in: "1 5000, 15 00, 11 500") == "")
    #expect(NumberSpelling.variants(of: "mot") == ["mot"])
    #expect(NumberSpelling.variants(of: "12 30") == ["12 30"])
  }

  @Test func superiorLettersAreLetters() {
    #expect(found("20e", in: "le 20ᵉ siècle") == "20ᵉ")
    #expect(found("20ᵉ", in: "le 20e siècle") == "20e")
    #expect(found("1er", in: "le 1ᵉʳ mai") == "1ᵉʳ")
    #expect(found("co2", in: "du CO₂") == "CO₂")
  }

  @Test func partsThatWereNotMeantHaveNothing() {
    let term = [SearchTerm("port", in: .title)]
    #expect(found(term, in: "le port", .body) == "")
    #expect(found(term, in: "le port", .title) == "port")
    #expect(found([SearchTerm("marin")], in: "Jean Marins", .byline) == "", "names have no plural")
  }

  @Test func aTextOfManyMatchesHasThemAll() {
    let text = String(repeating: "mot ", count: 5000)
    #expect(WordFinder([SearchTerm("mot")]).matches(in: text, .body, language: "fr").count == 5000)
    #expect(WordFinder([SearchTerm("mot")]).matches(in: text, .body, language: "fr", most: 7).count == 7)
  }

  @Test func brokenTextIsReadToItsEnd() {
    let bytes: [UInt8] = [0xFF, 0x61, 0xE2, 0x80, 0x6D, 0x6F, 0x74, 0x20, 0xF4, 0x90, 0x80, 0x80, 0xC3]
    bytes.withUnsafeBufferPointer {
      #expect(WordFinder([SearchTerm("mot")]).matches(in: $0, .body, language: "fr") == [4..<7])
    }
  }
}
