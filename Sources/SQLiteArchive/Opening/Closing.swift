import Archive
import CTokenizer
import GRDB
import Glibc

extension SQLiteArchive {
  /// From this size on the write-ahead log is emptied, waiting for others, in bytes. SQLite alone begins it
  /// anew only when no reader is at work, which with several of them may be never.
  private static let longLog = 20 << 20
  /// How long a writer waits for readers to let go of the log, in seconds.
  private static let longestShortening = 2.0

  /// Breaks off the list that is being read or counted, which throws `CancellationError`; other questions are
  /// answered. Where the same connection may be writing, nothing happens.
  package func interrupt() {
    breakable.withLock { question in
      guard question != .none, path != ":memory:", readers is DatabaseQueue else { return }
      question = .brokenOff
      readers.interrupt()
    }
  }

  /// Whatever fails in a question that is broken off fails for that: SQLite has other codes for it too, as
  /// where it was setting up the search index.
  func askBreakably<Value>(_ db: Database, _ ask: (Database) throws -> Value) throws -> Value {
    breakable.withLock { $0 = .underWay }
    let answer = Result { try ask(db) }
    let isBrokenOff = breakable.withLock { question in
      defer { question = .none }
      return question == .brokenOff
    }
    if case .failure = answer, isBrokenOff { throw CancellationError() }
    return try answer.get()
  }

  /// Ends whatever is under way, a write too, which then has not been; for a program that is told to end.
  package func stop() {
    lockWait.end()
    uses.unlessClosed {
      readers.interrupt()
      writer.withLockIfAvailable { $0?.interrupt() }
    }
  }

  /// Writes the log into the archive's own file and empties it where nobody else uses it, without waiting:
  /// who copies the file then has everything.
  package func consolidate() {
    guard isInPlace else { return }
    writer.withLock { writer in
      guard let writer else { return }
      try? writer.writeWithoutTransaction { db in
        try lockWait.limited(to: 0) { _ = try db.checkpoint(.truncate) }
      }
    }
  }

  /// Empties the log that stands beside the place of an archive that was moved or replaced there: it would be
  /// taken for the new file's, and ruin it. Nothing happens where others have written into it meanwhile.
  package func leavePlace() {
    guard !isInPlace, let own = ownLog.withLock({ $0 }), FileIdentity(path: path + "-wal") == own.file else {
      return
    }
    writer.withLock { writer in
      try? writer?.writeWithoutTransaction { db in
        guard try Int.fetchOne(db, sql: "PRAGMA data_version") == own.othersWrites else { return }
        try lockWait.limited(to: 0) { _ = try db.checkpoint(.truncate) }
      }
    }
  }

  /// Remembers which log a write goes to.
  func noteLog(_ db: Database) {
    guard identity != nil, let file = FileIdentity(path: path + "-wal"),
      let others = try? Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
    else { return }
    ownLog.withLock { $0 = OwnLog(file: file, othersWrites: others) }
  }

  /// Gives back the room that a transaction took in the log before the disk was full, then empties the log,
  /// for which the archive's file may have to grow.
  package func freeRoom() {
    writer.withLock { writer in
      try? writer?.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          cutLog()
          return .rollback
        }
      }
    }
    consolidate()
  }

  /// Cuts the log behind its last commit, while nobody else may write. The log's index says that too, but
  /// opening and closing that file would drop SQLite's locks on it
  /// (https://sqlite.org/howtocorrupt.html, section 2.2).
  private func cutLog() {
    var status = stat()
    guard isInPlace, stat(path + "-wal", &status) == 0 else { return }
    let length = WriteAheadLog(path: path + "-wal")?.end ?? 0
    if length > 0, Int(status.st_size) > length { truncate(path + "-wal", length) }
  }

  /// Empties a log that has grown long.
  func shortenLog() {
    var status = stat()
    guard path != ":memory:", stat(path + "-wal", &status) == 0, Int(status.st_size) > Self.longLog else {
      return
    }
    writer.withLock { writer in
      try? writer?.writeWithoutTransaction { db in
        try lockWait.limited(to: Self.longestShortening) { _ = try db.checkpoint(.truncate) }
      }
    }
  }

  /// Closes what is open; the archive answers no more. What was written stands in the archive's own file
  /// unless others have it open. Where the file is no longer at its place, the files beside that place are
  /// another archive's and stay as they are.
  package func close() throws {
    let (isInPlace, isShared) = (isInPlace, writer.withLock { $0 === readers })
    leavePlace()
    uses.end()
    let reading = Result { if !isShared { try readers.close() } }
    try writer.withLock { writer in
      guard let open = writer else { return }
      writer = nil
      // SQLite takes the log away with the last connection, and only where that one may write: the pool
      // itself would close it first (https://github.com/groue/GRDB.swift/issues/739).
      (open as? DatabasePool)?.invalidateReadOnlyConnections()
      open.writeWithoutTransaction { db in
        if isInPlace { _ = try? db.checkpoint(.passive) } else { kq_leave_log(db.sqliteConnection) }
      }
      try open.close()
    }
    try reading.get()
  }

  /// Writes into the archive what a program that was killed left in its log.
  package func recover() {
    var status = stat()
    guard isWritable, isInPlace, stat(path + "-wal", &status) == 0, status.st_size > 0 else { return }
    lockWait.limited(to: 0) { _ = try? uses.use { try writing() } }
  }
}
