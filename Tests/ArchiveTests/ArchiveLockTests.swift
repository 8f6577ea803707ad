import Dispatch
import Foundation
import GRDB
import Glibc
import Stories
import Synchronization
import Testing

@testable import Archive
@testable import SQLiteArchive

/// What waits for other programs, and the log that they share.
@Suite struct ArchiveLockTests {
  @Test func freeingTheLogKeepsTheLocksOnIt() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let archive = try SQLiteArchive(path: folder.archive, access: .writing)
    _ = try archive.mark([1], read: true, at: 0)
    let locks = try sharedMemoryLocks(folder.archive)
    #expect(locks > 0)
    archive.freeRoom()
    #expect(try sharedMemoryLocks(folder.archive) == locks)
    #expect(try archive.counts().unread == 2)
    try archive.close()
  }

  /// How many locks on the log's index the kernel knows (proc(5), /proc/locks).
  private func sharedMemoryLocks(_ path: String) throws -> Int {
    let inode = try FileManager.default.attributesOfItem(atPath: path + "-shm")[.systemFileNumber] as? Int
    let number = try #require(inode)
    return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
      .count { $0.contains(":\(number) ") && $0.contains(" \(getpid()) ") }
  }

  @Test func aFolderThatIsHeldIsWaitedForNoLongerThanSaid() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let holder = open(folder.path, O_RDONLY | O_DIRECTORY)
    defer { close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    let archive = try SQLiteArchive(path: folder.archive, access: .reading, lockWait: LockWait(seconds: 0.2))
    #expect(throws: ArchiveFault.busy(path: folder.archive)) { try archive.mark([1], read: true, at: 0) }
    try archive.close()
  }

  @Test func aLockIsWaitedForNoLongerThanSaid() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let holder = try folder.stranger()
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let told = Atomic(0)
    let archive = try SQLiteArchive(
      path: folder.archive, access: .reading,
      lockWait: LockWait(seconds: 0.2) { told.wrappingAdd(1, ordering: .relaxed) })
    #expect(throws: ArchiveFault.busy(path: folder.archive)) { try archive.mark([1], read: true, at: 0) }
    #expect(try archive.counts().stories == 3, "reading waits for nobody")
    #expect(told.load(ordering: .relaxed) == 0)
    try holder.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(try archive.mark([1], read: true, at: 0) != nil)
    try archive.close()
  }

  @Test func whoWaitsLongIsToldOnce() {
    let told = Atomic(0)
    let wait = LockWait(seconds: 3.3) { told.wrappingAdd(1, ordering: .relaxed) }
    var tries = 0
    while wait.mayTryAgain(after: tries) { tries += 1 }
    #expect(told.load(ordering: .relaxed) == 1)
    #expect((30...50).contains(tries))
    let ended = LockWait(seconds: 1000)
    ended.end()
    #expect(!ended.mayTryAgain(after: 0))
  }

  @Test func aLogThatReadersAlwaysHoldIsEmptiedAllTheSame() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let isOver = Atomic(false)
    let readers = DispatchGroup()
    for reader in 0..<2 {
      let queue = try folder.stranger()
      DispatchQueue.global().async(group: readers) {
        usleep(UInt32(reader) * 15_000)
        while !isOver.load(ordering: .relaxed) {
          _ = try? queue.read { db in
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM story")
            usleep(30_000)
          }
        }
      }
    }
    let archive = try SQLiteArchive(path: folder.archive, access: .writing)
    let number = try archive.beginImport(label: "test", at: 0)
    var largest = 0
    for round in 0..<16 {
      let words = (0..<200_000).map { String(($0 &* 7_919 &+ round &* 104_729) % 9_999_991, radix: 36) }
      let text = words.joined(separator: " ")
      _ = try archive.save([Specimen.entry("Titre \(round)", text: text)], import: number)
      let size = try FileManager.default.attributesOfItem(atPath: folder.archive + "-wal")[.size] as? Int
      largest = max(largest, size ?? 0)
    }
    isOver.store(true, ordering: .relaxed)
    readers.wait()
    #expect(largest > 8 << 20)
    #expect(largest < 64 << 20)
  }
}
