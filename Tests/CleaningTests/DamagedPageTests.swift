import Importing
import Stories
import Testing

@testable import Cleaning

/// Pages as they lie in old archives: labelled wrongly, decoded twice, cut in the middle of a character.
@Suite struct DamagedPageTests {
  private static let title = "L’été s’achève à l’Île-de-Bréhat"
  private static let first =
    "« Ça n’a jamais été aussi calme », raconte l’aubergiste, dont la clientèle a fondu de moitié depuis août."
  private static let second =
    "À l’hôtel voisin, on espère déjà les fêtes de Noël : la mairie a promis des illuminations jusqu’au phare, "
    + "et la vedette de six heures, supprimée l’hiver dernier, reprendra. Les réservations, elles, arrivent "
    + "au compte-gouttes."

  private static func page(charset: String?) -> String {
    let label = charset.map { "<meta charset=\"\($0)\">" } ?? ""
    return "<!doctype html><html lang=\"fr\"><head>\(label)<title>\(title)</title></head>"
      + "<body><article><h1>\(title)</h1><p>\(first)</p><p>\(second)</p></article></body></html>"
  }

  private static func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "’": 0x92
      case "œ": 0x9C
      case "…": 0x85
      default: UInt8(truncatingIfNeeded: scalar.value)
      }
    }
  }

  /// The text's UTF-8 bytes taken for characters of Windows-1252, and written as UTF-8 once more.
  private static func twice(_ text: String) -> [UInt8] {
    let high: [UInt8: Unicode.Scalar] = [
      0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰",
      0x8A: "Š", 0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•",
      0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]
    var broken = ""
    for byte in text.utf8 { broken.unicodeScalars.append(high[byte] ?? Unicode.Scalar(byte)) }
    return Array(broken.utf8)
  }

  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static let captures: [(String, [UInt8])] = [
    ("no label", Array(page(charset: nil).utf8)),
    ("UTF-8 labelled Latin-1", Array(page(charset: "iso-8859-1").utf8)),
    ("Windows-1252 labelled Latin-1", windows1252(page(charset: "iso-8859-1"))),
    ("Windows-1252 labelled UTF-8", windows1252(page(charset: "utf-8"))),
    ("Windows-1252 without a label", windows1252(page(charset: nil))),
    ("UTF-8 decoded as Windows-1252", twice(page(charset: "utf-8"))),
    ("UTF-16 labelled UTF-8", utf16(page(charset: "utf-8"))),
  ]

  @Test(arguments: 0..<7) func theStoryIsWhole(number: Int) throws {
    let (name, bytes) = Self.captures[number]
    let capture = try CaptureReader().capture(bytes: bytes, path: nil).get()
    let story = try Checkout.cleaner.story(from: capture).get()
    #expect(story.title == Self.title, "\(name)")
    #expect(story.body == [Self.first, Self.second], "\(name)")
  }

  @Test func charactersByTheNumbersOfWindowsAreRead() throws {
    let html = Self.page(charset: "utf-8").replacing("’", with: "&#146;").replacing("é", with: "&eacute;")
    let capture = try CaptureReader().capture(bytes: Array(html.utf8), path: nil).get()
    #expect(try Checkout.cleaner.story(from: capture).get().body == [Self.first, Self.second])
  }

  @Test func aPageThatBreaksOffKeepsWhatCame() throws {
    let whole = Array(Self.page(charset: "utf-8").utf8)
    let at = try #require(whole.lastIndex(of: 0xC3))
    let capture = try CaptureReader().capture(bytes: Array(whole[...at]), path: nil).get()
    let story = try Checkout.cleaner.story(from: capture).get()
    #expect(story.body.first == Self.first)
    #expect(story.body.last?.hasPrefix("À l’hôtel voisin") ?? false)
  }
}
