import Archive
import BinaryCoding
import Cleaning
import DataFiles
import Importing
import Stories

extension Budget.Account: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(read: try reader.size(), made: try reader.size())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(read)
    writer.append(made)
  }
}

extension Told: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    (url, publisher) = (try reader.value(), try reader.value())
    (date, time) = (try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(url)
    writer.append(publisher)
    writer.append(date)
    writer.append(time)
  }
}

extension CaptureText: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    (text, isWhole) = (try reader.text(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(text)
    writer.append(isWhole)
  }
}

extension CaptureSource: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0:
      let (raw, account) = (try reader.value(RawCapture.self), try reader.value(Budget.Account?.self))
      self = .record(account.map { raw.limited(by: Budget($0)) } ?? raw)
    case 1:
      self = .file(
        try reader.text(), isNamed: try reader.value(), size: Int(try reader.size()), try reader.value())
    case 2: self = .stored(try reader.value())
    case 3: self = .line(try reader.text(), file: try reader.value())
    default: throw .invalid
    }
  }

  func write(to writer: inout ByteWriter) {
    switch self {
    case .record(let raw):
      writer.append(case: 0)
      writer.append(raw)
      writer.append(raw.account)
    case .file(let path, let isNamed, let size, let told):
      writer.append(case: 1)
      writer.append(path)
      writer.append(isNamed)
      writer.append(size)
      writer.append(told)
    case .stored(let capture):
      writer.append(case: 2)
      writer.append(capture)
    case .line(let text, let file):
      writer.append(case: 3)
      writer.append(text)
      writer.append(file)
    }
  }
}

extension CaptureItem: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    (source, told) = (try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(source)
    writer.append(told)
  }
}

extension CaptureFacts: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      digest: try reader.value(), path: try reader.value(), url: try reader.value(),
      date: try reader.value(), time: try reader.value(), source: try reader.value(),
      lines: try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(digest)
    writer.append(path)
    writer.append(url)
    writer.append(date)
    writer.append(time)
    writer.append(source)
    writer.append(lines)
  }
}

extension CaptureLine.ID: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .text(try reader.text())
    case 1: self = .number(try reader.value())
    default: throw .invalid
    }
  }

  func write(to writer: inout ByteWriter) {
    switch self {
    case .text(let text):
      writer.append(case: 0)
      writer.append(text)
    case .number(let number):
      writer.append(case: 1)
      writer.append(number)
    }
  }
}

extension DeskReading: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: outcome = .capture(try reader.value(), try reader.value())
    case 1: outcome = .passed(try reader.value())
    case 2: outcome = .failed(try reader.value())
    case 3: outcome = .notJSON
    case 4: outcome = .wantsFile(try reader.text())
    default: throw .invalid
    }
    id = try reader.value()
  }

  func write(to writer: inout ByteWriter) {
    switch outcome {
    case .capture(let number, let facts):
      writer.append(case: 0)
      writer.append(number)
      writer.append(facts)
    case .passed(let passed):
      writer.append(case: 1)
      writer.append(passed)
    case .failed(let fault):
      writer.append(case: 2)
      writer.append(fault)
    case .notJSON: writer.append(case: 3)
    case .wantsFile(let path):
      writer.append(case: 4)
      writer.append(path)
    }
    writer.append(id)
  }
}

extension CleanSetting.Form: BinaryCodable {}

extension CleanSetting: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(templates: try reader.value(), form: try reader.value(), rule: try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(templates)
    writer.append(form)
    writer.append(rule)
  }
}

extension ExplainedLine: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      text: try reader.text(), label: try reader.text(), probability: try reader.value(),
      rule: try reader.value(), reasons: try reader.value())
    guard probability.map({ (0...1).contains($0) }) ?? true else { throw .invalid }
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(text)
    writer.append(label)
    writer.append(probability)
    writer.append(rule)
    writer.append(reasons)
  }
}

/// Without faults other than those of cleaning, which no worker tells.
extension CleanAnswer: BinaryCodable {
  init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .prepared(try reader.value())
    case 1: self = .story(try reader.value())
    case 2: self = .explanation(try reader.value())
    case 3: self = .failed(.cleaning(.noText))
    default: throw .invalid
    }
  }

  func write(to writer: inout ByteWriter) {
    switch self {
    case .prepared(let capture):
      writer.append(case: 0)
      writer.append(capture)
    case .story(let story):
      writer.append(case: 1)
      writer.append(story)
    case .explanation(let lines):
      writer.append(case: 2)
      writer.append(lines)
    case .failed: writer.append(case: 3)
    }
  }
}

extension DataFault: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(file: try reader.text(), line: try reader.value(), message: try reader.text())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(file)
    writer.append(line)
    writer.append(message)
  }
}

extension Snapshot.Index: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(url: try reader.text(), time: try reader.value(), saved: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(url)
    writer.append(time)
    writer.append(saved)
  }
}

extension PayloadIndex.Location: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(path: try reader.text(), offset: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(path)
    writer.append(offset)
  }
}
