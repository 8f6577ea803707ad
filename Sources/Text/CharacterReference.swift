/// Decodes character references of HTML (HTML 4.01, section 24), as far as prose needs them.
package enum CharacterReference {
  /// The greatest length of a reference in bytes, without `&` and `;`.
  package static let longest = 8

  /// The character of a name, or of a number such as `#233` or `#xE9`; nil for unknown names and controls.
  package static func scalar(_ name: String) -> Unicode.Scalar? { names[name] ?? number(name) }

  /// A text with all its references decoded; unknown ones stay.
  package static func decoded(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    var result = ""
    var rest = Substring(text)
    while let at = rest.firstIndex(of: "&") {
      result += rest[..<at]
      rest = rest[at...].dropFirst()
      let name = rest.utf8.prefix(longest + 1).prefix { $0 != 0x3B }
      if name.count <= longest, name.endIndex < rest.endIndex, let meant = scalar(String(Substring(name))) {
        result.unicodeScalars.append(meant)
        rest = rest[name.endIndex...].dropFirst()
      } else {
        result += "&"
      }
    }
    return result + rest
  }

  private static func number(_ name: String) -> Unicode.Scalar? {
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap { $0 < 0x20 || 0x7F...0x9F ~= $0 ? nil : Unicode.Scalar($0) }
  }

  /// The names of Latin-1 in order, and those of punctuation.
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
