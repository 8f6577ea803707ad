/// What is checked before a TOML text is parsed: the parser is recursive, and deep nesting would overflow its
/// stack; and it ends the program where the name of a table does not begin like one, or } stands in a list.
enum Bounds {
  /// How deep values may lie: dots in a key, and brackets inside each other.
  static let deepest = 16

  /// Where a text must not be parsed.
  struct Excess: Equatable {
    /// From 1.
    var line: Int
    var message: String
  }

  /// The first place where keys or values lie deeper, a table has no name, or a list ends in }; nil where
  /// there is none. The text need not be sound.
  static func excess(in text: String) -> Excess? {
    var scan = Scan()
    for byte in text.utf8 {
      let line = scan.line
      if scan.isTooDeep(with: byte) {
        return Excess(line: scan.line, message: "keys or values in more than \(deepest) levels")
      }
      if scan.isNameless {
        let message = "a table's name begins with a letter, a digit, - or _, or is quoted"
        return Excess(line: line, message: message)
      }
      if scan.isMismatched { return Excess(line: line, message: "a list ends in ], not in }") }
    }
    return nil
  }

  /// What a byte is part of, as far as dots and brackets ask for it.
  private struct Scan {
    private enum Inside: Equatable {
      case code, comment
      /// A string, by its quote, and whether it has three of them.
      case string(UInt8, isLong: Bool)
    }

    private(set) var line = 1
    private var inside = Inside.code
    private var isEscaped = false
    /// Quotes that came one after the other at the end of a string.
    private var quotes = 0
    /// Whether nothing stands in the string yet, or stood in the one just closed.
    private var isEmpty = false
    private var brackets = 0
    private var dots = 0
    /// Which of the brackets that are open are lists, the innermost in the lowest bit.
    private var lists: UInt32 = 0
    /// Whether } stands in a list.
    private(set) var isMismatched = false
    /// Whether a key stood before `=` on this line, as far as it is no part of a list.
    private var isValue = false
    /// How many brackets of a table's header were opened, before its name.
    private var header = 0
    /// Whether something else stands where a table's name must begin.
    private(set) var isNameless = false

    mutating func isTooDeep(with byte: UInt8) -> Bool {
      switch inside {
      case .comment:
        guard byte == 0x0A else { break }
        inside = .code
        code(byte)
      case .string(let quote, let isLong): string(byte, quote, isLong)
      case .code: code(byte)
      }
      let isTooDeep = dots > deepest || brackets > deepest
      if byte == 0x0A { line += 1 }
      return isTooDeep
    }

    private mutating func string(_ byte: UInt8, _ quote: UInt8, _ isLong: Bool) {
      if byte == quote, !isEscaped {
        quotes += 1
        if !isLong || quotes == 3 { inside = .code }
        return
      }
      isEscaped = byte == 0x5C && quote == 0x22 && !isEscaped
      (quotes, isEmpty) = (0, false)
      // A string of one line that is not closed ends with it; the parser says so.
      if byte == 0x0A, !isLong { inside = .code }
    }

    private mutating func code(_ byte: UInt8) {
      name(byte)
      if byte == 0x22 || byte == 0x27 { return open(byte) }
      (quotes, isEmpty) = (0, false)
      switch byte {
      case 0x23: inside = .comment
      case 0x5B, 0x7B:
        (brackets, dots) = (brackets + 1, 0)
        lists = lists << 1 | (byte == 0x5B ? 1 : 0)
      case 0x5D, 0x7D:
        isMismatched = byte == 0x7D && brackets > 0 && lists & 1 == 1
        (brackets, dots) = (max(0, brackets - 1), 0)
        lists >>= 1
      case 0x2E: dots += 1
      case 0x2C, 0x3D, 0x0A: dots = 0
      default: break
      }
    }

    /// Follows a table's header up to its name.
    private mutating func name(_ byte: UInt8) {
      switch byte {
      case 0x5B where header == 1: header = 2
      case 0x5B where header == 0 && brackets == 0 && !isValue: header = 1
      case 0x20, 0x09: break
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x22, 0x27, 0x2D, 0x5D, 0x5F: header = 0
      default: isNameless = header > 0
      }
      if byte == 0x3D { isValue = true }
      if byte == 0x0A, brackets == 0 { isValue = false }
    }

    /// A third quote after two opens a long string; up to two more after its end are still part of it.
    private mutating func open(_ quote: UInt8) {
      if quotes >= 3, quotes < 5 {
        quotes += 1
        return
      }
      inside = .string(quote, isLong: quotes == 1 && isEmpty)
      (quotes, isEmpty) = (0, true)
    }
  }
}
