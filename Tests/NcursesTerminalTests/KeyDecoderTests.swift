import Cells
import Testing

@testable import NcursesTerminal

struct KeyDecoderTests {
  private static func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    decoder.feed(text.utf8)
    return drain(&decoder)
  }

  private static func drain(_ decoder: inout KeyDecoder) -> [Key] {
    var keys: [Key] = []
    while let key = decoder.next() ?? decoder.next(flush: true) { keys.append(key) }
    return keys
  }

  @Test(arguments: [
    ("a", Key.character("a")), ("é", .character("é")), ("漢", .character("漢")), ("😀", .character("😀")),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{8}", .backspace), ("\u{7F}", .backspace),
    ("\u{1}", .control("a")), ("\u{1A}", .control("z")), ("\u{0}", .control(" ")), ("\u{1C}", .control("\\")),
    ("\u{1B}", .escape), ("\u{1B}x", .alt("x")), ("\u{1B}é", .alt("é")), ("\u{1B}[", .alt("[")),
    ("\u{1B}O", .alt("O")), ("\u{1B}\r", .enter),
    ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down), ("\u{1B}[1;2A", .up),
    ("\u{1B}[C", .right), ("\u{1B}OD", .left), ("\u{1B}[1;3C", .altRight), ("\u{1B}[1;3D", .altLeft),
    ("\u{1B}[1;5D", .left), ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home),
    ("\u{1B}[7~", .home), ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete),
    ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)),
    ("\u{1B}[[A", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[17~", .function(6)),
    ("\u{1B}[21~", .function(10)), ("\u{1B}[24~", .function(12)), ("\u{1B}OM", .enter),
    ("\u{1B}Ow", .character("7")), ("\u{1B}[I", .focus(true)), ("\u{1B}[O", .focus(false)),
    ("\u{1B}[27;5;13~", .enter), ("\u{1B}[27;5;105~", .tab), ("\u{1B}[120;3u", .alt("x")),
    ("\u{1B}[<0;5;7M", .click(Point(column: 4, row: 6))),
    ("\u{1B}[<64;1;1M", .wheel(Point(column: 0, row: 0), lines: -3)),
    ("\u{1B}[<65;200;300M", .wheel(Point(column: 199, row: 299), lines: 3)),
  ])
  func bytesAreKeys(_ bytes: String, _ key: Key) {
    #expect(Self.keys(bytes) == [key])
  }

  @Test(arguments: [
    "\u{1B}[<0;5;7m", "\u{1B}[<35;5;7M", "\u{1B}[<0;0;7M", "\u{1B}[?1;2c", "\u{1B}[>41;354;0c", "\u{1B}[99~",
    "\u{1B}[201~", "\u{1B}[M !!", "\u{1B}[27;5;1114112~", "\u{1B}[99999999999999999999;3u", "\u{1B}[0u",
  ])
  func whatIsNoKeyIsTakenAndSaysNothing(_ bytes: String) {
    #expect(Self.keys(bytes + "j") == [.character("j")])
  }

  @Test func aBurstIsManyKeys() {
    let keys = Self.keys("jé\u{1B}[A\u{1B}[6~q")
    #expect(keys == [.character("j"), .character("é"), .up, .pageDown, .character("q")])
    #expect(Self.keys("\u{1B}\u{1B}[A") == [.escape, .up])
  }

  @Test func bytesMayComeOneByOne() {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for byte in "é漢\u{1B}[1;3C\u{1B}[200~à\u{1B}[201\u{1B}[201~x".utf8 {
      decoder.feed([byte])
      while let key = decoder.next() { keys.append(key) }
    }
    #expect(
      keys == [.character("é"), .character("漢"), .altRight, .paste("à\u{1B}[201"), .character("x")])
    #expect(decoder.timeout == nil)
  }

  @Test func brokenTextIsDroppedAndTheNextKeyKept() {
    var decoder = KeyDecoder()
    decoder.feed([0xC3, 0x6A, 0xFF, 0x80, 0xE6, 0xBC, 0x6B, 0xF4, 0x90, 0x80, 0x80, 0x6C])
    decoder.feed([0xED, 0xA0, 0x80, 0x6D])
    #expect(Self.drain(&decoder) == "jklm".map { .character($0) })
  }

  @Test func aSequenceIsBrokenOffByAControl() {
    #expect(Self.keys("\u{1B}[12\u{1B}[A") == [.up])
    #expect(Self.keys("\u{1B}[1\rj") == [.enter, .character("j")])
  }

  @Test func aPasteIsOneKeyControlsAndAll() {
    #expect(
      Self.keys("\u{1B}[200~a\r\n\u{3}\u{1B}[Aé\u{1B}[201~q") == [
        .paste("a\r\n\u{3}\u{1B}[Aé"), .character("q"),
      ])
    #expect(Self.keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
  }

  @Test func aHugePasteIsCutBetweenCharacters() {
    let keys = Self.keys("\u{1B}[200~a" + String(repeating: "é", count: 1 << 20) + "\u{1B}[201~q")
    guard case .paste(let text) = keys.first else {
      Issue.record("no paste: \(keys.count) keys")
      return
    }
    #expect(text.utf8.count == (1 << 20) - 1)
    #expect(text.last == "é")
    #expect(keys.dropFirst() == [.character("q")])
  }

  @Test func aLoneEscapeWaitsForItsRestButNotLong() {
    var decoder = KeyDecoder()
    decoder.feed([0x1B])
    #expect(decoder.next() == nil)
    #expect(decoder.timeout == 25)
    #expect(decoder.next(flush: true) == .escape)
    #expect(decoder.timeout == nil)
  }

  @Test func anEndlessSequenceIsDropped() {
    var decoder = KeyDecoder()
    decoder.feed([0x1B, 0x5B] + [UInt8](repeating: 0x31, count: 100_000))
    #expect(decoder.next() == nil)
    #expect(decoder.next(flush: true) == nil)
    #expect(decoder.timeout == nil)
    decoder.feed("j".utf8)
    #expect(decoder.next() == .character("j"))
  }

  @Test func anyBytesEndInSomething() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var decoder = KeyDecoder()
      let alphabet: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x32, 0x7E, 0x4D]
      decoder.feed((0..<200).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
      decoder.feed((0..<50).map { _ in UInt8.random(in: 0...255, using: &generator) })
      _ = Self.drain(&decoder)
      decoder.feed("\u{1B}[201~".utf8)
      _ = Self.drain(&decoder)
      #expect(decoder.timeout == nil)
    }
  }
}
