import Cells
import Foundation
import Testing

/// Every screen as it stands in `Pictures/`, its text and its roles, drawn by the real reader on a real
/// archive in memory.
///
/// `REDRAW_PICTURES=1 swift test --filter PictureTests` draws them anew: read the difference before you
/// commit it.
@Suite(.serialized) struct PictureTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let keys: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "headlines", keys: ""),
    Case(name: "headlinesMoved", keys: "jjj"),
    Case(name: "search", keys: "/ephem"),
    Case(name: "searchKept", keys: "/ephem<enter>jBphe<back>are<enter>"),
    Case(name: "searchMistake", keys: "/autor:x"),
    Case(name: "searchUnknownSource", keys: "/source:zzz"),
    Case(name: "searchRanked", keys: "/phares<enter>R"),
    Case(name: "nothingFound", keys: "/zzz<enter>"),
    Case(name: "keptSearches", keys: "/ephem<enter>B<enter><esc>/habit<enter>B<enter>F"),
    Case(name: "keepingPrompt", keys: "/ephem<enter>B"),
    Case(name: "histogram", keys: "H"),
    Case(name: "tagging", keys: "tport, à relire"),
    Case(name: "tagged", keys: "tport, à relire<enter>"),
    Case(name: "unreadOnly", keys: "Lj"),
    Case(name: "story", keys: "<enter>"),
    Case(name: "storyEnd", keys: "<enter>G"),
    Case(name: "find", keys: "<enter>/la l<enter>"),
    Case(name: "panel", keys: "<enter><tab>j"),
    Case(name: "trail", keys: "<enter><tab><enter><tab><enter>"),
    Case(name: "chooser", keys: "<enter><tab>jj<enter>"),
    Case(name: "missing", keys: "<enter><tab>jjj<enter>"),
    Case(name: "listEnd", keys: "G"),
    Case(name: "numberShown", keys: "<enter>2"),
    Case(name: "count", keys: "12"),
    Case(name: "countedRows", keys: "5j"),
    Case(name: "unboundKey", keys: "Z"),
    Case(name: "storyTags", keys: "<enter>tport"),
    Case(name: "removed", keys: "<enter>V"),
    Case(name: "lineBack", keys: "<enter>Vjx"),
    Case(name: "rulePreview", keys: "<enter>Vjxp"),
    Case(name: "ruleKept", keys: "<enter>Vjxo"),
    Case(name: "choosing", keys: "<enter>xj"),
    Case(name: "takenOut", keys: "<enter>xjx"),
    Case(name: "raw", keys: "<enter>VV"),
    Case(name: "themes", keys: "T<down>"),
    Case(name: "sources", keys: "O"),
    Case(name: "sourcesNarrowed", keys: "Ofnl"),
    Case(name: "sorts", keys: "S"),
    Case(name: "commands", keys: ":retour"),
    Case(name: "help", keys: "?"),
    Case(name: "helpEnd", keys: "?Gu"),
    Case(name: "details", keys: "tport, à relire<enter>i"),
    Case(name: "allRead", keys: "A"),
  ]

  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 10),
    Size(columns: 1, rows: 1),
  ]

  @Test(arguments: sizes) func everyScreenIsItsPicture(_ size: Size) throws {
    let frames = try Self.cases.map { ($0.name, try ReaderHarness.frame(size, ReaderHarness.keys($0.keys))) }
    for (book, drawn) in [
      (PictureBook(size), frames.map { ($0, $1.text) }),
      (PictureBook(size, ofRoles: true), frames.map { ($0, $1.roles) }),
    ] {
      if ProcessInfo.processInfo.environment["REDRAW_PICTURES"] != nil {
        try book.write(drawn)
      } else {
        let pictures = try book.read()
        for (name, picture) in drawn {
          #expect(picture == pictures[name], "\(name) at \(size), \(book.path.lastPathComponent)")
        }
      }
    }
  }

  /// A key typed after Enter is the story's, however late the story comes.
  @Test func keysWaitForTheStoryThatWasOpened() throws {
    let size = Size(columns: 40, rows: 10)
    let keys = ReaderHarness.keys("<enter>GJ<esc>")
    let hasty = try ReaderHarness.frames(size, keys, timeout: 0).last
    #expect(try hasty?.text == ReaderHarness.frame(size, keys).text)
  }
}

/// A page for each size, a picture below its name: its text, or the letters of its roles.
struct PictureBook {
  let path: URL

  init(_ size: Size, ofRoles: Bool = false) {
    path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Pictures/\(size.columns)x\(size.rows)\(ofRoles ? ".roles" : "").txt")
  }

  func write(_ pictures: [(name: String, text: String)]) throws {
    let pages = pictures.map { "=== \($0.name)\n\($0.text)\n" }
    try pages.joined().write(to: path, atomically: true, encoding: .utf8)
  }

  func read() throws -> [String: String] {
    let text = try String(contentsOf: path, encoding: .utf8)
    let pages = text.split(separator: #/(?m)^=== /#).map { page in
      let parts = page.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1].dropLast()))
    }
    return Dictionary(uniqueKeysWithValues: pages)
  }
}
