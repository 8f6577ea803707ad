/// Reads comma-separated values (RFC 4180); the separator is found from the first line.
enum CSV {
  /// More columns than any header has; further fields are ignored.
  static let mostFields = 1 << 13

  struct Record {
    /// The line at which it begins, from 1.
    var line: Int
    var fields: [String]
  }

  /// The records that are not empty, and the line of a quote that is never closed.
  static func records(_ text: String) -> (records: [Record], openQuote: Int?) {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var parser = Parser(separator: separator(bytes))
    for byte in bytes { parser.take(byte) }
    return parser.finish()
  }

  /// The separator of the first line: comma, semicolon or tab.
  static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let header = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let count = { (byte: UInt8) in header.count { $0 == byte } }
    let comma = UInt8(ascii: ",")
    return [UInt8(ascii: ";"), 0x09].max { count($0) < count($1) }.flatMap {
      count($0) > count(comma) ? $0 : nil
    } ?? comma
  }

  /// Parses a table byte by byte.
  struct Parser {
    let separator: UInt8
    /// The complete records; the caller may remove them.
    var records: [Record] = []
    /// The size in bytes of the record that is being read.
    private(set) var size = 0
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var line: Int
    private var start: Int
    /// The line of the quote that is open.
    private(set) var quote: Int?
    private var isAfterQuote = false
    private var isAfterReturn = false

    init(separator: UInt8, line: Int = 1) {
      self.separator = separator
      self.line = line
      start = line
    }

    mutating func take(_ byte: UInt8) {
      defer { isAfterReturn = byte == 0x0D }
      size += 1
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

    private mutating func endField() {
      if fields.count < CSV.mostFields {
        fields.append(Decoding.decode(field, label: nil, isMarkup: false).text)
      }
      field = []
      isAfterQuote = false
    }

    private mutating func endRecord() {
      endField()
      if fields.contains(where: { !$0.isEmpty }) { records.append(Record(line: start, fields: fields)) }
      fields = []
      size = 0
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
