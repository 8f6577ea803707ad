import Cells
import Testing

@Suite struct DepthTests {
  private let depths: [Depth] = [.colours256, .colours16, .colours8]

  @Test func whatADepthHasStays() {
    #expect(Colour.rgb(red: 1, green: 2, blue: 3).nearest(in: .truecolor) == .rgb(red: 1, green: 2, blue: 3))
    #expect(Colour.ansi(9).nearest(in: .colours256) == .ansi(9))
    #expect(Colour.ansi(9).nearest(in: .colours16) == .ansi(9))
    #expect(Colour.ansi(9).nearest(in: .colours8) == .ansi(1))
    #expect(Colour.ansi(200).nearest(in: .colours16) == .ansi(13))
    for depth in Depth.allCases { #expect(Colour.terminal.nearest(in: depth) == .terminal) }
    #expect(Colour.ansi(9).nearest(in: .monochrome) == .terminal)
  }

  @Test func theNearestLooksAlike() {
    #expect(Colour.rgb(red: 255, green: 0, blue: 0).nearest(in: .colours256) == .ansi(196))
    #expect(Colour.rgb(red: 8, green: 8, blue: 8).nearest(in: .colours256) == .ansi(232))
    #expect(Colour.rgb(red: 250, green: 10, blue: 5).nearest(in: .colours16) == .ansi(9))
    #expect(Colour.rgb(red: 250, green: 250, blue: 245).nearest(in: .colours16) == .ansi(15))
    #expect(Colour.rgb(red: 250, green: 250, blue: 245).nearest(in: .colours8) == .ansi(7))
    #expect(Colour.rgb(red: 10, green: 10, blue: 20).nearest(in: .colours8) == .ansi(0))
    for index in UInt8(16)...255 {
      #expect(Colour.ansi(index).nearest(in: .truecolor) == .ansi(index))
    }
  }

  @Test func contrastIsThatOfWCAG() throws {
    let black = Colour.rgb(red: 0, green: 0, blue: 0)
    let white = Colour.rgb(red: 255, green: 255, blue: 255)
    #expect(black.contrast(with: white) == 21)
    #expect(white.contrast(with: white) == 1)
    #expect(black.contrast(with: .terminal) == nil)
    let grey = try #require(Colour.rgb(red: 0x76, green: 0x76, blue: 0x76).contrast(with: white))
    #expect(abs(grey - 4.54) < 0.01)
  }

  @Test func readableTextStaysReadable() {
    var faults = 0
    for red in stride(from: 0, through: 255, by: 51) {
      for green in stride(from: 0, through: 255, by: 51) {
        for blue in stride(from: 0, through: 255, by: 51) {
          let text = Colour.rgb(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
          for ground in [
            Colour.rgb(red: 240, green: 230, blue: 210), .rgb(red: 30, green: 35, blue: 45), .ansi(4),
          ] {
            for depth in depths where (text.contrast(with: ground) ?? 0) >= 4.5 {
              let style = Style(foreground: text, background: ground).reduced(to: depth)
              if style.foreground.contrast(with: style.background) ?? 0 < 4.5 { faults += 1 }
            }
          }
        }
      }
    }
    #expect(faults == 0)
  }

  @Test func attributesOutliveTheColours() {
    let style = Style(foreground: .ansi(1), background: .rgb(red: 9, green: 9, blue: 9), attributes: .bold)
    #expect(style.reduced(to: .monochrome) == Style(attributes: .bold))
  }

  @Test func aSelectionWithoutColourIsReversed() {
    let shade = Palette.Overlay(background: .rgb(red: 40, green: 40, blue: 40))
    let palette = Palette(
      name: "", styles: [.body: Style(foreground: .ansi(7), background: .ansi(0))], selection: shade,
      match: shade,
      currentMatch: shade)
    for depth in [Depth.colours8, .monochrome] {
      #expect(palette.style(of: Ink(.body, .selected), in: depth).attributes == .reverse)
      #expect(palette.style(of: Ink(.body, .match), in: depth).attributes == .underline)
      #expect(palette.style(of: Ink(.body), in: depth).attributes == [])
    }
    #expect(palette.style(of: Ink(.body, .selected), in: .truecolor).attributes == [])
  }

  @Test func rolesHaveALetterEach() {
    #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    #expect(!Role.allCases.contains { $0.letter == "*" }, "that is a match")
  }
}
