import Archive
import Cleaning
import DataFiles
import Foundation
import Importing
import SQLiteArchive
import Stories
import Testing
import Workers

@testable import Kiosque

@Suite struct ImporterTests {
  private let ingest = Ingest(
    reader: CaptureReader(), pipeline: Pipeline(profiles: []), manifest: nil, pattern: nil)

  /// A file of JSON lines large enough to be remembered.
  private final class Lines {
    let path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString).jsonl"

    init(_ count: Int) throws {
      let filler = String(repeating: "Le port a rouvert hier matin après trois jours de tempête. ", count: 80)
      let lines = (1...count).map { number in
        """
        {"title":"Titre \(number) du jour","url":"https://quai.example/\(number)","author":"Lise Garrec",\
        "source":"Le Quai","date":"2026-03-01","text":"Le \(number). \(filler)"}
        """
      }
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    deinit { unlink(path) }
  }

  private struct Stop: Error {}

  /// Imports a file, or a part of it as if it were interrupted; how many inputs were read.
  private func run(_ archive: SQLiteArchive, _ path: String, stopAfter: Int = .max) throws -> Int {
    let importer = Importer(archive: archive, ingest: ingest, label: "test", now: 0)
    let intake = Intake(ingest)
    intake.mark = { try archive.importMark(of: $0) }
    var read = 0
    do {
      try intake.forEach(path) { input, place in
        if read == stopAfter { throw Stop() }
        read += 1
        try importer.add(input, at: place)
      }
      try importer.flush()
    } catch is Stop {
      try importer.finishWriting()
    }
    return read
  }

  @Test func anInterruptedImportGoesOnWhereItWas() throws {
    let count = 4 * Ingest.batch + 16
    let lines = try Lines(count)
    let archive = try SQLiteArchive()
    _ = try run(archive, lines.path, stopAfter: 3 * Ingest.batch + 12)
    // Three batches were read, two of them are stored.
    #expect(try archive.counts().stories == 2 * Ingest.batch)
    #expect(try run(archive, lines.path) == count - 2 * Ingest.batch)
    #expect(try archive.counts().stories == count)
    #expect(try run(archive, lines.path) == count)
    #expect(try archive.counts().stories == count)
  }

  @Test func cleaningAnewTellsHowFarItIsWithinABatch() throws {
    let lines = try Lines(600)
    let archive = try SQLiteArchive()
    _ = try run(archive, lines.path)
    var told: [Int] = []
    let recleaner = Recleaner(archive: archive, pipeline: Pipeline(profiles: []), isDry: true)
    var outcomes = 0
    try recleaner.run(try archive.identities(Query(), limit: nil), working: { told.append($0) }) {
      outcomes += $0.count
    }
    #expect(told == [0, 256, 512])
    #expect(outcomes == 600)
  }

  @Test func whatCameBesideATextIsInItsStory() throws {
    let lines = try Lines(1)
    let archive = try SQLiteArchive()
    _ = try run(archive, lines.path)
    let story = try #require(try archive.story(1)).story
    #expect(story.title == "Titre 1 du jour")
    #expect(story.byline == ["Lise Garrec"])
    #expect(story.source == "Le Quai")
    #expect(story.date?.iso == "2026-03-01")
    #expect(story.url == "https://quai.example/1")
    #expect(story.body.first?.hasPrefix("Le 1. Le port") == true)
  }

  /// Work of which no worker can be started any more from one capture on.
  private struct FailingWork: CaptureWork {
    let work: any CaptureWork
    let from: String

    func reading(with reader: CaptureReader) -> any CaptureWork {
      FailingWork(work: work.reading(with: reader), from: from)
    }

    func open(
      _ path: String, isNamed: Bool, from position: Position?
    ) -> Result<RecordOpening, ImportFault> {
      work.open(path, isNamed: isNamed, from: position)
    }

    func open(pipe: Int32, name: String) -> any RecordStream { work.open(pipe: pipe, name: name) }
    func open(bytes: [UInt8], name: String) -> any RecordStream { work.open(bytes: bytes, name: name) }
    func page(of revisit: Revisit) -> Record? { work.page(of: revisit) }
    func snapshot(_ index: [UInt8]) -> Snapshot.Index? { work.snapshot(index) }

    func read(_ items: [CaptureItem]) -> [ReadAnswer] {
      work.read(items).map { answer in
        guard case .capture(let ticket, let facts) = answer.outcome, facts.url == from else { return answer }
        drop([ticket])
        return ReadAnswer(outcome: .lost(.notStarted("signal 11")))
      }
    }

    func tell(_ told: Told, of ticket: CaptureTicket) -> SourceLines? { work.tell(told, of: ticket) }
    func texts(of keys: Set<UInt64>, in ticket: CaptureTicket) -> [UInt64: String] {
      work.texts(of: keys, in: ticket)
    }
    func clean(_ items: [CleanItem], _ setting: CleanSetting) -> [CleanAnswer] {
      work.clean(items, setting)
    }
    func drop(_ tickets: [CaptureTicket]) { work.drop(tickets) }
    func text(of capture: Capture, bytes: Int?) throws(WorkerLoss) -> CaptureText {
      try work.text(of: capture, bytes: bytes)
    }
    func takeFaults() -> [DataFault] { work.takeFaults() }
  }

  @Test func anImportThatMustStopStoresAndReportsWhatIsReady() throws {
    let lines = try Lines(Ingest.batch + 40)
    let work = FailingWork(
      work: Pipeline(profiles: []).work, from: "https://quai.example/\(Ingest.batch + 31)")
    let failing = Ingest(reader: CaptureReader(), pipeline: Pipeline(work), manifest: nil, pattern: nil)
    let archive = try SQLiteArchive()
    let importer = Importer(archive: archive, ingest: failing, label: "test", now: 0)
    var reported = 0
    importer.report = { reported += $0.count }
    let loss = #expect(throws: WorkerLoss.self) {
      try Intake(failing).forEach(lines.path) { try importer.add($0, at: $1) }
      try importer.flush()
    }
    #expect(loss == .notStarted("signal 11"))
    #expect(try archive.counts().stories == Ingest.batch + 30)
    #expect(reported == Ingest.batch + 30)
  }
}
