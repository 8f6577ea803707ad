/// Repairs UTF-8 that was decoded as windows-1252 (`Ã©` for `é`) or as Mac OS Roman (`√©`), once or twice.
enum Mojibake {
  /// The text with all certain cases repaired; doubtful cases are repaired only in a text with certain ones.
  static func repaired(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<3 {
      guard let mended = round(scalars, .windows1252) ?? round(scalars, .macRoman) else { break }
      scalars = mended
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The charset by which UTF-8 was wrongly decoded.
  private enum Charset {
    case windows1252, macRoman

    func byte(_ scalar: Unicode.Scalar) -> UInt8? {
      self == .macRoman ? MacRoman.byte(scalar) : Windows1252.byte(scalar)
    }

    /// No language has these two characters together; a capital before a quote or a dash may be correct.
    func isCertain(_ lead: UInt8, next: Unicode.Scalar) -> Bool {
      switch (self, lead) {
      case (.windows1252, 0xE0...): true
      case (.windows1252, 0xC2): (0xA0...0xBF).contains(next.value) && next != "«" && next != "»"
      case (.windows1252, 0xC3):
        (0x80...0xBF).contains(next.value) && next != "»" && next != "\u{A0}" || next == "ƒ" || next == "‰"
      // In correct text, √ precedes numbers and letters, and ‚ precedes letters.
      case (.macRoman, 0xC3): !next.properties.isAlphabetic || next == "ß"
      case (.macRoman, 0xE2): next == "Ä"
      default: false
      }
    }
  }

  private struct Find {
    var meant: Unicode.Scalar
    var length: Int
    var isCertain: Bool
  }

  private static func round(_ scalars: [Unicode.Scalar], _ charset: Charset) -> [Unicode.Scalar]? {
    var finds: [(at: Int, find: Find)] = []
    var at = 0
    while at < scalars.count {
      if scalars[at].value >= 0x80, let find = find(scalars, at, charset) {
        finds.append((at, find))
        at += find.length
      } else {
        at += 1
      }
    }
    let certain = finds.count { $0.find.isCertain }
    guard certain > 0 else { return nil }
    var mended: [Unicode.Scalar] = []
    mended.reserveCapacity(scalars.count)
    at = 0
    for (start, find) in finds {
      mended += scalars[at..<start]
      mended.append(find.meant)
      at = start + find.length
    }
    mended += scalars[at...]
    return charset == .windows1252 && certain >= 2 ? withGraveAs(mended) : mended
  }

  /// A multi-byte sequence of UTF-8 whose bytes appear as characters of the wrong charset.
  private static func find(_ scalars: [Unicode.Scalar], _ at: Int, _ charset: Charset) -> Find? {
    guard let lead = charset.byte(scalars[at]), (0xC2...0xF4).contains(lead) else { return nil }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard at + length <= scalars.count else { return nil }
    var bytes: [UInt8] = [lead]
    for scalar in scalars[at + 1..<at + length] {
      guard let byte = charset.byte(scalar), byte & 0xC0 == 0x80 else { return nil }
      bytes.append(byte)
    }
    guard let meant = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first,
      isPlausible(meant)
    else { return nil }
    return Find(meant: meant, length: length, isCertain: charset.isCertain(lead, next: scalars[at + 1]))
  }

  /// Whether a character is likely in a page: Latin letters and symbols, punctuation, the euro and trade mark
  /// signs, emoji.
  private static func isPlausible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0...0x17F, 0x2010...0x203A, 0x20AC, 0x2122, 0xFEFF, 0x1F300...0x1FAFF: true
    default: false
    }
  }

  /// Repairs `Ã ` for `à `; the no-break space of the pair often was lost.
  private static func withGraveAs(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    for (at, scalar) in scalars.enumerated() {
      let isFirst = at == 0 || scalars[at - 1].value <= 0x20
      let isAlone = isFirst && at + 1 < scalars.count && scalars[at + 1] == " "
      // Of two spaces, one belonged to the pair.
      if scalar == " ", at >= 1, result.last == "à", scalars[at - 1] == "Ã", at + 1 < scalars.count,
        scalars[at + 1] == " "
      {
        continue
      }
      result.append(scalar == "Ã" && isAlone ? "à" : scalar)
    }
    return result
  }
}
