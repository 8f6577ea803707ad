import Stories
import Testing

@testable import Text

@Suite struct HeadlineKeyTests {
  @Test(arguments: [
    ("l'Etat", "L’État"), ("Œuvre", "oeuvre"), ("Lyon — la fête", "Lyon - la fete"), ("« mot »", "\"mot\""),
    ("Straße", "STRASSE"), ("e\u{301}te\u{301}", "été"), ("115\u{202F}000", "115 000"), ("bon…", "bon..."),
    ("so\u{AD}lo", "solo"), ("  un   mot  ", "un mot"), ("Łódź", "lodz"), ("ﬁn", "fin"), ("æ", "ae"),
    ("Qu’il !", "qu'il!"),
  ])
  func spellingsMeet(left: String, right: String) {
    #expect(HeadlineKey.of(left) == HeadlineKey.of(right))
  }

  @Test func theKeyIsReadable() {
    #expect(HeadlineKey.of("État d’urgence : l'Œuvre, « 3 » mois…") == "etat d urgence l oeuvre 3 mois")
    #expect(HeadlineKey.of("東京都") == "東京都")
  }

  @Test func nothingGivesNothing() {
    for text in ["", " ", "« … »", "---", "\u{301}", "\u{200B}"] { #expect(HeadlineKey.of(text) == "") }
  }

  @Test func theKeyOfAKeyIsItself() {
    for text in ["État d’urgence", "ﬁn ½ ²", "Ǆ İstanbul", "ᾳ"] {
      let key = HeadlineKey.of(text)
      #expect(HeadlineKey.of(key) == key, "\(text)")
    }
  }

  @Test func otherWordsDoNotMeet() {
    #expect(HeadlineKey.of("port") != HeadlineKey.of("porte"))
    #expect(HeadlineKey.of("letat") != HeadlineKey.of("l'état"))
  }

  @Test func alterationsAreOtherLetters() {
    #expect(HeadlineKey.isAltered("Etat d'urgence", from: "État d'urgence"))
    #expect(HeadlineKey.isAltered("Lyon", from: "LYON"))
    #expect(!HeadlineKey.isAltered("« mot » : l'un", from: "\"mot\": l’un"))
    #expect(!HeadlineKey.isAltered("e\u{301}te", from: "éte"))
  }
}

@Suite struct WordsTests {
  @Test(arguments: [
    ("", 0), ("« … »", 0), ("un mot", 2), ("l’état", 2), ("115 000 hommes", 3), ("東京都", 2), ("東京 Lyon", 2),
    ("e\u{301}te\u{301}", 1), ("a\u{30A}\u{301}b c", 2), ("12h30", 1),
  ])
  func runsAreCounted(text: String, words: Int) {
    #expect(Words.count(text) == words, "\(text)")
  }

  @Test func readingTakesAMinuteAtLeast() {
    #expect(Words.minutes(0) == 1)
    #expect(Words.minutes(345) == 2)
    #expect(Words.minutes(344) == 1)
  }

  @Test func onlyTheBodyIsCounted() {
    var story = Story(title: "un titre")
    story.standfirst = "un chapeau"
    story.blocks = [Block(.paragraph, "un deux"), Block(.caption, "trois"), Block(.item, "quatre")]
    #expect(story.words == 3)
    #expect(story.body == ["un deux", "quatre"])
  }
}

@Suite struct NormalFormTests {
  @Test func textIsComposed() {
    #expect(Array(NormalForm.composed("e\u{301}").unicodeScalars) == ["é"])
    #expect(NormalForm.composed("") == "")
    #expect(Array(NormalForm.compatibilityDecomposed("ﬁé").unicodeScalars) == ["f", "i", "e", "\u{301}"])
  }

  @Test func theQuickWayGivesWhatTheLongWayGives() {
    var others: [String] = []
    for value in UInt32(1)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let texts = ["a\(scalar)b", "\(scalar)", "é \(scalar)\u{301}É"]
      others += texts.prefix(value < 0x3000 ? 3 : 1).filter { HeadlineKey.of($0) != HeadlineKey.folded($0) }
    }
    #expect(others.isEmpty)
  }

  @Test func wordsAreRunsOfLettersAndDigits() {
    #expect(Words.count("L’été 1998, à Nîmes : l'œuvre × deux ÷ trois — fin.") == 10)
    #expect(Words.count("e\u{301}te\u{301} Łódź Àéîõü") == 3)
  }

  @Test func everyScalarIsALetterAGapOrAWordOfItsOwn() {
    var others: [UInt32] = []
    for value in UInt32(1)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      let isHan = (0x3040...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
      let joins = properties.isAlphabetic || properties.numericType != nil
      let isMark = properties.generalCategory == .nonspacingMark
      let words = isHan ? 3 : joins || isMark ? 1 : 2
      if Words.count("a\(scalar)b") != words { others.append(value) }
    }
    #expect(others.isEmpty)
  }
}

@Suite struct RubricTests {
  @Test(arguments: [": ", "：", "] ", "】", " | ", " - ", " – ", " — ", " • ", " · ", " / "])
  func aHeadlineBeginsAnewBehindARubric(separator: String) {
    let headline = "Vidéo\(separator)l’été du phare"
    #expect(Rubric.ends(in: headline).map { String(headline[$0...]).trimmingSpaces() } == ["l’été du phare"])
  }

  @Test(arguments: ["Le porte-avions rentre au port", "L’« été » du phare", "Un sur 3/4 à Brest"])
  func otherSignsPartNothing(headline: String) {
    #expect(Rubric.ends(in: headline).isEmpty)
  }
}
