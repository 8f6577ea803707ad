import Stories
import Text

/// Reads ARC (Internet Archive, versions 1 and 2): a line `URL IP DATE TYPE LENGTH`, then LENGTH bytes.
final class ARCFile: RecordFormat {
  private let stream: ByteStream
  private let path: String
  private var number: Int

  init(_ stream: ByteStream, path: String, number: Int) {
    self.stream = stream
    self.path = path
    self.number = number
  }

  static func begins(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: "filedesc://".utf8) }

  func next() -> Record? {
    while let byte = stream.peek(1).first, byte == 0x0D || byte == 0x0A || byte == 0 { stream.skip(1) }
    guard !stream.isAtEnd else {
      guard let fault = stream.fault else { return nil }
      let record = Record(path: path, content: .failed(fault.importFault(path)))
      return stream.recover() ? record : Ended.record(record, stream)
    }
    number += 1
    let start = stream.origin
    var record = record(start.map { .byte($0) } ?? .record(number))
    record.start = start.map { Record.Start(offset: $0, number: number - 1) }
    return record
  }

  private func record(_ place: Place) -> Record {
    let name = "\(path)#\(number)"
    let (line, _) = stream.line(limit: 1 << 16) ?? ([], false)
    // Addresses may contain unencoded spaces, so the other fields are counted from the end.
    let fields = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
    guard fields.count >= 5, Self.isAddress(fields[0]), let date = fields.dropLast(2).last else {
      return failed(name, place, .header)
    }
    guard let length = Int(fields[fields.count - 1]), length >= 0 else { return failed(name, place, .length) }
    if fields[0].hasPrefix("filedesc:") {
      stream.skip(Int64(describedLength(length)))
      return Record(path: name, content: .passed(.kind("filedesc")))
    }
    if fields[0].hasPrefix("dns:") {
      stream.skip(Int64(length))
      return Record(path: name, content: .passed(.kind("dns")))
    }
    guard length <= CaptureReader.limit else {
      stream.skip(Int64(length))
      return failed(name, place, .tooLarge(limit: CaptureReader.limit))
    }
    let bytes = stream.take(length)
    guard bytes.count == length else {
      if let fault = stream.fault {
        return Ended.record(Record(path: name, content: .failed(fault.importFault(name))), stream)
      }
      return failed(name, place, .cut)
    }
    let isAnswer = bytes.starts(with: "HTTP/".utf8)
    var capture = RawCapture(form: isAnswer ? .response : .plain, bytes: bytes, path: name, place: place)
    capture.url = WebAddress.kept(fields.dropLast(4).joined(separator: "%20"))
    capture.time = Self.time(date)
    let media = MediaType(fields[fields.count - 2])
    if !isAnswer, let passed = media.passed(capture.url) {
      return Record(path: name, content: .passed(passed))
    }
    return Record(path: name, content: .capture(capture))
  }

  /// The true length of the file's description: some writers give a wrong one, and the first record begins
  /// inside it.
  private func describedLength(_ length: Int) -> Int {
    let bytes = stream.peek(min(length, 1 << 12) + 1 << 12)
    var at = bytes.startIndex
    while let end = bytes[at...].firstIndex(of: 0x0A), end - bytes.startIndex < length {
      at = end + 1
      let words = bytes[at...].prefix { $0 != 0x0A }.split(separator: 0x20)
      if words.count >= 5, Self.isAddress(String(decoding: words[0], as: UTF8.self)) {
        return min(length, at - bytes.startIndex)
      }
    }
    return length
  }

  private func failed(_ name: String, _ place: Place, _ damage: Damage) -> Record {
    if damage == .header || damage == .length { seek() }
    return Record(path: name, content: .failed(.damaged(path: name, at: place, damage)))
  }

  /// Skips lines up to one that may begin a record.
  private func seek() {
    while !stream.isAtEnd {
      let words = stream.peek(4096).prefix { $0 != 0x0A }.split(separator: 0x20)
      if words.count >= 5, Self.isAddress(String(decoding: words[0], as: UTF8.self)) { return }
      _ = stream.line(limit: 1 << 16)
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    ["http:", "https:", "dns:", "filedesc:", "ftp:"].contains { text.hasPrefix($0) }
  }

  /// Reads `20140102030405`; missing parts at the end are 0.
  static func time(_ digits: String) -> Instant? {
    let digits = Array(digits.utf8.prefix(14))
    guard digits.count >= 8, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = { (range: Range<Int>) in
      digits.count >= range.upperBound ? digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
    }
    guard let day = CivilDay(year: number(0..<4), month: number(4..<6), day: number(6..<8)) else {
      return nil
    }
    let second = number(8..<10) * 3600 + number(10..<12) * 60 + number(12..<14)
    return Instant(day.daysSince1970) * 86400 + Instant(second)
  }
}
