import Foundation
import Stories
import Testing

@testable import Importing

private let reader = CaptureReader()

private func text(_ bytes: [UInt8], charset: String? = nil) throws -> String {
  try reader.capture(bytes: bytes, path: nil, charset: charset).get().text
}

private func encoding(_ bytes: [UInt8]) throws -> String {
  try reader.capture(bytes: bytes, path: nil).get().encoding
}

private func page(_ charset: String, _ body: [UInt8]) -> [UInt8] {
  Array("<html><head><meta charset=\"\(charset)\"></head><body>".utf8) + body
}

/// `Été à Nîmes` in windows-1252 and its relatives.
private let nimes: [UInt8] = [
  0xC9, 0x74, 0xE9, 0x20, 0xE0, 0x20, 0x4E, 0xEE, 0x6D, 0x65, 0x73,
]

@Suite struct DecodingTests {
  @Test func utf8IsTakenAsItIs() throws {
    #expect(try text(Array("Nîmes 東京".utf8)) == "Nîmes 東京")
    #expect(try encoding(Array("Nîmes".utf8)) == "utf-8")
  }

  @Test func aByteOrderMarkIsNoText() throws {
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("Nîmes".utf8)) == "Nîmes")
  }

  @Test func shortBytesThatAreNoUTF8AreWindows1252() throws {
    #expect(try text(nimes) == "Été à Nîmes")
    #expect(try text([0x64, 0x92, 0x9C, 0x75, 0x76, 0x72, 0x65]) == "d’œuvre")
  }

  @Test func longFrenchInLatin1IsRecognised() throws {
    let french = String(
      repeating: "Les élèves étaient déjà là, à côté de la forêt où l'été s'achève. ", count: 4)
    let bytes = french.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try text(bytes) == french)
  }

  @Test func longRussianInWindows1251IsRecognised() throws {
    let russian = String(
      repeating: "Мы приехали в город поздно вечером и сразу пошли на набережную реки. ", count: 4)
    let bytes = russian.unicodeScalars.map { scalar in
      (0x410...0x44F).contains(scalar.value)
        ? UInt8(scalar.value - 0x410 + 0xC0) : UInt8(truncatingIfNeeded: scalar.value)
    }
    #expect(try text(bytes) == russian)
  }

  @Test(arguments: ["iso-8859-1", "LATIN1", "us-ascii", "unknown", "windows-1252"])
  func labelsOfLatin1MeanWindows1252(label: String) throws {
    #expect(try text(page(label, nimes + [0x80, 0x92])).hasSuffix("Été à Nîmes€’"))
  }

  @Test func latin9HasItsOwnEightSigns() throws {
    #expect(
      try text(page("iso-8859-15", [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE])).hasSuffix("€ŠšŽžŒœŸ"))
  }

  @Test func latin9WithBytesOfWindows1252IsWindows1252() throws {
    #expect(try text(page("iso-8859-15", [0x92, 0xBD])).hasSuffix("’½"))
  }

  @Test func aLabelThatLiesAboutUTF8IsNotBelieved() throws {
    #expect(try text(page("iso-8859-1", Array("Nîmes".utf8))).hasSuffix("Nîmes"))
    #expect(try text(page("utf-8", nimes)).hasSuffix("Été à Nîmes"))
  }

  @Test func anXMLDeclarationIsALabel() throws {
    let bytes = Array("<?xml version=\"1.0\" encoding=\"KOI8-R\"?><p>".utf8) + [0xED, 0xC9, 0xD2]
    #expect(try text(bytes).hasSuffix("Мир"))
  }

  @Test func theLabelOfTheTransferServesWhereThePageHasNone() throws {
    #expect(try text([0x93, 0xFA, 0x96, 0x7B], charset: "Shift_JIS") == "日本")
  }

  @Test func utf7IsNeverHonoured() throws {
    #expect(try text(page("utf-7", Array("+ADw-script+AD4-".utf8))).hasSuffix("+ADw-script+AD4-"))
  }

  @Test(arguments: [true, false])
  func utf16IsReadWithAndWithoutMark(marked: Bool) throws {
    let units = Array("Été à Nîmes, encore".utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try text((marked ? [0xFF, 0xFE] : []) + little) == "Été à Nîmes, encore")
    #expect(try text((marked ? [0xFE, 0xFF] : []) + big) == "Été à Nîmes, encore")
  }

  @Test(arguments: [
    "Паром снова ходит\n\nОн возобновил рейсы сегодня утром, после трёх дней шторма — «наконец-то».\n",
    "Το πλοίο ξεκινά\n\nΤα δρομολόγια ξανάρχισαν σήμερα το πρωί, ύστερα από τρεις μέρες θύελλας.\n",
    "<html><head><meta charset=\"utf-16\"><title>Паром</title></head><body><p>Паром снова ходит.</p></body></html>",
    "<html><head><meta charset=\"utf-16\"><title>Le bac</title></head><body><p>Été à l’île, « enfin ».</p></body></html>",
  ])
  func utf16OfAnyAlphabetIsReadWithoutAMark(written: String) throws {
    let units = Array(written.utf16)
    #expect(try text(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == written)
    #expect(try text(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == written)
  }

  @Test func textOfSingleBytesThatHoldsNULsIsNotUTF16() throws {
    for separator in ["\0", "\0\0", " \0"] {
      let names = (0..<80).map { "nom \($0)" + separator }.joined()
      #expect(try text(Array(names.utf8)).contains("nom 79"))
    }
  }

  @Test func utf16KeepsWhatItCanOfBrokenInput() throws {
    #expect(try text([0xFF, 0xFE, 0x4E, 0x00, 0x00, 0xD8, 0x21, 0x00]) == "N\u{FFFD}!")
    #expect(try text([0xFF, 0xFE, 0x4E, 0x00, 0x21]) == "N\u{FFFD}")
  }

  @Test func utf32IsRead() throws {
    let bytes = "Nîmes".unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8), 0, 0] }
    #expect(try text([0xFF, 0xFE, 0, 0] + bytes) == "Nîmes")
  }

  @Test func badBytesInUTF8BecomeMarksAndTheRestStays() throws {
    #expect(try text(Array("Nîmes ".utf8) + [0xFF] + Array(" déjà".utf8)) == "Nîmes \u{FFFD} déjà")
    #expect(try text(Array("Nîmes é".utf8.dropLast())) == "Nîmes \u{FFFD}")
  }

  @Test func everyBytePatternOfTwoDecodes() throws {
    for first in UInt8.min...UInt8.max {
      for second in [UInt8]([0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC3, 0xE2, 0xF0, 0xFF]) {
        _ = reader.capture(bytes: [0x41, first, second], path: nil)
      }
    }
  }

  @Test func strayBytesOfWindows1252InUTF8AreRead() {
    let page =
      Array("Il a gel\u{E9} la nuit. La for\u{EA}t, l".utf8) + [0x92] + Array("\u{E9}t\u{E9}, fut ".utf8)
      + [0xAB, 0x20, 0xE9] + Array("pargn\u{E9}e ".utf8) + [0xBB] + Array(", dit-on \u{E0} No\u{EB}l".utf8)
    let decoded = Decoding.decode(page, label: "utf-8", isMarkup: false)
    #expect(decoded.text == "Il a gelé la nuit. La forêt, l’été, fut « épargnée », dit-on à Noël")
    #expect(!decoded.isValid && decoded.encoding == "utf-8")
    let cut = Array("Il a gel\u{E9}, \u{E9}t\u{E9} ".utf8) + [0xE2, 0x80] + Array(" comme ".utf8) + [0xC3]
    #expect(
      Decoding.decode(cut, label: "utf-8", isMarkup: false).text == "Il a gelé, été \u{FFFD} comme \u{FFFD}")
  }

  @Test func macRomanIsRead() throws {
    let text = "Une criée aura lieu dès l’aube, où les mareyeurs achètent : « à Noël, c’était complet »."
    let bytes = text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : MacRoman.byte($0) ?? 0x3F }
    let decoded = Decoding.decode(bytes, label: nil, isMarkup: false)
    #expect(decoded.text == text && decoded.encoding == "macintosh")
  }

  @Test(arguments: [
    (
      "L’été fut « épargné », dit l’œil du maître à Noël : 50 % de forêt – sûr.",
      String.Encoding.windowsCP1252
    ),
    ("Příliš žluťoučký kůň úpěl ďábelské ódy; zażółć gęślą jaźń.", .windowsCP1250),
    ("Съешь же ещё этих мягких французских булок, да выпей чаю.", .windowsCP1251),
    ("L'été fut épargné, dit le maître à Noël.", .isoLatin1),
    ("The so-called “special operation” went on; cold—very cold—and long, a–b, it’s said.", .windowsCP1252),
    ("Das ‹Wort› und das ‹Bild›, sagt er.", .windowsCP1252),
  ]) func noOtherCharsetIsTakenForMacRoman(_ text: String, _ encoding: String.Encoding) throws {
    let bytes = Array(try #require(text.data(using: encoding)))
    #expect(!MacRoman.looks(bytes))
  }

  @Test func whatWasOnceReadAsMacRomanIsMended() {
    #expect(Repair.repaired("L‚Äô√©t√© fut √©pargn√©") == "L’été fut épargné")
    #expect(Repair.repaired("Il dit ¬´ c‚Äô√©tait ¬ª") == "Il dit « c’était »")
    for text in ["√2 vaut 1,41", "√x, √a", "‚Ärger‘, sagt sie"] { #expect(Repair.repaired(text) == text) }
  }
}
