import Archive
import Cleaning
import Importing
import SQLiteArchive
import Stories
import Testing

@testable import Kiosque

@Suite struct LearningTests {
  private static let prose =
    "Le port a rouvert hier matin après trois jours de tempête, et les chalutiers sont repartis vers le large."
  private static let line = "Le bateau du mercredi, à quai dès l’aube"
  private let ingest = Ingest(
    reader: CaptureReader(), pipeline: Pipeline(profiles: []), manifest: nil, pattern: nil)

  private func capture(_ number: Int, _ line: String = line) -> Capture {
    let text = "Titre \(number) du jour\n\n\(Self.prose) \(number)\n\n\(line)\n\n\(Self.prose)\n"
    return Capture(
      bytes: Array(text.utf8), text: text, format: .text, time: 1_770_000_000, publisher: "Le Quai")
  }

  private func removed(_ captures: [Capture], _ archive: ArchiveLookup) throws -> [Bool] {
    let templates = try archive.templates(
      for: captures.compactMap { ingest.pipeline.lines(of: $0) }, ingest.work)
    return try captures.map {
      try ingest.pipeline.story(from: $0, templates: templates).get().removed.contains(
        RemovedLine(Self.line, rule: "template"))
    }
  }

  @Test func aBatchLearnsFromItself() throws {
    #expect(try removed((0..<3).map { capture($0) }, ArchiveLookup()) == [true, true, true])
    #expect(try removed((0..<2).map { capture($0) }, ArchiveLookup()) == [false, false])
  }

  @Test func anArchiveTeachesTheNextBatch() throws {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    let entries = try (0..<3).map {
      PreparedCapture(
        capture: capture($0), story: try ingest.pipeline.story(from: capture($0), templates: .none).get())
    }
    _ = try archive.save(entries, import: number)
    #expect(try removed([capture(7)], .of(archive)) == [true])
  }

  @Test func aStoredHeadlineIsNotTakenForFurniture() throws {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    _ = try archive.save(
      [PreparedCapture(capture: capture(9), story: Story(title: Self.line))], import: number)
    #expect(try removed((0..<3).map { capture($0) }, .of(archive)) == [false, false, false])
  }

  @Test func capturesOfOneRunTeachEachOtherAcrossBatches() throws {
    let captures = (0..<Ingest.batch + 2).map { capture($0, $0 < Ingest.batch ? Self.line : "Rien") }
    var context = TemplateContext(ArchiveLookup(), learns: true)
    try context.learn(ingest.pipeline.read(captures))
    let template = try context.templates([]).template(source: "Le Quai", time: 1_770_000_000)
    #expect(template?.stories == captures.count)
    let apart = TemplateContext(ArchiveLookup(), learns: false)
    #expect(try apart.templates(ingest.pipeline.read([captures[0]])).isEmpty)
  }
}
