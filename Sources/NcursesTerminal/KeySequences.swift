import Cells

/// What sequences of bytes mean: those of xterm and terminals like it (ECMA-48, xterm's ctlseqs), and the
/// terminal's.
struct KeySequences {
  /// Sequences that terminfo names for this terminal; they come first.
  var own: [[UInt8]: Key] = [:]

  /// Terminfo's names for keys (terminfo(5)); not its kbs, for backspace is both ^H and DEL everywhere.
  static let names: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter), ("kLFT3", .altLeft), ("kRIT3", .altRight),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  /// One byte that stands for itself.
  static func plain(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    case 0x20...0x7E: .character(Character(Unicode.Scalar(byte)))
    default: nil
    }
  }

  /// The byte after an ESC that begins nothing longer.
  static func alt(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x20...0x7E: .alt(Character(Unicode.Scalar(byte)))
    default: plain(byte)
    }
  }

  /// How long the sequence is that begins the bytes with `ESC [` or `ESC O`; nil while its end is missing.
  static func length(of bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.count > 2 else { return nil }
    if bytes[start + 1] == UInt8(ascii: "O") {
      let digits = bytes.dropFirst(2).prefix { (0x30...0x39).contains($0) }.count
      return bytes.count > 2 + digits ? 3 + digits : nil
    }
    switch bytes[start + 2] {
    case UInt8(ascii: "["): return bytes.count > 3 ? 4 : nil
    case UInt8(ascii: "M"): return bytes.count > 5 ? 6 : nil
    default: break
    }
    let body = bytes.dropFirst(2)
    guard let final = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else { return nil }
    // A control byte inside breaks the sequence off and is a key of its own.
    return final - start + ((0x40...0x7E).contains(bytes[final]) ? 1 : 0)
  }

  /// Whether ESC and this byte begin a control string, which goes on to `ESC \` (ECMA-48, 5.6): DCS, SOS,
  /// OSC, PM, APC.
  static func beginsString(_ byte: UInt8) -> Bool {
    "PX]^_".utf8.contains(byte)
  }

  /// Whether bytes that came at once are a sequence whose ESC came before, and not keys that somebody typed.
  static func isRest(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let second = bytes.dropFirst().first else { return false }
    switch first {
    case UInt8(ascii: "["): return (0x20...0x3F).contains(second) || "ABCDFHIOZ".utf8.contains(second)
    case UInt8(ascii: "O"): return "ABCDFHPQRS".utf8.contains(second)
    case UInt8(ascii: "]"): return (0x30...0x39).contains(second)
    case UInt8(ascii: "P"): return "0123456789>!$".utf8.contains(second)
    case UInt8(ascii: "_"): return second == UInt8(ascii: "G")
    default: return false
    }
  }

  /// The key of a whole sequence; nil when it is none of ours.
  func key(of sequence: ArraySlice<UInt8>) -> Key? {
    if let key = own[Array(sequence)] { return key }
    guard let final = sequence.last, sequence.count > 2 else { return nil }
    let body = sequence.dropFirst(2).dropLast()
    if sequence[sequence.startIndex + 1] == UInt8(ascii: "O") { return Self.keypad(final) }
    switch (body.first, final) {
    case (UInt8(ascii: "["), _): return (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil
    case (UInt8(ascii: "M"), _): return nil
    case (UInt8(ascii: "<"), UInt8(ascii: "M")): return Self.mouse(Self.numbers(body.dropFirst()))
    case (UInt8(ascii: "?"), _), (UInt8(ascii: ">"), _), (UInt8(ascii: "<"), _): return nil
    default: return Self.control(final, Self.numbers(body))
    }
  }

  private static func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
    body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
      field.prefix { (0x30...0x39).contains($0) }.reduce(0) { min($0 * 10 + Int($1 - 0x30), 0x11_0000) }
    }
  }

  /// `ESC O x`: keys in application mode and the number pad.
  private static func keypad(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "j")...UInt8(ascii: "y"): return .character(Character(Unicode.Scalar(final - 0x40)))
    case UInt8(ascii: "a")...UInt8(ascii: "d"): return control(final - 0x20, [])
    default: return control(final, [])
    }
  }

  /// `ESC [ numbers final`; the second number is the modifiers and one: 1 Shift, 2 Alt, 4 Control.
  private static func control(_ final: UInt8, _ numbers: [Int]) -> Key? {
    let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
    switch final {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): return .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): return .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): return modifiers & 2 != 0 ? .altRight : .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): return modifiers & 2 != 0 ? .altLeft : .left
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "I"): return .focus(true)
    case UInt8(ascii: "O"): return .focus(false)
    // With two numbers it is where the cursor stands (CPR), which a modified F3 looks like.
    case UInt8(ascii: "R") where numbers.count > 1: return nil
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return .function(Int(final) - 0x4F)
    case UInt8(ascii: "u"): return modified(numbers.first ?? 0, modifiers)
    case UInt8(ascii: "~"):
      if numbers.first == 27, numbers.count > 2 { return modified(numbers[2], modifiers) }
      return numbered(numbers.first ?? 0)
    default: return nil
    }
  }

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// A character with modifiers, as terminals say that were asked for it (modifyOtherKeys, CSI u).
  private static func modified(_ code: Int, _ modifiers: Int) -> Key? {
    guard let scalar = Unicode.Scalar(UInt32(code)), code > 0 else { return nil }
    if code == 27 { return .escape }
    if code < 0x20 || code == 0x7F {
      return code == 9 && modifiers & 1 != 0 ? .backTab : plain(UInt8(code))
    }
    if modifiers & 4 != 0, (0x40...0x7E).contains(code) { return plain(UInt8(code & 0x1F)) }
    return modifiers & 2 != 0 ? .alt(Character(scalar)) : .character(Character(scalar))
  }

  /// SGR reports (xterm, mode 1006): button, column, row from 1.
  private static func mouse(_ numbers: [Int]) -> Key? {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let point = Point(column: numbers[1] - 1, row: numbers[2] - 1)
    // Shift, Meta and Control are 4, 8 and 16; 32 is motion.
    return switch numbers[0] & ~0b11100 {
    case 0: .click(point)
    case 64: .wheel(point, lines: -3)
    case 65: .wheel(point, lines: 3)
    default: nil
    }
  }
}
