/// Values as bytes, for the frames between processes of this program and for what only it reads again.
///
/// * ``BinaryCodable`` values are written by a ``ByteWriter`` and read by a ``ByteReader``, which throws a
///   ``CodingFault`` at bytes that are no such value. Whatever bytes it is given, it reads them within
///   bounds, and what it makes of many takes no more memory than some times their number.
///
/// Integers are little-endian and of fixed size, texts UTF-8 behind their length; there are no names, so both
/// sides must be of one version.

/// Bytes are not the value that they should be.
package enum CodingFault: Error, Equatable, Sendable {
  /// They end too early.
  case cut
  /// No such case, or a value out of its range.
  case invalid
}

/// A value with a binary form.
package protocol BinaryCodable {
  /// Reads a value; throws at bytes that are none.
  init(from reader: inout ByteReader) throws(CodingFault)
  /// Appends the value's bytes.
  func write(to writer: inout ByteWriter)
}

extension BinaryCodable {
  /// The value's bytes.
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a value that takes all of the bytes.
  package init(encoded bytes: [UInt8]) throws(CodingFault) {
    var reader = ByteReader(bytes)
    self = try Self(from: &reader)
    guard reader.isAtEnd else { throw .invalid }
  }
}

/// Collects the bytes of values.
package struct ByteWriter: Sendable {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Appends an integer, little-endian.
  package mutating func append(integer value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a value.
  package mutating func append(_ value: some BinaryCodable) {
    value.write(to: &self)
  }

  /// Appends bytes behind their number.
  package mutating func append(blob: [UInt8]) {
    append(integer: UInt32(truncatingIfNeeded: blob.count))
    bytes.append(contentsOf: blob)
  }

  /// Appends the number of a case.
  package mutating func append(case number: UInt8) {
    bytes.append(number)
  }

  /// Appends the UTF-8 of a text behind its length.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { utf8 in
      append(integer: UInt32(truncatingIfNeeded: utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }
}

/// Reads values from bytes, none of which are trusted.
package struct ByteReader: Sendable {
  /// How many bytes of elements one byte may become. The elements of a story, without any text, become seven.
  private static let ratio = 12
  /// How many bytes of elements few bytes may become.
  private static let harmless = 1 << 20

  private let bytes: [UInt8]
  private var at: Int
  /// How much memory elements may take that are still to come, in bytes.
  private var room: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    at = 0
    room = Self.harmless + Self.ratio * bytes.count
  }

  /// Whether all bytes were read.
  package var isAtEnd: Bool { at == bytes.count }

  /// How many bytes are left.
  package var left: Int { bytes.count - at }

  /// The next integer of a type.
  package mutating func integer<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(CodingFault) -> Value {
    let size = MemoryLayout<Value>.size
    guard left >= size else { throw .cut }
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: Value.self) }
    at += size
    return Value(littleEndian: value)
  }

  /// The next value of a type.
  package mutating func value<Value: BinaryCodable>(
    _ type: Value.Type = Value.self
  ) throws(CodingFault) -> Value {
    try Value(from: &self)
  }

  /// The number of the next case.
  package mutating func caseNumber() throws(CodingFault) -> UInt8 {
    guard left > 0 else { throw .cut }
    defer { at += 1 }
    return bytes[at]
  }

  /// The bytes that follow their number.
  package mutating func blob() throws(CodingFault) -> [UInt8] {
    let range = try range()
    return Array(bytes[range])
  }

  /// The text that follows its length; what is no UTF-8 in it becomes U+FFFD.
  package mutating func text() throws(CodingFault) -> String {
    let range = try range()
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  /// A number of elements of a type, none of which takes less than a byte; throws where they would take far
  /// more memory than the bytes that they are made of.
  package mutating func count<Element>(of type: Element.Type) throws(CodingFault) -> Int {
    let count = try length()
    let (memory, isTooMuch) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !isTooMuch, memory <= room else { throw .invalid }
    room -= memory
    return count
  }

  /// A size or an offset in bytes: from 0 to 256 TiB, so that sums of some stay in bounds.
  package mutating func size() throws(CodingFault) -> Int64 {
    let size = try integer(Int64.self)
    guard (0...1 << 48).contains(size) else { throw .invalid }
    return size
  }

  private mutating func range() throws(CodingFault) -> Range<Int> {
    let count = try length()
    defer { at += count }
    return at..<at + count
  }

  private mutating func length() throws(CodingFault) -> Int {
    let count = Int(try integer(UInt32.self))
    guard count <= left else { throw .cut }
    return count
  }
}
