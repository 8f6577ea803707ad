import BinaryCoding
import Stories

extension FieldNames.Field: BinaryCodable, Comparable {
  package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension RawCapture.Form: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .plain
    case 1: self = .page
    case 2: self = .response
    case 3: self = .json(try reader.value())
    case 4: self = .fields(try reader.value())
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .plain: writer.append(case: 0)
    case .page: writer.append(case: 1)
    case .response: writer.append(case: 2)
    case .json(let names):
      writer.append(case: 3)
      writer.append(names)
    case .fields(let members):
      writer.append(case: 4)
      writer.append(members)
    }
  }
}

/// Without the limit on what its file may expand to, which `reading(of:allowance:)` is told.
extension RawCapture: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      form: try reader.value(), bytes: try reader.blob(), path: try reader.text(), url: try reader.value(),
      time: try reader.value(), charset: try reader.value(), date: try reader.value(),
      given: try reader.value(), place: try reader.value())
    isInside = try reader.value()
    isFoundAlone = try reader.value()
    weight = Int(try reader.size())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(form)
    writer.append(blob: bytes)
    writer.append(path)
    writer.append(url)
    writer.append(time)
    writer.append(charset)
    writer.append(date)
    writer.append(given)
    writer.append(place)
    writer.append(isInside)
    writer.append(isFoundAlone)
    writer.append(weight)
  }
}

extension Revisit: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      path: try reader.text(), digest: try reader.value(), url: try reader.value(), time: try reader.value(),
      place: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(path)
    writer.append(digest)
    writer.append(url)
    writer.append(time)
    writer.append(place)
  }
}

extension FeedAddress: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      url: try reader.text(), title: try reader.value(), site: try reader.value(), folder: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(url)
    writer.append(title)
    writer.append(site)
    writer.append(folder)
  }
}

extension Record.Content: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .capture(try reader.value())
    case 1: self = .passed(try reader.value())
    case 2: self = .failed(try reader.value())
    case 3: self = .feeds(try reader.value())
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .capture(let raw):
      writer.append(case: 0)
      writer.append(raw)
    case .passed(let passed):
      writer.append(case: 1)
      writer.append(passed)
    case .failed(let fault):
      writer.append(case: 2)
      writer.append(fault)
    case .feeds(let feeds):
      writer.append(case: 3)
      writer.append(feeds)
    }
  }
}

/// Without its start, which only the reader of its file needs.
extension Record: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(path: try reader.text(), content: try reader.value())
    revisit = try reader.value()
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(path)
    writer.append(content)
    writer.append(revisit)
  }
}

extension Position: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      offset: try reader.size(), number: Int(try reader.size()), passed: Int(try reader.size()))
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(offset)
    writer.append(number)
    writer.append(passed)
  }
}
