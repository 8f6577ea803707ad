/// Names of charsets as used in pages (WHATWG Encoding, section 4.2).
enum CharsetLabel {
  /// The charset of a label; nil for those that are not allowed in texts (UTF-7, HZ, ISO-2022-KR).
  static func name(_ label: String) -> String? {
    names[label.trimmed.lowercased()]
  }

  /// The label in the declaration of a page, `<?xml encoding=…?>` or `<meta charset=…>`, within its first
  /// 4096 bytes.
  static func inMarkup(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    for (key, opening) in [("encoding", "<?xml"), ("charset", "<meta")] {
      var from = 0
      while let start = find(Array(opening.utf8), in: head, from: from) {
        let end = head[start...].firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
        if let label = value(of: Array(key.utf8), in: head, start..<end), let name = name(label) {
          // A page whose declaration can be read byte by byte is not UTF-16.
          return name.hasPrefix("utf-16") ? "utf-8" : name
        }
        from = max(end, start + 1)
      }
    }
    return nil
  }

  /// The name by which glibc knows the charset, with the extensions that browsers support.
  static func libraryName(_ name: String) -> String {
    libraryNames[name] ?? name.uppercased()
  }

  private static func value(of key: [UInt8], in head: [UInt8], _ range: Range<Int>) -> String? {
    guard let at = find(key, in: head, from: range.lowerBound), at < range.upperBound else { return nil }
    var rest = head[at + key.count..<max(at + key.count, range.upperBound)].drop(while: isSpace)
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { isSpace($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let label = rest.prefix { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x5F, 0x3A, 0x2E].contains(byte)
    }
    return String(decoding: label, as: UTF8.self)
  }

  private static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    guard bytes.count >= needle.count, from <= bytes.count - needle.count else { return nil }
    return (from...bytes.count - needle.count).first { at in
      bytes[at] == needle[0] && bytes[at..<at + needle.count].elementsEqual(needle)
    }
  }

  /// The charset of every label.
  static let names: [String: String] = {
    var names: [String: String] = [:]
    for row in table.split(separator: "\n") {
      let labels = row.split(separator: " ").map(String.init)
      guard let name = labels.first?.dropLast() else { continue }
      names[String(name)] = String(name)
      for label in labels.dropFirst() { names[label] = String(name) }
    }
    return names
  }()

  /// One charset on each line, followed by its other labels.
  private static let table = """
    utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
    windows-1252: ansi_x3.4-1968 ascii us-ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 \
      iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 x-cp1252 unknown
    iso-8859-15: csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin9 latin-9
    iso-8859-2: csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
    iso-8859-3: csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
    iso-8859-4: csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
    iso-8859-5: csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
    iso-8859-6: arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e \
      iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
    iso-8859-7: csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 \
      iso_8859-7 iso_8859-7:1987 sun_eu_greek
    iso-8859-8: csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 \
      iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical
    windows-1254: cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 \
      iso_8859-9:1989 l5 latin5 x-cp1254
    iso-8859-10: csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6
    iso-8859-13: iso8859-13 iso885913
    iso-8859-14: iso8859-14 iso885914
    iso-8859-16:
    koi8-r: cskoi8r koi koi8 koi8_r
    koi8-u: koi8-ru
    ibm866: 866 cp866 csibm866
    macintosh: csmacintosh mac x-mac-roman
    x-mac-cyrillic: x-mac-ukrainian
    windows-874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
    windows-1250: cp1250 x-cp1250
    windows-1251: cp1251 x-cp1251
    windows-1253: cp1253 x-cp1253
    windows-1255: cp1255 x-cp1255
    windows-1256: cp1256 x-cp1256
    windows-1257: cp1257 x-cp1257
    windows-1258: cp1258 x-cp1258
    gb18030: gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk
    big5: big5-hkscs cn-big5 csbig5 x-x-big5
    euc-jp: cseucpkdfmtjapanese x-euc-jp
    iso-2022-jp: csiso2022jp
    shift_jis: csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
    euc-kr: cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 \
      windows-949 uhc
    utf-16be: unicodefffe
    utf-16le: csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16
    """

  private static let libraryNames = [
    "macintosh": "MACINTOSH", "x-mac-cyrillic": "MAC-CYRILLIC", "windows-874": "CP874", "big5": "BIG5-HKSCS",
    "shift_jis": "CP932", "euc-kr": "UHC", "windows-1250": "CP1250", "windows-1251": "CP1251",
    "windows-1253": "CP1253", "windows-1254": "CP1254", "windows-1255": "CP1255", "windows-1256": "CP1256",
    "windows-1257": "CP1257", "windows-1258": "CP1258",
  ]
}

extension StringProtocol {
  /// Without ASCII white space at its ends.
  var trimmed: String {
    let bytes = Substring(self).utf8
    let front = bytes.drop(while: isSpace)
    guard let last = front.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(Substring(front[...last]))
  }
}
