import Dispatch
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// What is broken off, and what is not.
@Suite struct InterruptTests {
  private static let count = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n
    """

  /// Asks a question of many rows and breaks off what is under way in the middle of it.
  private func ask(_ archive: SQLiteArchive, isBreakable: Bool) throws -> Int {
    try archive.read(isBreakable: isBreakable) { db in
      let rows = try Int.fetchCursor(db, sql: Self.count)
      var last = 0
      while let row = try rows.next() {
        last = row
        if row == 500 { archive.interrupt() }
      }
      return last
    }
  }

  @Test func onlyTheListIsBrokenOff() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let archive = try SQLiteArchive(path: folder.archive, access: .reading)
    #expect(try ask(archive, isBreakable: false) == 1000, "the question of another reader is answered")
    #expect(throws: CancellationError.self) { try ask(archive, isBreakable: true) }
    #expect(try ask(archive, isBreakable: false) == 1000)
    try archive.close()
  }

  @Test(arguments: [ArchiveAccess.reading, .writing])
  func aQuestionDuringTheCloseIsAnsweredOrRefused(access: ArchiveAccess) throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    for _ in 0..<100 {
      let archive = try SQLiteArchive(path: folder.archive, access: access)
      let begun = DispatchSemaphore(value: 0)
      let asked = DispatchGroup()
      DispatchQueue.global().async(group: asked) {
        begun.signal()
        while (try? archive.newestStory()) != nil {}
      }
      begun.wait()
      try archive.close()
      asked.wait()
      #expect(throws: CancellationError.self) { try archive.newestStory() }
      #expect(throws: CancellationError.self) { try archive.write { _ in } }
    }
  }
}
