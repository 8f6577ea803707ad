import Glibc

/// Character references that a page's text kept when its tags were taken away: `Gr&egrave;ve`.
enum CharacterReferences {
  /// A text with fewer of them may well speak of them.
  private static let least = 3
  private static let longest = 8

  /// The text with its references read, where it has enough of them.
  static func decoded(_ text: String) -> String {
    var text = text
    let found = text.withUTF8 { count(in: $0) }
    guard found >= least else { return text }
    return text.withUTF8 { bytes in
      var clean: [UInt8] = []
      clean.reserveCapacity(bytes.count)
      var at = 0
      while at < bytes.count {
        if let reference = reference(bytes, at) {
          clean += String(reference.meant).utf8
          at += reference.length
        } else {
          clean.append(bytes[at])
          at += 1
        }
      }
      return String(decoding: clean, as: UTF8.self)
    }
  }

  private static func count(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var found = 0
    var at = 0
    while at < bytes.count, found < least, let next = memchr(base + at, 0x26, bytes.count - at) {
      at = UnsafeRawPointer(next) - UnsafeRawPointer(base)
      if reference(bytes, at) != nil { found += 1 }
      at += 1
    }
    return found
  }

  private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (
    meant: Unicode.Scalar, length: Int
  )? {
    guard bytes[at] == 0x26 else { return nil }
    let end = min(bytes.count, at + 2 + longest)
    guard let stop = (at + 1..<end).first(where: { bytes[$0] == 0x3B }), stop > at + 1 else { return nil }
    let name = String(decoding: bytes[at + 1..<stop], as: UTF8.self)
    return (names[name] ?? number(name)).map { ($0, stop - at + 1) }
  }

  /// `#233` and `#xE9`; controls are none.
  private static func number(_ name: String) -> Unicode.Scalar? {
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap { $0 < 0x20 || 0x7F...0x9F ~= $0 ? nil : Unicode.Scalar($0) }
  }

  /// HTML 4.01, section 24: Latin-1 in its order, and the signs that prose needs.
  private static let names: [String: Unicode.Scalar] = {
    var names: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "OElig": "Œ", "oelig": "œ", "Scaron": "Š",
      "scaron": "š", "Yuml": "Ÿ", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
      "ldquo": "“", "rdquo": "”", "bdquo": "„", "bull": "•", "hellip": "…", "lsaquo": "‹", "rsaquo": "›",
      "euro": "€", "trade": "™", "thinsp": "\u{2009}",
    ]
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2
      sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc
      Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve
      Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute
      acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde
      ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    for (at, name) in latin.split(whereSeparator: { $0 == " " || $0 == "\n" }).enumerated() {
      names[String(name)] = Unicode.Scalar(0xA0 + UInt32(at))
    }
    return names
  }()
}
