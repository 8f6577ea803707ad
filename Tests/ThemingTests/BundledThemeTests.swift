import Cells
import Testing
import Theming

/// Every ink that a screen shows, and the contrast it needs.
@Suite struct BundledThemeTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Themes"

  /// What is read: a contrast of 7.
  private static let body: [Role] = [
    .text, .masthead, .headline, .readHeadline, .statusKey, .message, .input, .title, .standfirst, .body,
    .heading,
    .quote, .preformatted, .table, .removedText, .related, .readRelated, .helpHeading, .helpText,
  ]
  /// What is meant to be seen through.
  private static let ornaments: [Role] = [.rule, .progressRest]

  private func themes() -> [Theme] {
    ThemeCatalog.load(folders: [Self.folder]).themes
  }

  @Test func theCatalogHoldsEightThemesWithoutAFault() {
    let loaded = ThemeCatalog.load(folders: [Self.folder])
    #expect(loaded.faults == [])
    #expect(
      loaded.themes.map(\.name) == [
        "contrast-dark", "contrast-light", "gruvbox", "ink", "monochrome", "okabe", "paper", "solarized",
      ])
    #expect(loaded.themes.map(\.isLight) == [false, true, false, false, nil, true, true, false])
    for theme in loaded.themes { #expect(theme.palette.styles.count == Role.allCases.count) }
  }

  @Test(arguments: Depth.allCases)
  func everythingIsLegible(depth: Depth) {
    let marks: [Ink.Marks] = [
      [], .link, .emphasis, .strong, .code, .selected, .match, [.match, .currentMatch], [.selected, .match],
      [.selected, .link],
    ]
    for theme in themes() {
      for role in Role.allCases where !Self.ornaments.contains(role) {
        for mark in marks {
          let style = theme.palette.style(of: Ink(role, mark), in: depth)
          guard let contrast = style.foreground.contrast(with: style.background) else {
            #expect(theme.name == "monochrome" || depth == .monochrome)
            continue
          }
          let needed = Self.body.contains(role) && mark.isEmpty ? 7 : 4.5
          #expect(contrast >= needed, "\(theme.name) \(role) \(mark) \(depth)")
        }
      }
    }
  }

  @Test(arguments: Depth.allCases)
  func ornamentsAreSeenAndStayQuiet(depth: Depth) {
    for theme in themes() {
      for role in Self.ornaments {
        let style = theme.palette.style(of: Ink(role), in: depth)
        guard let contrast = style.foreground.contrast(with: style.background) else { continue }
        // Who needs contrast needs to see the rules too.
        let isQuiet = contrast < 3 || theme.name.hasPrefix("contrast") || style.attributes.contains(.dim)
        #expect(contrast > 1.2 && isQuiet, "\(theme.name) \(role) \(depth) \(contrast)")
      }
    }
  }

  @Test(arguments: Depth.allCases)
  func marksShowAtEveryDepth(depth: Depth) {
    for theme in themes() {
      for role in [Role.headline, .readHeadline, .body, .related, .missing] {
        let plain = theme.palette.style(of: Ink(role), in: depth)
        let selected = theme.palette.style(of: Ink(role, .selected), in: depth)
        let match = theme.palette.style(of: Ink(role, .match), in: depth)
        let current = theme.palette.style(of: Ink(role, [.match, .currentMatch]), in: depth)
        #expect(Set([plain, selected, match, current]).count == 4, "\(theme.name) \(role) \(depth)")
      }
    }
  }

  @Test func eachThemeHasOneAccent() {
    for theme in themes() {
      let colours = Set(theme.palette.styles.values.map(\.foreground))
      let vivid = colours.filter { colour in
        guard case .rgb(let red, let green, let blue) = colour else { return false }
        return Int(max(red, green, blue)) - Int(min(red, green, blue)) > 60
      }
      #expect(vivid.count == (theme.name == "monochrome" ? 0 : 1))
    }
  }

  @Test(arguments: [Depth.colours16, .colours8])
  func greysStayGrey(depth: Depth) {
    let greys: Set<Colour> = [.ansi(0), .ansi(7), .ansi(8), .ansi(15)]
    let accents: Set<Role> = [
      .activeTab, .unreadMark, .starMark, .cursorBar, .fault, .prompt, .bullet, .number, .altered, .progress,
      .helpKey, .comeWords,
    ]
    for theme in themes() where theme.name != "monochrome" {
      for role in Role.allCases {
        let style = theme.palette.style(of: Ink(role), in: depth)
        #expect(greys.contains(style.background))
        #expect(greys.contains(style.foreground) != accents.contains(role), "\(theme.name) \(role)")
      }
    }
  }

  @Test func monochromeUsesTheTerminalsColoursOnly() throws {
    let theme = try #require(themes().first { $0.name == "monochrome" })
    for style in theme.palette.styles.values {
      #expect(style.foreground == .terminal && style.background == .terminal)
    }
    #expect(theme.palette.selection == Palette.monochrome.selection)
  }
}
