extension Int: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(truncatingIfNeeded: try reader.integer(Int64.self))
  }

  package func write(to writer: inout ByteWriter) { writer.append(integer: Int64(self)) }
}

extension Int64: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.integer() }

  package func write(to writer: inout ByteWriter) { writer.append(integer: self) }
}

extension UInt64: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.integer() }

  package func write(to writer: inout ByteWriter) { writer.append(integer: self) }
}

extension UInt32: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.integer() }

  package func write(to writer: inout ByteWriter) { writer.append(integer: self) }
}

extension Bool: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.caseNumber() != 0 }

  package func write(to writer: inout ByteWriter) { writer.append(case: self ? 1 : 0) }
}

extension Double: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(bitPattern: try reader.integer(UInt64.self))
  }

  package func write(to writer: inout ByteWriter) { writer.append(integer: bitPattern) }
}

extension String: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.text() }

  package func write(to writer: inout ByteWriter) { writer.append(text: self) }
}

extension Optional: BinaryCodable where Wrapped: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self = try reader.caseNumber() == 0 ? nil : try Wrapped(from: &reader)
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(case: self == nil ? 0 : 1)
    self?.write(to: &writer)
  }
}

extension Array: BinaryCodable where Element: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let count = try reader.count(of: Element.self)
    self.init()
    reserveCapacity(count)
    for _ in 0..<count { append(try Element(from: &reader)) }
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(integer: UInt32(truncatingIfNeeded: count))
    for element in self { element.write(to: &writer) }
  }
}

/// In order, so that equal sets have equal bytes.
extension Set: BinaryCodable where Element: BinaryCodable & Comparable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(try [Element](from: &reader))
  }

  package func write(to writer: inout ByteWriter) { sorted().write(to: &writer) }
}

/// In the order of the keys, so that equal dictionaries have equal bytes.
extension Dictionary: BinaryCodable where Key: BinaryCodable & Comparable, Value: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let count = try reader.count(of: Element.self)
    self.init()
    for _ in 0..<count {
      let key = try Key(from: &reader)
      self[key] = try Value(from: &reader)
    }
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(integer: UInt32(truncatingIfNeeded: count))
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      key.write(to: &writer)
      value.write(to: &writer)
    }
  }
}

/// The cases of an enumeration are written as their place in `allCases`.
extension BinaryCodable where Self: CaseIterable & Equatable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let number = Int(try reader.caseNumber())
    guard let value = Self.allCases.dropFirst(number).first else { throw .invalid }
    self = value
  }

  package func write(to writer: inout ByteWriter) {
    let number = Self.allCases.enumerated().first { $0.element == self }?.offset ?? 0
    writer.append(case: UInt8(truncatingIfNeeded: number))
  }
}
