import Stories

/// Reads comma-, semicolon- or tab-separated values (RFC 4180) whose first row has the names of the columns;
/// one record for each row.
final class TableRecords: RecordFormat {
  private let stream: ByteStream
  private let path: String
  private var parser: CSV.Parser
  private var columns: [FieldNames.Field?] = []
  private var fault: Record?
  private var isOver = false

  /// The header is read from `head`; a stream that begins after it starts at line `number` + 1.
  init(_ stream: ByteStream, head: ArraySlice<UInt8>, path: String, names: FieldNames, number: Int) {
    self.stream = stream
    self.path = path
    let header = Self.header(head)
    parser = CSV.Parser(separator: CSV.separator(head.dropFirst(Self.mark(head))), line: max(1, number + 1))
    columns = header.map { names.field($0) }
    if !columns.contains(.text), !columns.contains(.html) {
      let place = Place.line(1)
      fault = Record(path: path, content: .failed(.damaged(path: path, at: place, .noText)))
    }
    if number == 0 { skipHeader() }
  }

  /// Whether the first line names a column of texts or pages and at least one other column.
  static func begins(_ head: ArraySlice<UInt8>, _ names: FieldNames) -> Bool {
    let header = header(head)
    let fields = Set(header.compactMap { names.field($0) })
    guard header.count >= 2, header.allSatisfy({ $0.utf8.count <= 40 }) else { return false }
    return fields.count >= 2 && (fields.contains(.text) || fields.contains(.html))
  }

  /// Whether it is a manifest, as `--manifest` takes it.
  static func isManifest(_ head: ArraySlice<UInt8>) -> Bool {
    let header = Set(header(head).map { $0.trimmed.lowercased() })
    return header.count >= 2 && header.isSubset(of: ["path", "url", "date", "publisher"])
      && (header.contains("path") || header.contains("url"))
  }

  private static func mark(_ head: ArraySlice<UInt8>) -> Int {
    head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func header(_ head: ArraySlice<UInt8>) -> [String] {
    let line = head.prefix(1 << 14).prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count < 1 << 14 else { return [] }
    return CSV.records(String(decoding: line, as: UTF8.self)).records.first?.fields ?? []
  }

  private func skipHeader() {
    if stream.peek(3).elementsEqual([0xEF, 0xBB, 0xBF]) { stream.skip(3) }
    while parser.records.isEmpty, let byte = stream.peek(1).first {
      parser.take(byte)
      stream.skip(1)
    }
    parser.records = []
  }

  func next() -> Record? {
    if let fault {
      self.fault = nil
      isOver = true
      return fault
    }
    let start = stream.origin
    while parser.records.isEmpty, !isOver {
      let portion = stream.peek(1 << 16)
      guard !portion.isEmpty else { return finish() ?? parser.records.popLast().map { record($0, nil) } }
      var taken = 0
      for byte in portion {
        parser.take(byte)
        taken += 1
        if !parser.records.isEmpty { break }
      }
      stream.skip(Int64(taken))
      if parser.size > CaptureReader.limit { return give(.tooLarge(limit: CaptureReader.limit)) }
    }
    return parser.records.popLast().map { record($0, start) }
  }

  /// Finishes the last row, which may have no line end.
  private func finish() -> Record? {
    isOver = true
    if let fault = stream.fault {
      return Record(path: path, content: .failed(fault.importFault(path)))
    }
    let (records, openQuote) = parser.finish()
    parser.records = records
    return openQuote.map { line in
      parser.records = []
      return Record(path: path, content: .failed(.damaged(path: path, at: .line(line), .quote)))
    }
  }

  private func give(_ damage: Damage) -> Record {
    isOver = true
    let place = parser.quote.map { Place.line($0) } ?? stream.origin.map { .byte($0) } ?? .record(1)
    return Record(path: path, content: .failed(.damaged(path: path, at: place, damage)))
  }

  private func record(_ row: CSV.Record, _ start: Int64?) -> Record {
    let name = "\(path)#\(row.line)"
    let point = start.map { Record.Start(offset: $0, number: row.line - 1) }
    var members: [String: JSONValue] = [:]
    for (column, value) in zip(columns, row.fields) {
      guard let field = column, !value.trimmed.isEmpty, members[field.rawValue] == nil else { continue }
      members[field.rawValue] = .string(value)
    }
    var capture = RawCapture(form: .fields(members), bytes: [], path: name, place: .line(row.line))
    capture.weight = row.fields.reduce(0) { $0 + $1.utf8.count }
    return Record(path: name, content: .capture(capture), start: point)
  }
}
