import BinaryCoding

extension StoryDate.Precision: CaseIterable, BinaryCodable {
  /// In the order of their numbers in bytes.
  package static let allCases: [Self] = [.day, .minute]
}

extension StoryDate.Origin: CaseIterable, BinaryCodable {
  /// In the order of their numbers in bytes.
  package static let allCases: [Self] = [.metadata, .url, .path, .manifest]
}

extension StoryDate: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let (instant, offset) = (try reader.value(Instant.self), try reader.value(Int.self))
    guard let instant = Self.known(instant) else { throw .invalid }
    self.init(
      instant: instant, offset: min(max(offset, -1440), 1440), precision: try reader.value(),
      origin: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(Self.bounded(instant))
    writer.append(offset)
    writer.append(precision)
    writer.append(origin)
  }
}

extension Doubt: BinaryCodable {}
extension Block.Kind: BinaryCodable {}
extension Capture.Format: BinaryCodable {}
extension LineZone: BinaryCodable {}

extension Span.Kind: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .link(try reader.text())
    case 1: self = .emphasis
    case 2: self = .strong
    case 3: self = .code
    default: throw .invalid
    }
  }

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .link(let url):
      writer.append(case: 0)
      writer.append(url)
    case .emphasis: writer.append(case: 1)
    case .strong: writer.append(case: 2)
    case .code: writer.append(case: 3)
    }
  }
}

extension Span: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let kind = try reader.value(Kind.self)
    let (lower, upper) = (try reader.value(Int.self), try reader.value(Int.self))
    guard lower >= 0, lower <= upper else { throw .invalid }
    self.init(kind, lower..<upper)
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(kind)
    writer.append(range.lowerBound)
    writer.append(range.upperBound)
  }
}

extension Picture: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(url: try reader.text(), alternative: try reader.text(), credit: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(url)
    writer.append(alternative)
    writer.append(credit)
  }
}

extension Block: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      try reader.value(), try reader.text(), level: min(max(1, try reader.value()), 99),
      ordered: try reader.value())
    spans = try reader.value()
    guard spans.allSatisfy({ $0.range.upperBound <= text.utf8.count }) else { throw .invalid }
    picture = try reader.value()
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(kind)
    writer.append(text)
    writer.append(level)
    writer.append(ordered)
    writer.append(spans)
    writer.append(picture)
  }
}

extension RelatedLink: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(title: try reader.text(), url: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(title)
    writer.append(url)
  }
}

extension RemovedLine: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(try reader.text(), rule: try reader.text(), probability: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(text)
    writer.append(rule)
    writer.append(probability)
  }
}

extension ProfileMatch: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(profile: try reader.text(), layout: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(profile)
    writer.append(layout)
  }
}

extension Story: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(title: try reader.text())
    byline = try reader.value()
    date = try reader.value()
    source = try reader.value()
    url = try reader.value()
    language = try reader.value()
    section = try reader.value()
    standfirst = try reader.value()
    blocks = try reader.value()
    related = try reader.value()
    removed = try reader.value()
    captured = try reader.value()
    doubt = try reader.value()
    profile = try reader.value()
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(title)
    writer.append(byline)
    writer.append(date)
    writer.append(source)
    writer.append(url)
    writer.append(language)
    writer.append(section)
    writer.append(standfirst)
    writer.append(blocks)
    writer.append(related)
    writer.append(removed)
    writer.append(captured)
    writer.append(doubt)
    writer.append(profile)
  }
}
