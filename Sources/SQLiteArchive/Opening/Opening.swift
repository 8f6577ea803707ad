import Archive
import CTokenizer
import GRDB
import Glibc
import Stories

extension SQLiteArchive {
  typealias Opened = (
    readers: any DatabaseReader, writer: (any DatabaseWriter)?, isWritable: Bool, identity: FileIdentity?
  )

  static func open(
    _ path: String, _ access: ArchiveAccess, _ lockWait: LockWait, _ progress: @escaping ArchiveProgress
  ) throws -> Opened {
    let exists = Self.exists(at: path)
    if access == .reading && !exists { throw ArchiveFault.missing(path: path) }
    let isWritable = !exists || Self.isWritable(path)
    guard isWritable || access == .reading else { throw ArchiveFault.readOnly(path: path) }
    do {
      if !exists { return try create(path, lockWait, progress) }
    } catch let error as DatabaseError {
      throw fault(error, path: path, writing: access == .writing)
    }
    if let reason = Self.reasonForNoFile(path) {
      throw ArchiveFault.cannotOpen(path: path, reason: reason)
    }
    let identity = FileIdentity(path: path)
    do {
      guard isWritable else { return (try openAsItStands(path), nil, false, identity) }
      try rollBack(path, lockWait)
      if access == .reading, let readers = try openForReading(path) {
        OlderCopy.drop(of: path)
        return (readers, nil, true, identity)
      }
      try requireArchive(path)
      let pool = try Self.pool(path, lockWait, progress)
      return (pool, pool, true, identity)
    } catch let error as DatabaseError {
      throw fault(error, path: path, writing: access == .writing)
    }
  }

  /// Why something at a path is no file that may be an archive; nil where it is one.
  private static func reasonForNoFile(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR ? String(cString: strerror(EISDIR)) : "not a regular file"
  }

  /// The pool that writes. GRDB sets `synchronous` to NORMAL; confirmed writes must survive a power failure,
  /// so it is set to FULL again.
  static func pool(
    _ path: String, _ lockWait: LockWait, _ progress: @escaping ArchiveProgress = { _, _ in }
  ) throws -> DatabasePool {
    try alone(at: path, lockWait) { try poolAlone(path, lockWait, progress) }
  }

  private static func poolAlone(
    _ path: String, _ lockWait: LockWait, _ progress: @escaping ArchiveProgress
  ) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: configuration(isReadOnly: false, lockWait))
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try migrate(pool, path: path, lockWait, progress)
    return pool
  }

  /// Several programs may create or migrate an archive at once: one of them makes the tables, and the others
  /// wait and find them. The folder is locked, since that leaves no file behind; on file systems without
  /// locks, nothing is locked.
  static func alone<Value>(at path: String, _ lockWait: LockWait, _ body: () throws -> Value) throws -> Value
  {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { Glibc.close(descriptor) } }
    var tries = 0
    while descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { break }
      guard lockWait.mayTryAgain(after: tries) else { throw ArchiveFault.busy(path: path) }
      tries += 1
    }
    return try body()
  }

  /// Takes back what a program had begun to write when it was ended, in the moments before the archive had a
  /// write-ahead log. A read-only connection cannot (https://sqlite.org/rescode.html#readonly_rollback).
  private static func rollBack(_ path: String, _ lockWait: LockWait) throws {
    guard hasContent(path + "-journal") else { return }
    let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false, lockWait))
    try queue.read { _ = try $0.hasTable("grdb_migrations") }
    try queue.close()
  }

  private static func hasContent(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  /// A single read-only connection: no write-ahead log is created, and nothing is synced. Nil where tables
  /// are missing.
  private static func openForReading(_ path: String) throws -> DatabaseQueue? {
    do {
      return try reader(path)
    } catch let error as DatabaseError where lacksSharedMemory(error) {
      return try reader(address(path, "vfs=unix-none"), path: path, hasOwnIndex: true)
    }
  }

  /// Opens an archive that is not writable, or whose folder is not: there, the index of the write-ahead log
  /// cannot be created, but it may exist where another program has the archive open.
  private static func openAsItStands(_ path: String) throws -> any DatabaseReader {
    let hasLog = hasContent(path + "-wal")
    let queue: DatabaseQueue?
    if access(path + "-shm", R_OK) == 0, let live = try? reader(path) {
      queue = live
    } else if hasLog {
      queue = try reader(address(path, "vfs=unix-none"), path: path, hasOwnIndex: true)
    } else if hasContent(path + "-journal") {
      queue = try reader(path)
    } else {
      queue = try reader(address(path, "immutable=1"), path: path)
    }
    guard let queue else { throw ArchiveFault.readOnly(path: path) }
    return queue
  }

  /// Whether there is no space for the index of the write-ahead log, as on a full or read-only disk.
  private static func lacksSharedMemory(_ error: DatabaseError) -> Bool {
    switch error.extendedResultCode {
    case .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMMAP, .SQLITE_FULL: true
    default: error.resultCode == .SQLITE_CANTOPEN
    }
  }

  /// With a private index, a connection reads the log into its memory and takes no lock, as on a disk that no
  /// one writes to (https://sqlite.org/wal.html, "Use of WAL without shared-memory").
  private static func reader(
    _ address: String, path: String? = nil, hasOwnIndex: Bool = false
  ) throws -> DatabaseQueue? {
    let configuration = configuration(isReadOnly: true, hasOwnIndex: hasOwnIndex)
    let queue = try DatabaseQueue(path: address, configuration: configuration)
    return try queue.read { try isCurrent($0, path: path ?? address) } ? queue : nil
  }

  /// The URI of a file, with parameters (https://sqlite.org/uri.html).
  private static func address(_ path: String, _ parameters: String) -> String {
    let escaped = path.utf8.map { byte in
      let isPlain = byte > 0x20 && byte < 0x7F && !"?#%".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
    }
    return "file:" + (path.hasPrefix("/") ? "//" : "") + escaped.joined() + "?" + parameters
  }

  /// Throws where the file is the database of another program, before a writing connection changes its
  /// journal mode. The log is read only where the main file is not enough, since that creates a file next to
  /// it.
  private static func requireArchive(_ path: String) throws {
    if hasContent(path + "-wal") {
      _ = try openForReading(path)
    } else {
      _ = try reader(address(path, "immutable=1"), path: path)
    }
  }

  private static func migrate(
    _ pool: DatabasePool, path: String, _ lockWait: LockWait, _ progress: @escaping ArchiveProgress
  ) throws {
    guard try !pool.read({ try isCurrent($0, path: path) }) else {
      return OlderCopy.drop(of: path)
    }
    try OlderCopy.keep(pool, at: path, lockWait)
    try Migrations.all.migrate(pool)
    try Derived.renew(pool, progress)
  }

  /// Whether all tables exist and are current; throws where they are those of a later version or of another
  /// program. GRDB's migrator would read the whole schema for that, before the first frame.
  private static func isCurrent(_ db: Database, path: String) throws -> Bool {
    let migrator = Migrations.all
    guard try db.hasTable("grdb_migrations") else {
      if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 { return false }
      throw ArchiveFault.foreign(path: path)
    }
    let applied = try Set(String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations"))
    if let first = migrator.migrations.first, !applied.isEmpty, !applied.contains(first) {
      throw ArchiveFault.foreign(path: path)
    }
    guard applied.isSubset(of: migrator.migrations) else { throw ArchiveFault.tooNew(path: path) }
    return try applied.isSuperset(of: migrator.migrations) && Derived.isCurrent(db)
  }

  static func configuration(
    isReadOnly: Bool, _ lockWait: LockWait = LockWait(), hasOwnIndex: Bool = false
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .callback { lockWait.mayTryAgain(after: $0) }
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      if hasOwnIndex { try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
      try SearchSchema.register(db)
      try defend(db)
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      guard !db.configuration.readonly else { return }
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }
    return configuration
  }

  /// Whoever made the file: what its schema says does no harm.
  static func defend(_ db: Database) throws {
    let code = kq_defend(db.sqliteConnection)
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  private static func isWritable(_ path: String) -> Bool {
    Glibc.access(path, W_OK) == 0 && Glibc.access(folder(of: path), W_OK) == 0
  }

  /// The folder of a file, without a final slash.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Creates an archive and its folders, readable by their owner only, whatever the umask; SQLite gives the
  /// files next to it the same permissions. Where that fails, nothing is left of it.
  private static func create(
    _ path: String, _ lockWait: LockWait, _ progress: @escaping ArchiveProgress
  ) throws -> Opened {
    var folders: [String] = []
    do {
      try createFolders(of: path, &folders)
      return try alone(at: path, lockWait) {
        let beside = ["-wal", "-shm"].map { path + $0 }.filter { !Self.exists(at: $0) }
        // Another program may have created it meanwhile, and then it is not ours to remove.
        let isOurs = try createPrivate(path)
        do {
          let identity = FileIdentity(path: path)
          let pool = try poolAlone(path, lockWait, progress)
          return (pool, pool, true, identity)
        } catch {
          if isOurs { ([path] + beside).forEach { unlink($0) } }
          throw error
        }
      }
    } catch {
      for folder in folders.reversed() { rmdir(folder) }
      throw error
    }
  }

  /// Creates the folders that are missing.
  private static func createFolders(of path: String, _ created: inout [String]) throws {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o700) == 0 {
        created.append(folder)
        chmod(folder, 0o700)
      } else if errno != EEXIST {
        throw ArchiveFault.cannotOpen(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Creates an empty file, readable by its owner only; an existing file stays as it is. Returns whether
  /// there was none.
  @discardableResult
  static func createPrivate(_ path: String) throws -> Bool {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      let reason = String(cString: strerror(errno))
      throw errno == ENOSPC || errno == EDQUOT
        ? ArchiveFault.full(path: path) : ArchiveFault.cannotOpen(path: path, reason: reason)
    }
    fchmod(descriptor, 0o600)
    Glibc.close(descriptor)
    return true
  }
}

extension Database {
  /// Like `tableExists`, without reading the schema.
  func hasTable(_ name: String) throws -> Bool {
    let statement = try cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?)")
    return try Bool.fetchOne(statement, arguments: [name]) ?? false
  }
}
