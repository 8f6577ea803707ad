import Archive
import Glibc
import Importing
import Stories

/// Tries the captures again that were kept because a worker was lost at them, each as its import read it.
final class FailedCaptures {
  private static let page = 64

  private let archive: any StoryArchive
  private let now: Instant
  /// Where what can be read now is stored.
  private let store: any StoryArchive
  private let ingest: (ImportWay) -> Ingest
  private var current: (way: ImportWay, importer: Importer)?
  /// The number of the last import that stored something; nil where none did.
  private(set) var number: Int64?
  /// Those that another version keeps in a form of its own.
  private(set) var unknown: [FailedCapture] = []
  /// How many were left because the folder of site configurations of their import does not exist any more.
  private(set) var unconfigured: [String: Int] = [:]

  /// With `isDry` nothing of the archive changes.
  init(
    _ archive: any StoryArchive, now: Instant, isDry: Bool = false,
    _ ingest: @escaping (ImportWay) -> Ingest
  ) throws {
    (self.archive, self.now, self.ingest) = (archive, now, ingest)
    store = isDry ? try Engine.installed.temporary() : archive
  }

  /// Those that can be read now are not kept any more; the others stay. `report` is told what became of each.
  func tryAgain(_ report: @escaping ([IngestResult]) throws -> Void) throws {
    var last: Int64 = 0
    while true {
      let captures = try archive.failedCaptures(after: last, limit: Self.page)
      guard let end = captures.last else { break }
      last = end.id
      for (way, captures) in byWay(captures) {
        if current?.way != way { begin(way) }
        try tryAgain(captures, report)
      }
    }
    number = current?.importer.number ?? number
  }

  private typealias Readable = (capture: FailedCapture, record: FailedRecord)

  /// Those that can be tried, by how their import read them.
  private func byWay(_ captures: [FailedCapture]) -> [(way: ImportWay, captures: [Readable])] {
    var groups: [(way: ImportWay, captures: [Readable])] = []
    for capture in captures {
      guard let record = try? FailedRecord(encoded: capture.record) else {
        unknown.append(capture)
        continue
      }
      if let folder = record.way.siteConfigs, access(folder, R_OK | X_OK) != 0 {
        unconfigured[folder, default: 0] += 1
        continue
      }
      if let place = groups.firstIndex(where: { $0.way == record.way }) {
        groups[place].captures.append((capture, record))
      } else {
        groups.append((record.way, [(capture, record)]))
      }
    }
    return groups
  }

  private func begin(_ way: ImportWay) {
    number = current?.importer.number ?? number
    let importer = Importer(archive: store, ingest: ingest(way), label: "reclean --failed", now: now)
    current = (way, importer)
  }

  private func tryAgain(_ captures: [Readable], _ report: @escaping ([IngestResult]) throws -> Void) throws {
    guard let importer = current?.importer else { return }
    var waiting = captures.map(\.capture.id)[...]
    importer.report = { [archive, isDry = store !== archive] results in
      let ids = waiting.prefix(results.count)
      waiting.removeFirst(ids.count)
      let read = zip(ids, results).filter { if case .lost = $1.outcome { false } else { true } }
      if !isDry { try archive.dropFailed(read.map(\.0)) }
      try report(results)
    }
    for (capture, record) in captures { try importer.add(.again(capture.path, record)) }
    try importer.flush()
  }
}

extension ImportWay {
  /// Reads captures as that import did.
  func ingest() -> Ingest {
    Ingest(
      reader: CaptureReader(format: format, dates: WrittenDate(months: [], order: order)),
      pipeline: .installed(siteConfigs: siteConfigs), manifest: nil,
      pattern: pattern.flatMap { try? DatePattern($0) }, siteConfigs: siteConfigs)
  }
}
