import DataFiles
import Importing
import Stories
import Workers

/// Reads and cleans captures in this process, on every core: in a worker, and where captures are trusted.
struct LocalWork: CaptureWork {
  let desk: CaptureDesk

  init(_ core: CleaningCore, _ reader: CaptureReader = CaptureReader()) {
    desk = CaptureDesk(core, reader)
  }

  func reading(with reader: CaptureReader) -> any CaptureWork { LocalWork(desk.core, reader) }

  func open(
    _ path: String, isNamed: Bool, from position: Position?
  ) -> Result<RecordOpening, ImportFault> {
    desk.reader.open(path: path, named: isNamed, from: position).map { opening in
      switch opening {
      case .page(let size): .page(size: size)
      case .records(let reader): .records(reader)
      case .database: .database
      }
    }
  }

  func open(pipe: Int32, name: String) -> any RecordStream { desk.reader.open(pipe: pipe, name: name) }

  func open(bytes: [UInt8], name: String) -> any RecordStream { desk.reader.open(bytes: bytes, name: name) }

  func page(of revisit: Revisit) -> Record? { desk.reader.page(of: revisit) }

  func snapshot(_ index: [UInt8]) -> Snapshot.Index? { Snapshot.Index(index) }

  func read(_ items: [CaptureItem]) -> [ReadAnswer] {
    concurrently(items) { item in
      var item = item
      if case .line(let text, _) = item.source { item.source = .line(text, file: "") }
      let read = desk.read(item) { OpenFile.open($0, followLinks: $1) }
      let outcome: ReadOutcome =
        switch read.outcome {
        case .capture(let number, let facts): .capture(CaptureTicket(number: number, item: item), facts)
        case .passed(let passed): .passed(passed)
        case .failed(let fault): .failed(fault)
        case .notJSON: .notJSON
        case .wantsFile(let path): .failed(.missing(path: path))
        }
      return ReadAnswer(outcome: outcome, id: read.id)
    }
  }

  func tell(_ told: Told, of ticket: CaptureTicket) -> SourceLines? {
    desk.tell(told, of: ticket.number).map {
      SourceLines(source: $0.source, lines: $0.lines, time: desk.capture(ticket.number)?.time, ticket: ticket)
    }
  }

  func texts(of keys: Set<UInt64>, in ticket: CaptureTicket) -> [UInt64: String] {
    desk.capture(ticket.number).map { LineSighting.texts(of: keys, in: $0.text) } ?? [:]
  }

  func clean(_ items: [CleanItem], _ setting: CleanSetting) -> [CleanAnswer] {
    let core = desk.core(for: setting)
    return concurrently(items) { item in
      desk.clean(item.ticket.number, date: item.date, now: item.now, core, setting)
        ?? .failed(.cleaning(.noText))
    }
  }

  func drop(_ tickets: [CaptureTicket]) { tickets.forEach { desk.drop($0.number) } }

  func text(of capture: Capture, bytes: Int?) throws(WorkerLoss) -> CaptureText {
    capture.decoded(bytes: bytes)
  }

  func takeFaults() -> [DataFault] { desk.core.takeFaults() }
}

extension LineSighting {
  /// The first line with each key in a text.
  static func texts(of keys: Set<UInt64>, in text: String) -> [UInt64: String] {
    Dictionary(
      keys.compactMap { key in self.text(of: key, in: text).map { (key, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
