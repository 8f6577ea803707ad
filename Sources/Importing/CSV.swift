/// Comma-separated values (RFC 4180), the separator found from the first line.
enum CSV {
  struct Record {
    /// Where it begins, from 1.
    var line: Int
    var fields: [String]
  }

  /// The records that are not empty, and the line of a quote that is never closed.
  static func records(_ text: String) -> (records: [Record], openQuote: Int?) {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var reader = Reader(separator: separator(bytes))
    for byte in bytes { reader.take(byte) }
    return reader.finish()
  }

  private static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let header = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let count = { (byte: UInt8) in header.count { $0 == byte } }
    let comma = UInt8(ascii: ",")
    return [UInt8(ascii: ";"), 0x09].max { count($0) < count($1) }.flatMap {
      count($0) > count(comma) ? $0 : nil
    } ?? comma
  }

  private struct Reader {
    let separator: UInt8
    var records: [Record] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var line = 1
    var start = 1
    /// The line where the open quote stands.
    var quote: Int?
    var isAfterQuote = false
    var isAfterReturn = false

    mutating func take(_ byte: UInt8) {
      defer { isAfterReturn = byte == 0x0D }
      if byte == 0x0A && isAfterReturn && quote == nil { return }
      if quote != nil {
        if byte == UInt8(ascii: "\"") {
          quote = nil
          isAfterQuote = true
        } else {
          if byte == 0x0A { line += 1 }
          field.append(byte)
        }
      } else if byte == UInt8(ascii: "\"") && (field.isEmpty || isAfterQuote) {
        if isAfterQuote { field.append(byte) }
        quote = line
        isAfterQuote = false
      } else if byte == separator {
        endField()
      } else if byte == 0x0A || byte == 0x0D {
        endRecord()
      } else {
        field.append(byte)
        isAfterQuote = false
      }
    }

    mutating func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
      isAfterQuote = false
    }

    mutating func endRecord() {
      endField()
      if fields.contains(where: { !$0.isEmpty }) { records.append(Record(line: start, fields: fields)) }
      fields = []
      line += 1
      start = line
    }

    mutating func finish() -> (records: [Record], openQuote: Int?) {
      let open = quote
      endRecord()
      return (records, open)
    }
  }
}
