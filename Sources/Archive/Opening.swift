import GRDB
import Glibc
import Stories

extension Archive {
  typealias Opened = (readers: any DatabaseReader, writer: (any DatabaseWriter)?, isWritable: Bool)

  static func open(
    _ path: String, _ access: Access, _ progress: @escaping IndexProgress
  ) throws -> Opened {
    let exists = Self.exists(at: path)
    if access == .reading && !exists {
      throw ArchiveFault.cannotOpen(path: path, reason: String(cString: strerror(ENOENT)))
    }
    if exists && !Self.isWritable(path) {
      guard access == .reading else { throw ArchiveFault.readOnly(path: path) }
      return (try openAsItStands(path), nil, false)
    }
    if !exists { try makeFolder(of: path) }
    do {
      if access == .reading, let readers = try openForReading(path) { return (readers, nil, true) }
      let pool = try Self.pool(path, progress)
      return (pool, pool, true)
    } catch let error as DatabaseError {
      throw fault(error, path: path, writing: false)
    }
  }

  /// The pool that writes. The pool itself sets `synchronous` to NORMAL; what was acknowledged must outlast a
  /// power cut, so it is set to FULL again.
  static func pool(
    _ path: String, _ progress: @escaping IndexProgress = { _, _ in }
  ) throws -> DatabasePool {
    try alone(at: path) {
      let pool = try DatabasePool(path: path, configuration: configuration(isReadOnly: false))
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try migrate(pool, path: path, progress)
      return pool
    }
  }

  /// Several programs may begin an archive at once, or bring an older one up to date: one makes the tables,
  /// and who waited finds them. The lock is on the folder, since that leaves no file behind; where a file
  /// system has none, things go on as they may.
  static func alone<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { Glibc.close(descriptor) } }
    while descriptor >= 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }

  /// One connection that only reads: no write-ahead log is set up, nothing is synced. Nil where tables are
  /// missing.
  private static func openForReading(_ path: String) throws -> DatabaseQueue? {
    let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
    return try queue.read { try isCurrent($0, Schema.migrator, path: path) } ? queue : nil
  }

  /// A read-only archive on a read-only disk has no room for the write-ahead log's index: it is opened as it
  /// stands.
  private static func openAsItStands(_ path: String) throws -> any DatabaseReader {
    do {
      let escaped = path.utf8.map { byte in
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%")
          ? "%" + String(byte, radix: 16, uppercase: true) : String(UnicodeScalar(byte))
      }
      let plain = !path.contains { "?#%".contains($0) }
      let address = "file:" + (plain ? path : escaped.joined()) + "?immutable=1"
      let queue = try DatabaseQueue(path: address, configuration: configuration(isReadOnly: true))
      _ = try queue.read { try isCurrent($0, Schema.migrator, path: path) }
      return queue
    } catch let error as DatabaseError {
      throw fault(error, path: path, writing: false)
    }
  }

  private static func migrate(
    _ pool: DatabasePool, path: String, _ progress: @escaping IndexProgress
  ) throws {
    let migrator = Schema.migrator(progress)
    if try !pool.read({ try isCurrent($0, migrator, path: path) }) { try migrator.migrate(pool) }
  }

  /// Whether all tables are there and as they are today; throws where they are a later version's or another
  /// program's. The migrator would read the whole schema for it, before the first frame.
  private static func isCurrent(
    _ db: Database, _ migrator: DatabaseMigrator, path: String
  ) throws -> Bool {
    guard try db.hasTable("grdb_migrations") else {
      if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 { return false }
      throw ArchiveFault.notAnArchive(path: path, reason: "it is another program's database")
    }
    let applied = try Set(String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations"))
    guard applied.isSubset(of: migrator.migrations) else { throw ArchiveFault.tooNew(path: path) }
    return applied.isSuperset(of: migrator.migrations)
  }

  static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      try SearchSchema.register(db)
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      guard !db.configuration.readonly else { return }
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }
    return configuration
  }

  private static func isWritable(_ path: String) -> Bool {
    var folder = path
    if let slash = folder.lastIndex(of: "/") { folder = String(folder[..<slash]) } else { folder = "." }
    return Glibc.access(path, W_OK) == 0 && Glibc.access(folder.isEmpty ? "/" : folder, W_OK) == 0
  }

  private static func makeFolder(of path: String) throws {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o700) != 0 && errno != EEXIST {
        throw ArchiveFault.cannotOpen(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  static func fault(_ error: DatabaseError, path: String, writing: Bool) -> ArchiveFault {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_CORRUPT: return .damaged(path: path)
    case .SQLITE_NOTADB: return .notAnArchive(path: path, reason: reason)
    case .SQLITE_READONLY: return .readOnly(path: path)
    default:
      return writing
        ? .cannotWrite(path: path, reason: reason) : .cannotOpen(path: path, reason: reason)
    }
  }
}

extension Database {
  /// What `tableExists` tells, without reading the schema for it.
  func hasTable(_ name: String) throws -> Bool {
    let statement = try cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?)")
    return try Bool.fetchOne(statement, arguments: [name]) ?? false
  }
}
