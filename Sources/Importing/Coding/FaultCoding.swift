import BinaryCoding

extension NoStory: BinaryCodable {}
extension FileFormat: BinaryCodable {}
extension WrittenDate.Order: BinaryCodable {}

extension Place: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .byte(try reader.value())
    case 1: self = .record(try reader.value())
    case 2: self = .line(try reader.value())
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .byte(let offset):
      writer.append(case: 0)
      writer.append(offset)
    case .record(let number):
      writer.append(case: 1)
      writer.append(number)
    case .line(let number):
      writer.append(case: 2)
      writer.append(number)
    }
  }
}

extension Damage: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let number = try reader.caseNumber()
    switch number {
    case 100: self = .flood(ratio: try reader.value())
    case 101: self = .sharedNames(try reader.value())
    case 102: self = .tooLarge(limit: try reader.value())
    case 103: self = .other(try reader.text())
    default:
      guard let plain = Self.plain.dropFirst(Int(number)).first else { throw .invalid }
      self = plain
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .flood(let ratio):
      writer.append(case: 100)
      writer.append(ratio)
    case .sharedNames(let count):
      writer.append(case: 101)
      writer.append(count)
    case .tooLarge(let limit):
      writer.append(case: 102)
      writer.append(limit)
    case .other(let message):
      writer.append(case: 103)
      writer.append(message)
    case .header, .length, .cut, .packing, .bomb, .crowd, .outside, .json, .noText, .quote, .xml, .endless,
      .order:
      writer.append(case: UInt8(Self.plain.firstIndex(of: self) ?? 0))
    }
  }

  /// The cases without a value, in an order of their own.
  private static let plain: [Damage] = [
    .header, .length, .cut, .packing, .bomb, .crowd, .outside, .json, .noText, .quote, .xml, .endless, .order,
  ]
}

extension Passed: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .kind(try reader.text())
    case 1: self = .status(try reader.value())
    case 2: self = .type(try reader.text())
    case 3: self = .snapshot
    case 4: self = .revisit
    case 5: self = .later
    case 6: self = .content(try reader.value())
    case 7: self = .binary
    case 8: self = .directory
    case 9: self = .manifest
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .kind(let name):
      writer.append(case: 0)
      writer.append(name)
    case .status(let code):
      writer.append(case: 1)
      writer.append(code)
    case .type(let name):
      writer.append(case: 2)
      writer.append(name)
    case .snapshot: writer.append(case: 3)
    case .revisit: writer.append(case: 4)
    case .later: writer.append(case: 5)
    case .content(let kind):
      writer.append(case: 6)
      writer.append(kind)
    case .binary: writer.append(case: 7)
    case .directory: writer.append(case: 8)
    case .manifest: writer.append(case: 9)
    }
  }
}

extension ImportFault: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let (number, path) = (try reader.caseNumber(), try reader.text())
    switch number {
    case 0: self = .missing(path: path)
    case 1: self = .unreadable(path: path, reason: try reader.text())
    case 2: self = .notAFile(path: path)
    case 3: self = .empty(path: path)
    case 4: self = .binary(path: path)
    case 5: self = .tooLarge(path: path, limit: try reader.value())
    case 6: self = .damaged(path: path, at: try reader.value(), try reader.value())
    case 7: self = .noStory(path: path, try reader.value())
    case 8: self = .unsupported(path: path, format: try reader.text())
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(case: number)
    writer.append(path)
    switch self {
    case .missing, .notAFile, .empty, .binary: break
    case .unreadable(_, let reason): writer.append(reason)
    case .tooLarge(_, let limit): writer.append(limit)
    case .damaged(_, let place, let damage):
      writer.append(place)
      writer.append(damage)
    case .noStory(_, let kind): writer.append(kind)
    case .unsupported(_, let format): writer.append(format)
    }
  }

  private var number: UInt8 {
    switch self {
    case .missing: 0
    case .unreadable: 1
    case .notAFile: 2
    case .empty: 3
    case .binary: 4
    case .tooLarge: 5
    case .damaged: 6
    case .noStory: 7
    case .unsupported: 8
    }
  }
}
