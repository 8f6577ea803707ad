import Archive
import Cleaning
import DataFiles
import Importing
import Stories
import Workers

/// Reads captures and cleans them, here (`LocalWork`) or in processes of their own (`CagedWork`).
///
/// A capture is read first; what is known of it decides whether it is cleaned, and with which templates.
/// Until then it is kept where it was read.
protocol CaptureWork: Sendable {
  /// The same with another reader.
  func reading(with reader: CaptureReader) -> any CaptureWork

  /// Opens a file that may hold many captures.
  func open(_ path: String, isNamed: Bool, from position: Position?) -> Result<RecordOpening, ImportFault>
  /// Reads records from an open pipe, which is not closed; `name` is used in messages.
  func open(pipe: Int32, name: String) -> any RecordStream
  /// Reads records from bytes.
  func open(bytes: [UInt8], name: String) -> any RecordStream
  /// The page that a revisit refers to, in the files that were opened; nil where it stands in none.
  func page(of revisit: Revisit) -> Record?
  /// What an `index.json` says of a folder; nil where it is none of a snapshot.
  func snapshot(_ index: [UInt8]) -> Snapshot.Index?

  /// Reads captures; there is one answer for each, in order.
  func read(_ items: [CaptureItem]) -> [ReadAnswer]
  /// Says more of a capture that was read; returns its lines under the source that it has now.
  func tell(_ told: Told, of ticket: CaptureTicket) -> SourceLines?
  /// The first line with each key in a capture that was read.
  func texts(of keys: Set<UInt64>, in ticket: CaptureTicket) -> [UInt64: String]
  /// Cleans captures that were read, which are not kept then; there is one answer for each, in order.
  func clean(_ items: [CleanItem], _ setting: CleanSetting) -> [CleanAnswer]
  /// Captures that will not be cleaned.
  func drop(_ tickets: [CaptureTicket])
  /// The text of a stored capture in its charset, its beginning in so many bytes at most where they are
  /// given.
  func text(of capture: Capture, bytes: Int?) throws(WorkerLoss) -> CaptureText

  /// What was found wrong in profiles and site configurations since the last call.
  func takeFaults() -> [DataFault]
}

/// The text of a stored capture, or its beginning.
struct CaptureText: Sendable {
  var text: String
  var isWhole: Bool
}

/// What a file holds, as `Opening`.
enum RecordOpening {
  case page(size: Int)
  case records(any RecordStream)
  case database
}

/// The records of a file, one at a time.
protocol RecordStream: AnyObject {
  func next() -> Record?
  /// Where to resume after the last record that was returned.
  var position: Position { get }
  /// How many bytes of the file were read.
  var reached: Int64 { get }
}

extension RecordReader: RecordStream {}

/// Something to be read.
enum CaptureSource: Sendable {
  case record(RawCapture)
  /// A file with one capture; where it is a form of a page in a folder, what is known of that page.
  case file(String, isNamed: Bool, size: Int, Told = Told())
  /// A capture that came back from the archive.
  case stored(Capture)
  /// A line of `clean --ndjson`, with the file that it names once that is known.
  case line(String, file: String?)

  var size: Int {
    switch self {
    case .record(let raw): raw.size
    case .file(_, _, let size, _): size
    case .stored(let capture): capture.bytes.count
    case .line(let text, _): text.utf8.count
    }
  }
}

/// What is known of a capture from beside it.
struct Told: Equatable, Sendable {
  var url: String?
  var publisher: String?
  var date: StoryDate?
  var time: Instant?

  var isEmpty: Bool { self == Told() }
}

/// A capture to be read.
struct CaptureItem: Sendable {
  var source: CaptureSource
  var told = Told()
}

/// A capture that was read and is kept where that was done.
struct CaptureTicket: Sendable {
  var number: UInt64
  /// Who keeps it; nil where it is kept here.
  var worker: WorkerID?
  var item: CaptureItem
}

/// What is known of a capture that was read.
struct CaptureFacts: Sendable {
  var digest: Digest
  var path: String?
  var url: String?
  var date: StoryDate?
  var time: Instant?
  /// The source whose templates learn its lines; nil for pages, and where it is unknown.
  var source: String?
  var lines: [LineSighting] = []
}

/// The answer to reading a capture.
struct ReadAnswer: Sendable {
  var outcome: ReadOutcome
  /// What a line gave as its identifier.
  var id: CaptureLine.ID?

  /// Where it is kept; nil where there is nothing to clean.
  var ticket: CaptureTicket? { if case .capture(let ticket, _) = outcome { ticket } else { nil } }

  /// Its lines, under the source whose templates learn them.
  var lines: SourceLines? {
    guard case .capture(let ticket, let facts) = outcome, let source = facts.source else { return nil }
    return SourceLines(source: source, lines: facts.lines, time: facts.time, ticket: ticket)
  }
}

/// What became of reading a capture.
enum ReadOutcome: Sendable {
  case capture(CaptureTicket, CaptureFacts)
  case passed(Passed)
  case failed(ImportFault)
  /// The worker was lost at it.
  case lost(WorkerLoss)
  /// A line that is no JSON object.
  case notJSON
}

/// A text capture's lines, under the source whose templates learn them.
struct SourceLines: Sendable {
  var source: String
  var lines: [LineSighting]
  var time: Instant?
  /// The capture.
  var ticket: CaptureTicket
}

/// A capture to be cleaned.
struct CleanItem: Sendable {
  var ticket: CaptureTicket
  /// A date from beside it; nil for its own.
  var date: StoryDate?
  /// The time of a capture that has none; nil to leave it without.
  var now: Instant?
}

/// How captures are cleaned.
struct CleanSetting: Sendable {
  enum Form: CaseIterable, Sendable {
    /// Ready to be stored.
    case prepared
    case story
    /// Line by line, with reasons.
    case explanation
  }

  var templates: Templates
  var form: Form
  /// A rule that is tried.
  var rule: PublisherRule?
}

/// The answer to cleaning a capture.
enum CleanAnswer: Sendable {
  case prepared(PreparedCapture)
  case story(Story)
  case explanation([ExplainedLine])
  /// Nothing was made of it: it has no text, the worker was lost at it, or it had to be read again and could
  /// not be.
  case failed(CaptureFault)
}
