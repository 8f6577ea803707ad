import Archive
import Importing

/// Tries the captures again that were kept because a worker was lost at them.
struct FailedCaptures {
  private static let page = 64

  let archive: any StoryArchive
  let importer: Importer

  /// Those that can be read now are not kept any more; the others stay. `report` is told what became of each.
  /// Returns those that another version keeps in a form of its own.
  func tryAgain(_ report: @escaping ([IngestResult]) throws -> Void) throws -> [FailedCapture] {
    var waiting: [Int64] = []
    importer.report = { [archive] results in
      let ids = waiting.prefix(results.count)
      waiting.removeFirst(ids.count)
      let read = zip(ids, results).filter { if case .lost = $1.outcome { false } else { true } }
      try archive.dropFailed(read.map(\.0))
      try report(results)
    }
    var unknown: [FailedCapture] = []
    var last: Int64 = 0
    while true {
      let captures = try archive.failedCaptures(after: last, limit: Self.page)
      guard let end = captures.last else { break }
      last = end.id
      for capture in captures {
        guard let record = try? FailedRecord(encoded: capture.record) else {
          unknown.append(capture)
          continue
        }
        waiting.append(capture.id)
        try importer.add(.record(Record(path: capture.path, capture: record.raw)))
      }
    }
    try importer.flush()
    return unknown
  }
}
