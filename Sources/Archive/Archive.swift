/// Every story we keep, on disk.
import GRDB
import Glibc
import Stories
import Synchronization

/// An archive cannot be used; the door makes a sentence of it.
package enum ArchiveFault: Error, Equatable, Sendable {
  /// The file or its folder cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// It can be read, not written.
  case readOnly(path: String)
  /// It is no archive of ours, or it is damaged.
  case notAnArchive(path: String, reason: String)
  /// It is ours, and what stands in it is damaged; it can be repaired.
  case damaged(path: String)
  /// A newer version of the program wrote it.
  case tooNew(path: String)
  /// Writing failed: a full disk, an input/output error.
  case cannotWrite(path: String, reason: String)
}

/// The stories, their captures, their links, and what the reader did with them.
///
/// Safe from any thread: one writer, several readers. Every question is one method.
package final class Archive: Sendable {
  package enum Access: Sendable {
    /// Opens what is there; never creates, changes nothing.
    case reading
    /// Opens or creates.
    case writing
  }

  package let path: String
  /// Whether marks and imports can be kept.
  package let isWritable: Bool
  /// How headlines that read nearly alike are linked; nil where only equal ones are.
  let matcher: HeadlineMatcher?
  /// Where texts are grouped that other papers have too.
  let twins: Twins
  private let readers: any DatabaseReader
  /// Opened with the first write where the archive was opened for reading, so that a start never waits for
  /// it.
  private let writer: Mutex<(any DatabaseWriter)?>

  /// An archive in memory, empty, for tests and trials.
  package init(matcher: HeadlineMatcher? = nil, texts: TextMatcher? = nil) throws {
    self.matcher = matcher
    twins = Twins(matcher: texts)
    path = ":memory:"
    isWritable = true
    let queue = try DatabaseQueue(configuration: Self.configuration(isReadOnly: false))
    try Schema.migrator.migrate(queue)
    readers = queue
    writer = Mutex(queue)
  }

  /// So many stories of all are indexed, where an older archive's index is built anew.
  package typealias IndexProgress = @Sendable (_ done: Int, _ all: Int) -> Void

  /// Opens the archive at a path. Throws `ArchiveFault`.
  package init(
    path: String, access: Access, matcher: HeadlineMatcher? = nil, texts: TextMatcher? = nil,
    progress: @escaping IndexProgress = { _, _ in }
  ) throws {
    self.matcher = matcher
    twins = Twins(matcher: texts)
    self.path = path
    let opened = try Self.open(path, access, progress)
    readers = opened.readers
    writer = Mutex(opened.writer)
    isWritable = opened.isWritable
  }

  /// Whether a file stands at the path.
  package static func exists(at path: String) -> Bool {
    Glibc.access(path, F_OK) == 0
  }

  /// Runs a write in one transaction; what SQLite refuses becomes an `ArchiveFault`.
  func write<Value>(_ updates: (Database) throws -> Value) throws -> Value {
    guard isWritable else { throw ArchiveFault.readOnly(path: path) }
    if openWriter == nil, isKnownAsDamaged { throw ArchiveFault.damaged(path: path) }
    do {
      return try writing().write { db in
        try Self.refuseDamaged(db, path: path)
        return try updates(db)
      }
    } catch let error as DatabaseError {
      throw met(error, writing: true)
    }
  }

  /// The one writer where it is open.
  var openWriter: (any DatabaseWriter)? { writer.withLock { $0 } }

  /// The one writer.
  func writing() throws -> any DatabaseWriter {
    try writer.withLock { writer in
      if let writer { return writer }
      let pool = try Self.pool(path)
      writer = pool
      return pool
    }
  }

  /// Ends the questions that are being answered; they throw `CancellationError`. Where the same connection
  /// may be writing, nothing happens.
  package func interrupt() {
    if path != ":memory:", readers is DatabaseQueue { readers.interrupt() }
  }

  /// Another connection to the same archive, for questions that take long; itself where it is in memory.
  package func companion() throws -> Archive {
    path == ":memory:" ? self : try Archive(path: path, access: .reading, matcher: matcher)
  }

  /// Closes what is open; the archive answers no more.
  package func close() throws {
    try writer.withLock { writer in
      try writer?.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try writer?.close()
    }
    try readers.close()
  }

  /// Throws `CancellationError` where it was interrupted.
  func read<Value>(_ question: (Database) throws -> Value) throws -> Value {
    do {
      return try readers.read(question)
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_INTERRUPT { throw CancellationError() }
      throw met(error, writing: false)
    }
  }

  /// What SQLite refuses as an `ArchiveFault`; damage that a program meets which writes is remembered.
  private func met(_ error: DatabaseError, writing: Bool) -> ArchiveFault {
    let fault = Self.fault(error, path: path, writing: writing)
    if case .damaged = fault, let openWriter { Self.markAsDamaged(openWriter) }
    return fault
  }
}
