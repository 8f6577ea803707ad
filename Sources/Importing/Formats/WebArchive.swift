import Stories
import Text

/// Reads WARC (ISO 28500:2017, versions 1.0 and 1.1), and the WET and WAT files that are derived from it.
final class WebArchive: RecordFormat {
  private let stream: ByteStream
  private let path: String
  /// Opens the file again at the offset of a record; nil where that is not possible.
  private let reopen: ((Int64) -> ByteStream?)?
  private let budget: Budget?
  private var number: Int
  private let payloads: PayloadIndex

  /// Limits on header lines: their number, and the bytes of each.
  private static let mostLines = 1000
  private static let mostLine = 1 << 16

  init(
    _ stream: ByteStream, path: String, number: Int, reopen: ((Int64) -> ByteStream?)? = nil,
    budget: Budget? = nil, payloads: PayloadIndex = PayloadIndex()
  ) {
    self.stream = stream
    self.budget = budget
    self.payloads = payloads
    self.path = path
    self.number = number
    self.reopen = reopen
  }

  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    head.starts(with: "WARC/".utf8) && head.dropFirst(5).first.map { (0x30...0x39).contains($0) } == true
  }

  /// Whether it is a web archive with a damaged first line.
  static func isBroken(_ head: ArraySlice<UInt8>) -> Bool {
    Markup.contains(Array(head.prefix(1024)), Array("\nWARC-Type:".utf8))
  }

  func next() -> Record? {
    skipBlank()
    guard !stream.isAtEnd else { return fault() }
    number += 1
    let start = stream.origin
    guard let header = Header(stream) else { return lost(start) }
    guard let length = header.length else { return lost(start, .length) }
    var record = record(header, length, start)
    record.start = start.map { Record.Start(offset: $0, number: number - 1) }
    return record
  }

  private var name: String { "\(path)#\(number)" }

  /// The fault that ended the bytes early, reported once; reading then continues after it.
  private func fault() -> Record? {
    guard let fault = stream.fault else { return nil }
    let record = Record(path: path, content: .failed(fault.importFault(path)))
    return stream.recover() ? record : Ended.record(record, stream)
  }

  /// The damage of a record with an invalid beginning; the next record is searched.
  private func lost(_ start: Int64?, _ damage: Damage = .header) -> Record {
    seek(within: .max)
    if stream.isAtEnd, let record = fault() { return record }
    let place = start.map { Place.byte($0) } ?? .record(number)
    return Record(path: name, content: .failed(.damaged(path: name, at: place, damage)))
  }

  /// Skips lines, within `length` bytes, up to one that begins a record; returns whether one does.
  @discardableResult
  private func seek(within length: Int64) -> Bool {
    let (end, isOver) = stream.position.addingReportingOverflow(length)
    while isOver || stream.position < end, !stream.isAtEnd {
      if Self.begins(stream.peek(8)) { return true }
      _ = stream.line(limit: 1 << 12)
    }
    return false
  }

  private func skipBlank() {
    while let byte = stream.peek(1).first, byte == 0x0D || byte == 0x0A || byte == 0 { stream.skip(1) }
  }

  private func record(_ header: Header, _ length: Int64, _ start: Int64?) -> Record {
    let type = header["warc-type"]?.lowercased() ?? ""
    let media = MediaType(header["content-type"] ?? "")
    switch type {
    case "response" where media.name == "application/http" || media.name.isEmpty:
      note(header["warc-payload-digest"], start)
      return body(header, length, start, .response)
    case "response" where ["text/dns", "text/whois"].contains(media.name): return pass(.kind("dns"), length)
    case "resource" where header.url == nil: return pass(.kind("resource"), length)
    case "response", "resource", "conversion":
      if let passed = media.passed(header["warc-target-uri"]) { return pass(passed, length) }
      return body(header, length, start, .plain, charset: media.charset)
    case "revisit": return revisit(header, length)
    default: return pass(.kind(type.isEmpty ? "record" : String(type.prefix(24))), length)
    }
  }

  private func pass(_ passed: Passed, _ length: Int64) -> Record {
    if length > 1 << 20 { stream.skip(length) } else { _ = framed(stream.take(Int(length))) }
    return Record(path: name, content: .passed(passed))
  }

  private func body(
    _ header: Header, _ length: Int64, _ start: Int64?, _ form: RawCapture.Form, charset: String? = nil
  ) -> Record {
    let place = start.map { Place.byte($0) } ?? .record(number)
    guard length <= Int64(CaptureReader.limit) else {
      let damage = seek(within: length) ? Damage.length : .tooLarge(limit: CaptureReader.limit)
      return Record(path: name, content: .failed(.damaged(path: name, at: place, damage)))
    }
    let bytes = stream.take(Int(length))
    guard bytes.count == length else { return short(bytes, place) }
    var capture = RawCapture(form: form, bytes: framed(bytes), path: name, place: place)
    capture.url = header.url
    capture.time = header.time
    capture.charset = charset
    return Record(path: name, content: .capture(capture))
  }

  /// The body up to the next record, where its length was miscounted (in characters, or with other line
  /// ends).
  private func framed(_ bytes: [UInt8]) -> [UInt8] {
    let behind = stream.peek(16).drop { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
    if behind.isEmpty || Self.begins(behind) { return bytes }
    if let next = Self.beginning(in: bytes + stream.peek(8)), next < bytes.count {
      stream.putBack(bytes[next...])
      return Array(bytes[..<next])
    }
    var bytes = bytes
    while !stream.isAtEnd, !Self.begins(stream.peek(8)), bytes.count < CaptureReader.limit {
      bytes += (stream.line(limit: 1 << 20)?.bytes ?? []) + [0x0A]
    }
    return bytes
  }

  /// The index of a line that begins a record.
  private static func beginning(in bytes: [UInt8]) -> Int? {
    bytes.indices.dropFirst().first { at in
      bytes[at] == UInt8(ascii: "W") && bytes[at - 1] == 0x0A && begins(bytes[at...])
    }
  }

  /// Handles a record whose bytes end early. Where its length was wrong, the next record is among its bytes.
  private func short(_ bytes: [UInt8], _ place: Place) -> Record {
    if let fault = stream.fault {
      let record = Record(path: name, content: .failed(fault.importFault(name)))
      return stream.recover() ? record : Ended.record(record, stream)
    }
    let next = Self.beginning(in: bytes)
    if let next { stream.putBack(bytes[next...]) }
    let damage = next == nil ? Damage.cut : .length
    return Record(path: name, content: .failed(.damaged(path: name, at: place, damage)))
  }

  private func note(_ digest: String?, _ start: Int64?) {
    guard let digest, let start, reopen != nil else { return }
    payloads.note(digest, PayloadIndex.Location(path: path, offset: start))
  }

  /// The page that a revisit refers to where it stands in this file, else the revisit.
  private func revisit(_ header: Header, _ length: Int64) -> Record {
    stream.skip(length)
    let revisit = Revisit(
      path: name, digest: header["warc-payload-digest"], url: header.url, time: header.time,
      place: .record(number))
    if let place = revisit.digest.flatMap({ payloads.place(of: $0) }), place.path == path,
      let target = reopen?(place.offset), let page = Self.page(of: revisit, in: target, budget)
    {
      return page
    }
    var record = Record(path: name, content: .passed(.revisit))
    record.revisit = revisit
    return record
  }

  /// The page that a revisit refers to, with the date of the revisit; `target` begins with its record.
  static func page(of revisit: Revisit, in target: ByteStream, _ budget: Budget?) -> Record? {
    guard let header = Header(target), header["warc-payload-digest"] == revisit.digest,
      let length = header.length, length <= Int64(CaptureReader.limit), budget?.make(Int(length)) != false
    else { return nil }
    var capture = RawCapture(
      form: .response, bytes: target.take(Int(length)), path: revisit.path, place: revisit.place)
    capture.url = revisit.url ?? header.url
    capture.time = revisit.time
    return Record(path: revisit.path, content: .capture(capture))
  }
}

extension WebArchive {
  /// A record's header: its version, then its fields.
  struct Header {
    private var fields: [String: String] = [:]

    /// Nil where there is none.
    init?(_ stream: ByteStream) {
      guard WebArchive.begins(stream.peek(8)), stream.line(limit: 64) != nil else { return nil }
      var count = 0
      var last: String?
      while let (line, isCut) = stream.line(limit: WebArchive.mostLine) {
        if line.isEmpty { return }
        count += 1
        guard count <= WebArchive.mostLines, !isCut else { continue }
        if let first = line.first, isSpace(first), let last {
          fields[last]? += " " + String(decoding: line, as: UTF8.self).trimmed
          continue
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
        let name = String(decoding: line[..<colon], as: UTF8.self).trimmed.lowercased()
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
        if fields[name] == nil { fields[name] = value }
        last = name
      }
      return nil
    }

    subscript(_ name: String) -> String? { fields[name] }

    /// Nil where there is no valid length.
    var length: Int64? {
      fields["content-length"].flatMap { $0.allSatisfy(\.isNumber) ? Int64($0) : nil }
    }

    /// Old tools write it in angle brackets.
    var url: String? {
      guard var url = fields["warc-target-uri"] else { return nil }
      if url.hasPrefix("<"), url.hasSuffix(">") { url = String(url.dropFirst().dropLast()) }
      return WebAddress.kept(url)
    }

    var time: Instant? { fields["warc-date"].flatMap { StoryDate(iso: $0, origin: .metadata)?.instant } }
  }
}

/// Ends a file after its last fault.
enum Ended {
  /// Returns the record and ends the stream, so that nothing after it is read.
  static func record(_ record: Record, _ stream: ByteStream) -> Record {
    stream.end()
    return record
  }
}
