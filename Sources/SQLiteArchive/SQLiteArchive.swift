/// The engine that keeps archives in SQLite: one file each, or memory. ``SQLiteEngine`` opens and repairs
/// them; ``NewsboatCache`` reads another program's.
import Archive
import GRDB
import Glibc
import Locking
import Stories
import Text

/// The stories, their captures, their links, and what the reader did with them.
///
/// Safe from any thread: one writer, several readers. Every question is one method.
package final class SQLiteArchive: StoryArchive {
  /// The file's path; `:memory:` where there is none.
  package let path: String
  /// The file that was opened; nil in memory.
  let identity: FileIdentity?
  /// Who uses its connections, until it is closed.
  let uses = ConnectionUses()
  /// Which log was written last, and how often others had written into the archive then.
  let ownLog = Mutex<OwnLog?>(nil)
  /// How long a write waits for another program, and who is told.
  let lockWait: LockWait
  /// Whether marks and imports can be kept.
  package let isWritable: Bool
  /// How headlines that read nearly alike are linked; nil where only equal ones are.
  let matcher: HeadlineMatcher?
  /// Where texts are grouped that other papers have too.
  let nearDuplicates: NearDuplicates
  let readers: any DatabaseReader
  /// The question that the one reading connection answers and that may be broken off.
  let breakable = Mutex(BreakableQuestion.none)
  /// Opened with the first write where the archive was opened for reading, so that a start never waits for
  /// it.
  let writer: Mutex<(any DatabaseWriter)?>

  /// An archive in memory, empty, for tests and trials.
  package init(matcher: HeadlineMatcher? = nil, texts: TextMatcher? = nil) throws {
    self.matcher = matcher
    nearDuplicates = NearDuplicates(matcher: texts)
    path = ":memory:"
    identity = nil
    lockWait = LockWait()
    isWritable = true
    let queue = try DatabaseQueue(configuration: Self.configuration(isReadOnly: false))
    try Migrations.all.migrate(queue)
    try Derived.renew(queue) { _, _ in }
    readers = queue
    writer = Mutex(queue)
  }

  /// Opens the archive at a path. Throws `ArchiveFault`.
  package init(
    path: String, access: ArchiveAccess, matcher: HeadlineMatcher? = nil, texts: TextMatcher? = nil,
    lockWait: LockWait = LockWait(), progress: @escaping ArchiveProgress = { _, _ in }
  ) throws {
    self.matcher = matcher
    nearDuplicates = NearDuplicates(matcher: texts)
    self.path = path
    self.lockWait = lockWait
    let opened = try Self.open(path, access, lockWait, progress)
    identity = opened.identity
    readers = opened.readers
    writer = Mutex(opened.writer)
    isWritable = opened.isWritable
  }

  /// Whether a file stands at the path.
  package static func exists(at path: String) -> Bool {
    Glibc.access(path, F_OK) == 0
  }

  /// Runs a write in one transaction; errors of SQLite are thrown as `ArchiveFault`.
  func write<Value>(_ updates: (Database) throws -> Value) throws -> Value {
    guard isWritable else { throw ArchiveFault.readOnly(path: path) }
    if openWriter == nil, isKnownAsDamaged { throw Self.knownDamage(path) }
    do {
      return try uses.use {
        try writing().write { db in
          try Self.refuseDamaged(db, path: path)
          defer { noteLog(db) }
          return try updates(db)
        }
      }
    } catch let error as DatabaseError {
      throw met(error, writing: true)
    } catch let error as RowDecodingError {
      throw met(.otherType(error), writing: true)
    }
  }

  /// The one writer where it is open.
  var openWriter: (any DatabaseWriter)? { writer.withLock { $0 } }

  /// The writer, inside a use and for the file that was opened: nothing is written to a deleted or replaced
  /// file.
  func writing() throws -> any DatabaseWriter {
    try requireInPlace()
    return try writer.withLock { writer in
      if let writer { return writer }
      let pool = try Self.pool(path, lockWait)
      writer = pool
      if !isInPlace { throw ArchiveFault.moved(path: path) }
      return pool
    }
  }

  /// Another connection to the same archive, for slow queries; itself for an archive in memory.
  package func secondReader() throws -> any StoryArchive {
    path == ":memory:" ? self : try SQLiteArchive(path: path, access: .reading, matcher: matcher)
  }

  /// Throws `CancellationError` where it was cancelled, which `interrupt` does to breakable queries, and
  /// where the archive is closed. A page that is being moved may seem damaged, so it is read again before
  /// damage is reported.
  func read<Value>(isBreakable: Bool = false, _ ask: (Database) throws -> Value) throws -> Value {
    func question(_ db: Database) throws -> Value { try isBreakable ? askBreakably(db, ask) : ask(db) }
    do {
      return try uses.use { try readers.read(question) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      do {
        return try uses.use { try readers.read(question) }
      } catch let error as DatabaseError {
        throw met(error, writing: false)
      }
    } catch let error as DatabaseError {
      throw met(error, writing: false)
    } catch let error as RowDecodingError {
      throw met(.otherType(error), writing: false)
    }
  }

  /// Translates an error of SQLite to an `ArchiveFault`; a program that writes records damage that it meets.
  private func met(_ error: DatabaseError, writing isWriting: Bool) -> any Error {
    let fault = fault(error, writing: isWriting)
    if case ArchiveFault.damaged = fault {
      try? uses.use { if let openWriter { Self.markAsDamaged(openWriter) } }
    }
    return fault
  }
}
