import Stories

/// Reads JSON lines, sequences of JSON objects, and JSON arrays (RFC 8259), one record for each object.
final class JSONRecords: RecordFormat {
  private enum Shape {
    /// One object on each line.
    case lines
    /// Objects that may span several lines, with or without commas between them.
    case values
  }

  private let stream: ByteStream
  private let path: String
  private let names: FieldNames
  private let shape: Shape
  /// The number of lines or objects so far.
  private var number: Int

  /// The layout is recognised from `head`, the first bytes of the file.
  init(_ stream: ByteStream, head: ArraySlice<UInt8>, path: String, names: FieldNames, number: Int) {
    self.stream = stream
    self.path = path
    self.names = names
    self.number = number
    if stream.peek(3).elementsEqual([0xEF, 0xBB, 0xBF]) { stream.skip(3) }
    shape = Self.shape(head)
  }

  /// Whether the bytes begin with `{"name":`, or with that in an array.
  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    var rest = Self.unmarked(head)
    if rest.first == UInt8(ascii: "[") { rest = rest.dropFirst().drop(while: isSpace) }
    guard rest.first == UInt8(ascii: "{") else { return false }
    rest = rest.dropFirst().drop(while: isSpace)
    guard rest.first == UInt8(ascii: "\"") else { return false }
    rest = rest.dropFirst().drop { $0 != UInt8(ascii: "\"") && $0 != 0x0A }
    return rest.dropFirst().drop(while: isSpace).first == UInt8(ascii: ":")
  }

  private static func unmarked(_ head: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    (head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head).drop(while: isSpace)
  }

  private static func shape(_ head: ArraySlice<UInt8>) -> Shape {
    let rest = unmarked(head)
    guard rest.first == UInt8(ascii: "{") else { return .values }
    guard let end = rest.firstIndex(of: 0x0A) else { return .lines }
    var scanner = JSONScanner()
    return scanner.end(in: rest[..<end]) == nil ? .values : .lines
  }

  func next() -> Record? {
    let record = shape == .lines ? line() : value()
    if record == nil, let fault = stream.fault {
      return Ended.record(Record(path: path, content: .failed(fault.importFault(path))), stream)
    }
    return record
  }

  private func line() -> Record? {
    while true {
      let start = stream.origin
      guard let (bytes, isCut) = stream.line(limit: CaptureReader.limit) else { return nil }
      number += 1
      if bytes.allSatisfy(isSpace) { continue }
      if bytes.count < CaptureReader.limit, stream.isAtEnd, stream.fault != nil { return nil }
      return record(bytes, .line(number), start, isCut: isCut)
    }
  }

  private func value() -> Record? {
    // Skips what is between objects: brackets, commas, and anything else.
    while let byte = stream.peek(1).first, byte != UInt8(ascii: "{") { stream.skip(1) }
    guard !stream.isAtEnd else { return nil }
    let start = stream.origin
    number += 1
    if let bytes = JSONScanner.object(in: stream, limit: CaptureReader.limit) {
      return record(bytes, .record(number), start, isCut: false)
    }
    if stream.fault != nil { return nil }
    let isLarge = stream.holds(CaptureReader.limit)
    let damage = isLarge ? Damage.tooLarge(limit: CaptureReader.limit) : .cut
    stream.end()
    let name = "\(path)#\(number)"
    return Record(
      path: name, content: .failed(.damaged(path: name, at: .record(number), damage)))
  }

  private func record(_ bytes: [UInt8], _ place: Place, _ start: Int64?, isCut: Bool) -> Record {
    let name = "\(path)#\(number)"
    let point = start.map { Record.Start(offset: $0, number: number - 1) }
    if isCut {
      let damage = Damage.tooLarge(limit: CaptureReader.limit)
      return Record(path: name, content: .failed(.damaged(path: name, at: place, damage)), start: point)
    }
    var capture = RawCapture(form: .json(names), bytes: bytes, path: name, place: place)
    capture.isFoundAlone = number == 1 && stream.peek(16).allSatisfy(isSpace)
    return Record(path: name, content: .capture(capture), start: point)
  }
}
