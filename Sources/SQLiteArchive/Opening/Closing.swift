import Archive
import CTokenizer
import GRDB
import Glibc

extension SQLiteArchive {
  /// From this size in bytes, the write-ahead log is emptied, waiting for readers. SQLite by itself restarts
  /// the log only when no reader is active, which with several readers may never happen.
  private static let longLog = 20 << 20
  /// How long a writer waits for readers of the log, in seconds.
  private static let longestShortening = 2.0

  /// Cancels the reading or counting of a list, which then throws `CancellationError`; other queries are not
  /// affected. Does nothing where the same connection may be writing.
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

  /// Cancels whatever is under way, when the program is told to end; a write is rolled back.
  package func stop() {
    lockWait.end()
    uses.unlessClosed {
      readers.interrupt()
      writer.withLockIfAvailable { $0?.interrupt() }
    }
  }

  /// Copies the log into the main file and empties it where no one else uses it, without waiting, so that a
  /// copy of the main file is complete.
  package func consolidate() {
    guard isInPlace else { return }
    writer.withLock { writer in
      guard let writer else { return }
      try? writer.writeWithoutTransaction { db in
        try lockWait.limited(to: 0) { _ = try db.checkpoint(.truncate) }
      }
    }
  }

  /// Empties the log next to the place of an archive that was moved or replaced: it would be taken for that
  /// of the new file, and ruin it. Does nothing where others have written to it meanwhile.
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

  /// Records which log a write goes to.
  func noteLog(_ db: Database) {
    guard identity != nil, let file = FileIdentity(path: path + "-wal"),
      let others = try? Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
    else { return }
    ownLog.withLock { $0 = OwnLog(file: file, othersWrites: others) }
  }

  /// Frees the space that a transaction took in the log before the disk was full, then empties the log, for
  /// which the main file may have to grow.
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

  /// Truncates the log after its last commit, while no one else can write. The log's index knows that
  /// position too, but opening and closing that file would release SQLite's locks on it
  /// (https://sqlite.org/howtocorrupt.html, section 2.2).
  private func cutLog() {
    var status = stat()
    guard isInPlace, stat(path + "-wal", &status) == 0 else { return }
    let length = WriteAheadLog(path: path + "-wal")?.end ?? 0
    if length > 0, Int(status.st_size) > length { truncate(path + "-wal", length) }
  }

  /// Empties a long log.
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

  /// Closes the archive. What was written is in the main file unless others have it open. Where the main file
  /// was moved, the files at its former place belong to another archive and are left alone.
  package func close() throws {
    let (isInPlace, isShared) = (isInPlace, writer.withLock { $0 === readers })
    leavePlace()
    uses.end()
    let reading = Result { if !isShared { try readers.close() } }
    try writer.withLock { writer in
      guard let open = writer else { return }
      writer = nil
      // SQLite deletes the log with the last connection, but only if that one may write; the pool would close
      // it first (https://github.com/groue/GRDB.swift/issues/739).
      (open as? DatabasePool)?.invalidateReadOnlyConnections()
      open.writeWithoutTransaction { db in
        if isInPlace { _ = try? db.checkpoint(.passive) } else { kq_leave_log(db.sqliteConnection) }
      }
      try open.close()
    }
    try reading.get()
  }

  /// Copies into the main file what a killed program left in its log.
  package func recover() {
    var status = stat()
    guard isWritable, isInPlace, stat(path + "-wal", &status) == 0, status.st_size > 0 else { return }
    lockWait.limited(to: 0) { _ = try? uses.use { try writing() } }
  }
}
