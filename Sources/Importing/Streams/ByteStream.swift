import Glibc

/// What ended a stream before its time.
enum StreamFault: Error, Equatable, Sendable {
  /// The system's reason, in English.
  case unreadable(String)
  /// Compressed bytes that cannot be read from this byte of the file on.
  case damaged(at: Int64)
  /// Compressed bytes end within a member.
  case cut(at: Int64)
  /// A little makes so much that it can only be meant to.
  case bomb(at: Int64)
  /// A file of an archive, in the reading library's words.
  case entry(String)
}

/// Where a stream's bytes come from.
protocol ByteSupply: AnyObject {
  /// Adds the next bytes, about `count` of them; adds none at the end.
  func supply(_ count: Int, to bytes: inout [UInt8]) throws(StreamFault)
  /// From which byte of the file on these bytes can be read again; nil where they cannot.
  func origin(of position: Int64) -> Int64?
  /// Goes on behind a fault, where there is more to be read.
  func recover() -> Bool
}

extension ByteSupply {
  func origin(of position: Int64) -> Int64? { nil }
  func recover() -> Bool { false }
}

/// Bytes read forward, as many at a time as one asks for.
final class ByteStream {
  private let source: any ByteSupply
  private var buffer: [UInt8] = []
  private var at = 0
  private var isOver = false
  /// How many bytes were taken.
  private(set) var position: Int64 = 0
  /// What ended it before its time.
  private(set) var fault: StreamFault?

  /// Bytes that are asked for at once.
  private static let portion = 1 << 16

  init(_ source: any ByteSupply) {
    self.source = source
  }

  convenience init(_ bytes: [UInt8]) {
    self.init(MemorySupply(bytes))
  }

  var isAtEnd: Bool { !holds(1) }

  /// The bytes that are here already.
  private var ready: Int { buffer.count - at }

  /// Whether so many bytes are to come; they are fetched.
  func holds(_ count: Int) -> Bool {
    while ready < count, !isOver {
      if at > Self.portion {
        buffer.removeSubrange(..<at)
        at = 0
      }
      let before = buffer.count
      do throws(StreamFault) {
        try source.supply(max(Self.portion, min(count - ready, 1 << 22)), to: &buffer)
      } catch {
        fault = error
        isOver = true
        return ready >= count
      }
      if buffer.count == before { isOver = true }
    }
    return ready >= count
  }

  /// The next bytes without taking them, fewer at the end.
  func peek(_ count: Int) -> ArraySlice<UInt8> {
    _ = holds(count)
    return buffer[at..<min(buffer.count, at + count)]
  }

  /// The next bytes, fewer at the end.
  func take(_ count: Int) -> [UInt8] {
    _ = holds(count)
    let bytes = Array(buffer[at..<min(buffer.count, at + count)])
    advance(bytes.count)
    return bytes
  }

  /// Passes over bytes without keeping them; whether there were so many.
  @discardableResult
  func skip(_ count: Int64) -> Bool {
    var left = count
    while left > 0, holds(1) {
      let step = Int(min(left, Int64(ready)))
      advance(step)
      left -= Int64(step)
    }
    return left <= 0
  }

  private func advance(_ count: Int) {
    at += count
    position += Int64(count)
    if at == buffer.count {
      buffer.removeAll(keepingCapacity: at <= 1 << 20)
      at = 0
    }
  }

  /// The next line without its end (LF or CRLF), cut at the limit, and whether it was cut; nil at the end.
  func line(limit: Int) -> (bytes: [UInt8], isCut: Bool)? {
    var seen = 0
    while true {
      guard holds(seen + 1) else { break }
      if let end = newline(from: at + seen) {
        let length = end - at
        let bytes = Array(buffer[at..<at + min(length, limit)])
        advance(length + 1)
        return (Self.withoutReturn(bytes), length > limit)
      }
      seen = ready
      if seen > limit {
        let bytes = take(limit)
        skipLine()
        return (bytes, true)
      }
    }
    guard ready > 0 else { return nil }
    return (Self.withoutReturn(take(ready)), false)
  }

  /// Passes over what is left of a line.
  private func skipLine() {
    while holds(1) {
      guard let end = newline(from: at) else {
        advance(ready)
        continue
      }
      return advance(end + 1 - at)
    }
  }

  private func newline(from start: Int) -> Int? { place(of: 0x0A, from: start) }

  private func place(of byte: UInt8, from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Where a byte stands, counted from the next one; nil where it is not among so many. Nothing is taken.
  func find(_ byte: UInt8, from offset: Int, limit: Int) -> Int? {
    var offset = offset
    while offset < limit, holds(offset + 1) {
      if let found = place(of: byte, from: at + offset) { return found - at < limit ? found - at : nil }
      offset = ready
    }
    return nil
  }

  private static func withoutReturn(_ bytes: [UInt8]) -> [UInt8] {
    bytes.last == 0x0D ? Array(bytes.dropLast()) : bytes
  }

  /// From which byte of the file on the next byte can be read again.
  var origin: Int64? { source.origin(of: position) }

  /// Goes on behind a fault; whether there is something.
  func recover() -> Bool {
    guard fault != nil, source.recover() else { return false }
    fault = nil
    isOver = false
    return true
  }

  /// Puts bytes back that were taken last.
  func putBack(_ bytes: ArraySlice<UInt8>) {
    buffer.replaceSubrange(..<at, with: bytes)
    at = 0
    position -= Int64(bytes.count)
  }

  /// Nothing more is read of it, and its fault is forgotten.
  func end() {
    advance(ready)
    fault = nil
    isOver = true
  }

  /// What is left, nil where it is more than the limit.
  func rest(limit: Int) -> [UInt8]? {
    guard !holds(limit + 1) else { return nil }
    return take(ready)
  }
}

/// Bytes that are here.
final class MemorySupply: ByteSupply {
  private var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func supply(_ count: Int, to buffer: inout [UInt8]) {
    if buffer.isEmpty { swap(&buffer, &bytes) } else { buffer += bytes }
    bytes = []
  }
}
