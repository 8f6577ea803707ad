import BinaryCoding
import CLater
import Cleaning
import DataFiles
import Glibc
import Importing
import Stories
import Workers

/// The program as a worker: it reads and cleans what it is given, without rights of its own.
enum WorkerMain {
  /// The first argument of a worker.
  static let argument = "--worker"

  /// Works until the program that started it has ended.
  static func run() {
    let channel = WorkerChannel()
    guard let setup = channel.setup().flatMap({ try? WorkerSetup(encoded: $0) }) else { return }
    let (profiles, faults) = setup.purpose == .decoding ? ([], []) : Profiles.load()
    let configs = SiteConfigs(folder: setup.siteConfigs) {
      SiteConfigQuestion(folder: $0, file: $1).ask(channel)
    }
    let core = CleaningCore(
      profiles: profiles, model: setup.purpose == .cleaning ? Profiles.model : nil,
      pageModel: setup.purpose == .cleaning ? Profiles.pageModel : nil, siteConfigs: configs)
    let reader = CaptureReader(
      format: setup.format, names: setup.names, dates: WrittenDate(months: core.months, order: setup.order))
    kq_later_preload()
    Cage.preload(charsets: Charsets.libraryNames)
    guard let cage = Cage.close(memory: UInt(setup.memory)) else {
      let words = Array("its rights could not be taken away".utf8)
      _ = write(STDERR_FILENO, words, words.count)
      exit(127)
    }
    channel.ready(WorkerReady(cage: cage.rawValue, faults: faults).encoded)
    let worker = CaptureWorker(channel, CaptureDesk(core, reader))
    while let request = channel.next() { channel.answer(request, worker.answer(to: request)) }
  }
}

/// Does the jobs of a worker.
final class CaptureWorker {
  private let channel: WorkerChannel
  private let desk: CaptureDesk
  private let records: RecordWorker
  /// The last contexts, decoded.
  private var settings: [(number: UInt64, setting: CleanSetting, core: CleaningCore)] = []

  init(_ channel: WorkerChannel, _ desk: CaptureDesk) {
    (self.channel, self.desk) = (channel, desk)
    records = RecordWorker(desk.reader)
  }

  /// The answer to a job; one that is no job ends the worker.
  func answer(to request: WorkerRequest) -> [UInt8] {
    let file = request.file.map { OpenFile($0) }
    do throws(CodingFault) {
      var body = ByteReader(request.body)
      switch WorkerTask(rawValue: request.kind) {
      case .read: return read(try body.value(), file).encoded
      case .tell:
        let told = desk.tell(try body.value(Told.self), of: try body.value())
        var writer = ByteWriter()
        writer.append(told?.source)
        writer.append(told?.lines ?? [])
        return writer.bytes
      case .texts:
        let text = desk.capture(try body.value())?.text ?? ""
        return LineSighting.texts(of: try body.value(), in: text).encoded
      case .clean: return clean(try body.value(), request).encoded
      case .drop:
        desk.drop(try body.value())
        return []
      case .decode:
        let bytes: Int? = try body.value()
        return try body.value(Capture.self).decoded(bytes: bytes).encoded
      case .open: return records.open(try body.value(), file).encoded
      case .openBytes: return records.open(bytes: try body.blob(), name: try body.text()).encoded
      case .records: return records.next(most: try body.value(), bytes: try body.value()).encoded
      case .page: return records.page(of: try body.value(), at: try body.value(), file).encoded
      case .snapshot: return Snapshot.Index(request.body).encoded
      case nil: throw .invalid
      }
    } catch {
      exit(126)
    }
  }

  private func read(_ item: CaptureItem, _ file: OpenFile?) -> ReadReply {
    var before: Budget.Account?
    if case .record(let raw) = item.source { before = raw.account }
    let read = desk.read(item) { _, _ in file.map { .success($0) } }
    var unpacked: Int64 = 0
    if case .record(let raw) = item.source, let before {
      unpacked = max(0, (raw.account?.made ?? 0) - before.made)
    }
    return ReadReply(read, unpacked: unpacked)
  }

  private func clean(_ item: CleanRequest, _ request: WorkerRequest) -> CleanReply {
    guard let (setting, core) = setting(of: request),
      let answer = desk.clean(item.number, date: item.date, now: item.now, core, setting)
    else { exit(126) }
    return CleanReply(answer, faults: desk.core.takeFaults())
  }

  private func setting(of request: WorkerRequest) -> (CleanSetting, CleaningCore)? {
    if let known = settings.last(where: { $0.number == request.contextNumber }) {
      return (known.setting, known.core)
    }
    guard let bytes = request.context, let setting = try? CleanSetting(encoded: bytes) else { return nil }
    let core = desk.core(for: setting)
    settings.append((request.contextNumber, setting, core))
    if settings.count > 4 { settings.removeFirst() }
    return (setting, core)
  }
}

/// Reads files of many captures for a worker, one file at a time.
final class RecordWorker {
  private let reader: CaptureReader
  private var records: RecordReader?
  /// A pipe that is read, which its reader does not close.
  private var pipe: OpenFile?

  init(_ reader: CaptureReader) { self.reader = reader }

  func open(_ request: OpenRequest, _ file: OpenFile?) -> OpenReply {
    (records, pipe) = (nil, nil)
    guard let file else { return .failed(.missing(path: request.path)) }
    if request.isPipe {
      pipe = file
      records = reader.open(pipe: file.descriptor, name: request.path)
      return .records
    }
    switch reader.open(file, path: request.path, named: request.isNamed, from: request.position) {
    case .page(let size): return .page(size: size)
    case .database: return .database
    case .records(let reader):
      records = reader
      return .records
    }
  }

  func open(bytes: [UInt8], name: String) -> OpenReply {
    (records, pipe) = (reader.open(bytes: bytes, name: name), nil)
    return .records
  }

  /// At most so many records, and none more once they have so many bytes.
  func next(most: Int, bytes: Int) -> RecordsReply {
    var reply = RecordsReply()
    var size = 0
    while reply.items.count < most, size < bytes {
      guard let records, let record = records.next() else {
        reply.isEnd = true
        (records, pipe) = (nil, nil)
        break
      }
      if case .capture(let raw) = record.content { size += raw.size }
      reply.items.append(
        RecordsReply.Item(
          record: record, position: records.position, reached: records.reached, account: records.account))
    }
    reply.payloads = reader.payloads.takeFresh()
    return reply
  }

  func page(of revisit: Revisit, at offset: Int64, _ file: OpenFile?) -> Record? {
    file.flatMap { reader.page(of: revisit, in: $0, at: offset) }
  }
}
