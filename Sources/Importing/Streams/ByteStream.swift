import Glibc

/// The fault that ended a stream early.
enum StreamFault: Error, Equatable, Sendable {
  /// The system's reason, in English.
  case unreadable(String)
  /// Compressed data that cannot be read from this offset of the file on.
  case damaged(at: Int64)
  /// Compressed data that end inside a member.
  case cut(at: Int64)
  /// A decompression bomb.
  case bomb(at: Int64)
  /// A fault in a file of an archive, in the words of the library that reads it.
  case entry(String)
}

/// The source of a stream's bytes.
protocol ByteSupply: AnyObject {
  /// Appends the next bytes, about `count` of them; appends none at the end.
  func supply(_ count: Int, to bytes: inout [UInt8]) throws(StreamFault)
  /// The offset in the file from which these bytes can be read again; nil where they cannot.
  func origin(of position: Int64) -> Int64?
  /// Continues after a fault, if there is more to read.
  func recover() -> Bool
}

extension ByteSupply {
  func origin(of position: Int64) -> Int64? { nil }
  func recover() -> Bool { false }
}

/// A stream of bytes, read forward in portions of any size.
final class ByteStream {
  private let source: any ByteSupply
  private var buffer: [UInt8] = []
  private var at = 0
  private var isOver = false
  /// How many bytes were consumed.
  private(set) var position: Int64 = 0
  /// The fault that ended it early.
  private(set) var fault: StreamFault?

  /// How many bytes are requested at a time.
  private static let portion = 1 << 16

  init(_ source: any ByteSupply) {
    self.source = source
  }

  convenience init(_ bytes: [UInt8]) {
    self.init(MemorySupply(bytes))
  }

  var isAtEnd: Bool { !holds(1) }

  /// The number of bytes in the buffer.
  private var ready: Int { buffer.count - at }

  /// Whether at least `count` bytes remain; they are fetched into the buffer.
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

  /// The next bytes without consuming them; fewer at the end.
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

  /// Skips bytes; returns whether there were so many.
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

  /// The next line without its line end (LF or CRLF), cut at the limit, and whether it was cut; nil at the
  /// end.
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

  /// Skips the rest of a line.
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

  /// The distance of a byte from the next one; nil where it is not within `limit` bytes. Nothing is consumed.
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

  /// The offset in the file from which the next byte can be read again.
  var origin: Int64? { source.origin(of: position) }

  /// Continues after a fault; returns whether there is more.
  func recover() -> Bool {
    guard fault != nil, source.recover() else { return false }
    fault = nil
    isOver = false
    return true
  }

  /// Puts back the bytes that were consumed last.
  func putBack(_ bytes: ArraySlice<UInt8>) {
    buffer.replaceSubrange(..<at, with: bytes)
    at = 0
    position -= Int64(bytes.count)
  }

  /// Ends the stream and drops its fault.
  func end() {
    advance(ready)
    fault = nil
    isOver = true
  }

  /// The remaining bytes; nil where they exceed the limit.
  func rest(limit: Int) -> [UInt8]? {
    guard !holds(limit + 1) else { return nil }
    return take(ready)
  }
}

/// Bytes in memory.
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
