import Cells
import Foundation
import Testing

/// Every screen as it stands in `Pictures/`, its text and its roles, drawn by the real reader on a real archive in memory.
///
/// `REDRAW_PICTURES=1 swift test --filter PictureTests` draws them anew: read the difference before you
/// commit it.
@Suite(.serialized) struct PictureTests {
  struct Scene: CustomTestStringConvertible, Sendable {
    let name: String
    let keys: String
    var testDescription: String { name }
  }

  static let scenes = [
    Scene(name: "headlines", keys: ""),
    Scene(name: "headlinesMoved", keys: "jjj"),
    Scene(name: "search", keys: "/ephem"),
    Scene(name: "searchKept", keys: "/ephem<enter>jB<back><back>e<enter>"),
    Scene(name: "searchMistake", keys: "/autor:x"),
    Scene(name: "searchUnknownSource", keys: "/source:zzz"),
    Scene(name: "searchRanked", keys: "/phares<enter>R"),
    Scene(name: "nothingFound", keys: "/zzz<enter>"),
    Scene(name: "keptSearches", keys: "/ephem<enter>B<enter><esc>/habit<enter>B<enter>F"),
    Scene(name: "keepingPrompt", keys: "/ephem<enter>B"),
    Scene(name: "histogram", keys: "H"),
    Scene(name: "tagging", keys: "tport, à relire"),
    Scene(name: "tagged", keys: "tport, à relire<enter>"),
    Scene(name: "unreadOnly", keys: "Lj"),
    Scene(name: "story", keys: "<enter>"),
    Scene(name: "storyEnd", keys: "<enter>G"),
    Scene(name: "find", keys: "<enter>/la l<enter>"),
    Scene(name: "panel", keys: "<enter><tab>j"),
    Scene(name: "trail", keys: "<enter><tab><enter><tab><enter>"),
    Scene(name: "chooser", keys: "<enter><tab>jj<enter>"),
    Scene(name: "missing", keys: "<enter><tab>jjj<enter>"),
    Scene(name: "listEnd", keys: "G"),
    Scene(name: "numberShown", keys: "<enter>2"),
    Scene(name: "numberWithoutPreview", keys: "1"),
    Scene(name: "storyTags", keys: "<enter>tport"),
    Scene(name: "removed", keys: "<enter>V"),
    Scene(name: "lineBack", keys: "<enter>Vjx"),
    Scene(name: "rulePreview", keys: "<enter>Vjxp"),
    Scene(name: "ruleKept", keys: "<enter>Vjxo"),
    Scene(name: "choosing", keys: "<enter>xj"),
    Scene(name: "takenOut", keys: "<enter>xjx"),
    Scene(name: "raw", keys: "<enter>VV"),
    Scene(name: "themes", keys: "Tj"),
    Scene(name: "sources", keys: "O"),
    Scene(name: "sorts", keys: "S"),
    Scene(name: "commands", keys: ":retour"),
    Scene(name: "help", keys: "?"),
    Scene(name: "details", keys: "i"),
    Scene(name: "allRead", keys: "A"),
  ]

  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 10),
    Size(columns: 1, rows: 1),
  ]

  @Test(arguments: sizes) func everyScreenIsItsPicture(_ size: Size) throws {
    let frames = try Self.scenes.map { ($0.name, try ReaderHarness.frame(size, ReaderHarness.keys($0.keys))) }
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

/// A page for each size, a picture below each scene's name: its text, or the letters of its roles.
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
