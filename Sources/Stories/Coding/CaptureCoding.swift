import BinaryCoding

extension Given: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(title: try reader.value(), byline: try reader.value(), source: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(title)
    writer.append(byline)
    writer.append(source)
  }
}

extension Correction: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(try reader.text(), isStory: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(text)
    writer.append(isStory)
  }
}

extension PublisherRule: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(publisher: try reader.text(), try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(publisher)
    writer.append(correction)
  }
}

extension Capture: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      bytes: try reader.blob(), text: try reader.text(), format: try reader.value(),
      encoding: try reader.text(), path: try reader.value(), url: try reader.value(),
      time: try reader.value(), publisher: try reader.value(), date: try reader.value())
    given = try reader.value()
    siteConfigs = try reader.value()
    corrections = try reader.value()
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(blob: bytes)
    writer.append(text)
    writer.append(format)
    writer.append(encoding)
    writer.append(path)
    writer.append(url)
    writer.append(time)
    writer.append(publisher)
    writer.append(date)
    writer.append(given)
    writer.append(siteConfigs)
    writer.append(corrections)
  }
}

extension LineSighting: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(key: try reader.value(), zone: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(key)
    writer.append(zone)
  }
}

extension Template: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let bytes = try reader.blob()
    guard let template = try? Template(bytes: bytes) else { throw .invalid }
    self = template
  }

  package func write(to writer: inout ByteWriter) { writer.append(blob: bytes) }
}

/// Nested at most as deeply as `JSONValue` reads it.
extension JSONValue: BinaryCodable {
  private static let deepest = 80

  package init(from reader: inout ByteReader) throws(CodingFault) {
    self = try Self.value(&reader, depth: 0)
  }

  private static func value(_ reader: inout ByteReader, depth: Int) throws(CodingFault) -> JSONValue {
    guard depth < deepest else { throw .invalid }
    switch try reader.caseNumber() {
    case 0: return .string(try reader.text())
    case 1: return .number(try reader.text())
    case 2:
      var values: [JSONValue] = []
      for _ in 0..<(try reader.count(of: JSONValue.self)) {
        values.append(try value(&reader, depth: depth + 1))
      }
      return .list(values)
    case 3:
      var members: [String: JSONValue] = [:]
      for _ in 0..<(try reader.count(of: (String, JSONValue).self)) {
        let name = try reader.text()
        members[name] = try value(&reader, depth: depth + 1)
      }
      return .object(members)
    case 4: return .other
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .string(let text):
      writer.append(case: 0)
      writer.append(text)
    case .number(let digits):
      writer.append(case: 1)
      writer.append(digits)
    case .list(let values):
      writer.append(case: 2)
      writer.append(values)
    case .object(let members):
      writer.append(case: 3)
      writer.append(members)
    case .other: writer.append(case: 4)
    }
  }
}
