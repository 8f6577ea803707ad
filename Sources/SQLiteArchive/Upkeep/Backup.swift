import Archive
import GRDB
import Glibc

extension BackupFault {
  /// Translates a fault of the file that is to become the copy; nil for a fault of another file.
  init?(_ fault: ArchiveFault, of draft: String, for target: String) {
    switch fault {
    case .full(draft): self = .full(path: target)
    case .cannotOpen(draft, let reason), .unreadable(draft, let reason), .cannotWrite(draft, let reason),
      .cannotWrite(target, let reason):
      self = .cannotWrite(path: target, reason: reason)
    default: return nil
    }
  }
}

extension SQLiteArchive {
  /// How many pages are copied between two reports of progress.
  private static let pagesPerStep: CInt = 2048

  /// Copies the archive as it is at this moment into one new file, while others read and write; reads the
  /// copy back and checks it. Returns how many stories it has. Throws `BackupFault`, or an `ArchiveFault` of
  /// the archive itself.
  @discardableResult
  package func backUp(
    to target: String, replacing: Bool, progress: @escaping ArchiveProgress
  ) throws -> Int {
    let there = FileIdentity(path: target)
    if let there, isOwnFile(there) { throw BackupFault.isTheArchive(path: target) }
    if there != nil && !(replacing && Self.isRegular(target)) { throw BackupFault.exists(path: target) }
    let draft = Self.draftName(for: target)
    let (stories, fault): (Int, String?)
    do {
      try Self.createPrivate(draft)
      defer { for end in ["", "-journal", "-wal", "-shm"] { unlink(draft + end) } }
      try copy(to: draft, progress)
      (stories, fault) = try Self.verified(draft)
      if let fault, there != nil { throw BackupFault.worse(path: target, reason: fault) }
      try Self.place(draft, at: target, replacing: replacing)
    } catch let fault as ArchiveFault {
      throw BackupFault(fault, of: draft, for: target) ?? fault
    }
    if let fault { throw BackupFault.damaged(path: target, reason: fault) }
    return stories
  }

  /// An unused name next to the target.
  static func draftName(for target: String) -> String {
    var number = 1
    while true {
      let name = target + ".\(getpid())-\(number).part"
      var status = stat()
      if lstat(name, &status) != 0 { return name }
      number += 1
    }
  }

  /// The archive, and the log and its index beside it.
  private func isOwnFile(_ file: FileIdentity) -> Bool {
    file == identity || ["-wal", "-shm"].contains { FileIdentity(path: path + $0) == file }
  }

  /// Devices, pipes and folders are never replaced.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Copies all pages as of one moment into a file that needs no log.
  func copy(to target: String, _ progress: @escaping ArchiveProgress) throws {
    do {
      try uses.use {
        try readers.read { source in try Self.copy(source, to: target, lockWait, progress) }
      }
    } catch let error as DatabaseError {
      throw Self.fault(error, path: target, writing: true)
    }
  }

  /// The copy reads in one transaction, so that commits of other programs do not restart it
  /// (https://sqlite.org/backup.html).
  static func copy(
    _ source: Database, to target: String, _ lockWait: LockWait, _ progress: @escaping ArchiveProgress
  ) throws {
    _ = try Int.fetchOne(source, sql: "SELECT count(*) FROM sqlite_master")
    var configuration = Configuration()
    configuration.prepareDatabase { try defend($0) }
    let queue = try DatabaseQueue(path: target, configuration: configuration)
    try queue.inDatabase { copy in
      try source.backup(to: copy, pagesPerStep: pagesPerStep) { step in
        if lockWait.isOver { throw CancellationError() }
        progress(step.completedPageCount, step.totalPageCount)
      }
      try copy.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try queue.close()
    try synchronize(target)
  }

  /// The number of stories in a copy, and the faults of its pages.
  private static func verified(_ path: String) throws -> (stories: Int, fault: String?) {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
      defer { try? queue.close() }
      return try queue.read { db in
        let stories = try Int.fetchOne(db, sql: "SELECT count(*) FROM story") ?? 0
        let fault = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
        return (stories, fault == "ok" ? nil : fault)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return (0, error.message ?? "")
    } catch let error as DatabaseError {
      throw fault(error, path: path, writing: false)
    }
  }

  /// Renames a finished file to its final name. Where it replaces another one, the log of that one must not
  /// be taken for its own.
  static func place(_ draft: String, at target: String, replacing: Bool) throws {
    if replacing {
      for suffix in ["-wal", "-shm"] { unlink(target + suffix) }
      guard rename(draft, target) == 0 else { throw placingFault(target) }
    } else if link(draft, target) != 0 {
      if errno == EEXIST { throw BackupFault.exists(path: target) }
      // The file system has no hard links.
      guard access(target, F_OK) != 0, rename(draft, target) == 0 else { throw placingFault(target) }
    }
    try synchronize(folder(of: target))
  }

  private static func placingFault(_ path: String) -> ArchiveFault {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }

  /// Syncs a file, or the names in a folder, to the disk.
  private static func synchronize(_ path: String) throws {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw placingFault(path) }
    defer { Glibc.close(descriptor) }
    // Some file systems cannot sync folders.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw placingFault(path) }
  }
}

/// The copy of an archive of an older version, kept while it is migrated and until it was opened once
/// afterwards.
enum OlderCopy {
  static func path(of archive: String) -> String { archive + ".before-update" }

  /// An interrupted migration has left the copy of the original.
  static func keep(_ pool: DatabasePool, at path: String, _ lockWait: LockWait) throws {
    guard access(self.path(of: path), F_OK) != 0 else { return }
    let hasStories = try pool.read { db in
      try db.hasTable("story") && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM story)") == true
    }
    guard hasStories else { return }
    let draft = SQLiteArchive.draftName(for: self.path(of: path))
    try SQLiteArchive.createPrivate(draft)
    defer { unlink(draft) }
    do {
      try pool.read { try SQLiteArchive.copy($0, to: draft, lockWait) { _, _ in } }
    } catch let error as DatabaseError {
      throw SQLiteArchive.fault(error, path: self.path(of: path), writing: true)
    }
    try SQLiteArchive.place(draft, at: self.path(of: path), replacing: true)
  }

  /// Deletes the copy, once the archive was opened in its new form.
  static func drop(of archive: String) {
    if access(path(of: archive), F_OK) == 0 { unlink(path(of: archive)) }
  }
}
