import BinaryCoding
import CMemory
import DataFiles
import Importing
import Stories

/// What the workers of this program do.
enum WorkerTask: UInt8, Sendable {
  /// Read a capture: `CaptureItem`, with its file; answer `ReadReply`.
  case read = 1
  /// Say more of a capture: its number, `Told`; answer its source and lines, or none.
  case tell
  /// The first lines with some keys: the capture's number, keys; answer a text for each.
  case texts
  /// Clean a capture: `CleanRequest`, with a `CleanSetting` as its context; answer `CleanReply`.
  case clean
  /// Forget a capture: its number.
  case drop
  /// The text of a stored capture.
  case decode
  /// Open a file of records: `OpenRequest`, with its file; answer `OpenReply`.
  case open
  /// Read bytes as records: the name, the bytes.
  case openBytes
  /// The next records: how many, of how many bytes at most; answer `RecordsReply`.
  case records
  /// The page of a revisit: the revisit, the offset, with its file; answer a record, or none.
  case page
  /// Read the `index.json` of a folder; answer `Snapshot.Index`, or none.
  case snapshot
}

/// What workers are told before they begin.
struct WorkerSetup: BinaryCodable {
  var format: FileFormat?
  var names = FieldNames()
  var order: WrittenDate.Order?
  /// The folder of site configurations for captures whose import named no other.
  var siteConfigs: String?
  var purpose: Purpose
  /// How much memory a worker may have, in bytes; 0 for no limit.
  var memory: UInt64 = 1 << 30

  /// What a worker is for, and so what it has to load before it can begin.
  enum Purpose: CaseIterable, BinaryCodable {
    /// All that there is: profiles and weights.
    case cleaning
    /// Files of many captures: profiles, for the names of months.
    case records
    /// The charsets of stored captures, which need neither.
    case decoding
  }

  init(_ reader: CaptureReader, siteConfigs: String?, purpose: Purpose) {
    self.purpose = purpose
    (format, names, order) = (reader.format, reader.names, reader.dates.order)
    self.siteConfigs = siteConfigs
    if let bytes = Environment["KIOSQUE_WORKER_MEMORY"].flatMap({ UInt64($0) }) { memory = bytes }
    if kq_is_sanitized() { memory = 0 }
  }

  init(from reader: inout ByteReader) throws(CodingFault) {
    format = try reader.value()
    names = try reader.value()
    order = try reader.value()
    siteConfigs = try reader.value()
    purpose = try reader.value()
    memory = try reader.value()
  }

  func write(to writer: inout ByteWriter) {
    writer.append(format)
    writer.append(names)
    writer.append(order)
    writer.append(siteConfigs)
    writer.append(purpose)
    writer.append(memory)
  }
}

/// What a worker says when it is ready.
struct WorkerReady: BinaryCodable {
  /// What of the cage holds, as `Cage` has it.
  var cage: UInt32
  /// What is wrong in the profiles.
  var faults: [DataFault]

  init(cage: UInt32, faults: [DataFault]) { (self.cage, self.faults) = (cage, faults) }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (cage, faults) = (try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(cage)
    writer.append(faults)
  }
}

/// The answer to reading a capture.
struct ReadReply: BinaryCodable {
  var read: DeskReading
  /// How many bytes were unpacked of it.
  var unpacked: Int64

  init(_ read: DeskReading, unpacked: Int64) { (self.read, self.unpacked) = (read, unpacked) }

  /// How many bytes were unpacked, of an answer that is not read yet; 0 where it is none.
  static func unpacked(in bytes: [UInt8]) -> Int64 {
    var reader = ByteReader(bytes)
    return (try? reader.size()) ?? 0
  }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (unpacked, read) = (try reader.size(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(unpacked)
    writer.append(read)
  }
}

/// A capture to be cleaned.
struct CleanRequest: BinaryCodable {
  var number: UInt64
  var date: StoryDate?
  var now: Instant?

  init(_ item: CleanItem) { (number, date, now) = (item.ticket.number, item.date, item.now) }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (number, date, now) = (try reader.value(), try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(number)
    writer.append(date)
    writer.append(now)
  }
}

/// The answer to cleaning a capture.
struct CleanReply: BinaryCodable {
  var answer: CleanAnswer
  /// What was found wrong in site configurations meanwhile.
  var faults: [DataFault]

  init(_ answer: CleanAnswer, faults: [DataFault]) { (self.answer, self.faults) = (answer, faults) }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (answer, faults) = (try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(answer)
    writer.append(faults)
  }
}

/// A file of records to be opened.
struct OpenRequest: BinaryCodable {
  var path: String
  var isNamed = true
  var position: Position?
  /// Whether it is a pipe.
  var isPipe = false

  init(path: String, isNamed: Bool = true, position: Position? = nil, isPipe: Bool = false) {
    (self.path, self.isNamed, self.position, self.isPipe) = (path, isNamed, position, isPipe)
  }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (path, isNamed) = (try reader.text(), try reader.value())
    (position, isPipe) = (try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(path)
    writer.append(isNamed)
    writer.append(position)
    writer.append(isPipe)
  }
}

/// What a file is.
enum OpenReply: BinaryCodable {
  case page(size: Int)
  case records
  case database
  case failed(ImportFault)

  init(from reader: inout ByteReader) throws(CodingFault) {
    switch try reader.caseNumber() {
    case 0: self = .page(size: Int(try reader.size()))
    case 1: self = .records
    case 2: self = .database
    case 3: self = .failed(try reader.value())
    default: throw .invalid
    }
  }

  func write(to writer: inout ByteWriter) {
    switch self {
    case .page(let size):
      writer.append(case: 0)
      writer.append(size)
    case .records: writer.append(case: 1)
    case .database: writer.append(case: 2)
    case .failed(let fault):
      writer.append(case: 3)
      writer.append(fault)
    }
  }
}

/// The next records of a file.
struct RecordsReply: BinaryCodable {
  /// A record, and how far its file was read behind it.
  struct Item: BinaryCodable {
    var record: Record
    var position: Position
    var reached: Int64
    var account: Budget.Account

    init(record: Record, position: Position, reached: Int64, account: Budget.Account) {
      (self.record, self.position) = (record, position)
      (self.reached, self.account) = (reached, account)
    }

    init(from reader: inout ByteReader) throws(CodingFault) {
      (record, position) = (try reader.value(), try reader.value())
      (reached, account) = (try reader.size(), try reader.value())
    }

    func write(to writer: inout ByteWriter) {
      writer.append(record)
      writer.append(position)
      writer.append(reached)
      writer.append(account)
    }
  }

  var items: [Item] = []
  var isEnd = false
  /// Responses that stand in the file, for revisits.
  var payloads: [String: PayloadIndex.Location] = [:]

  init() {}

  init(from reader: inout ByteReader) throws(CodingFault) {
    (items, isEnd, payloads) = (try reader.value(), try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(items)
    writer.append(isEnd)
    writer.append(payloads)
  }
}
