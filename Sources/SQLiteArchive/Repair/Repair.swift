import Archive
import GRDB
import Glibc
import Stories
import Text

extension SQLiteArchive {
  /// Repairs a damaged archive and keeps the original next to it; a sound archive stays as it is.
  ///
  /// All readable rows are copied into a new archive, and what is missing is made from others: indexes from
  /// stories, stories from captures by `clean`. The original is replaced only by an archive that a check
  /// found sound, in one step. Throws `RepairFault` or `ArchiveFault`; the archive is then unchanged.
  package static func repair(
    path: String, matcher: HeadlineMatcher? = nil, texts: TextMatcher? = nil,
    progress: @escaping @Sendable (RepairStep, Int, Int) -> Void = { _, _, _ in },
    clean: @escaping (Capture, any StoryArchive) throws -> Story?
  ) throws -> RepairReport {
    let place = try resolved(path)
    try refuseForeign(path, at: place)
    if let stories = sound(place, progress) { return RepairReport(stories: stories) }
    return try alone(at: place, LockWait(seconds: 60)) {
      let draft = RepairDraft(original: place)
      defer { draft.clear() }
      let lock = try WriteLock(path: place)
      defer { withExtendedLifetime(lock) {} }
      try draft.checkRoom()
      guard let file = lock.file else { throw RepairFault.foreign(path: path) }
      try draft.make()
      do {
        let archive = try SQLiteArchive(path: draft.path, access: .writing, matcher: matcher, texts: texts)
        var report = try fill(archive, from: file, path, progress, clean)
        try archive.close()
        report.original = try draft.replaceOriginal()
        return report
      } catch ArchiveFault.cannotWrite(draft.path, let reason) {
        throw RepairFault.failed(path: path, reason: reason)
      } catch ArchiveFault.full(draft.path) {
        throw ArchiveFault.full(path: path)
      } catch let error as DatabaseError {
        throw RepairFault.failed(path: path, reason: error.message ?? "SQLite \(error.resultCode.rawValue)")
      }
    }
  }

  /// The path of the file itself, with links followed.
  private static func resolved(_ path: String) throws -> String {
    guard let whole = realpath(path, nil) else {
      if errno == ENOENT { throw ArchiveFault.missing(path: path) }
      throw ArchiveFault.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { free(whole) }
    return String(cString: whole)
  }

  private static func refuseForeign(_ path: String, at place: String) throws {
    guard let file = PageFile(path: place) else { throw RepairFault.foreign(path: path) }
    let catalogue = Catalogue(file)
    if catalogue.isForeign { throw RepairFault.foreign(path: path) }
    // A damaged name may replace one of ours.
    if let migrations = catalogue.migrations, migrations.isStrictSuperset(of: Migrations.all.migrations) {
      throw ArchiveFault.tooNew(path: path)
    }
  }

  /// The number of stories of a sound archive; nil where it is not sound.
  private static func sound(
    _ path: String, _ progress: @escaping @Sendable (RepairStep, Int, Int) -> Void
  ) -> Int? {
    guard let archive = try? SQLiteArchive(path: path, access: .reading) else { return nil }
    defer { try? archive.close() }
    let findings = try? archive.check { progress(.checking, $0, $1) }
    guard let findings, findings.isEmpty else { return nil }
    try? archive.markAsSound()
    return try? archive.counts().stories
  }

  private static func fill(
    _ archive: SQLiteArchive, from file: PageFile, _ path: String,
    _ progress: @escaping @Sendable (RepairStep, Int, Int) -> Void,
    _ clean: @escaping (Capture, any StoryArchive) throws -> Story?
  ) throws -> RepairReport {
    var salvage = Salvage(file)
    let catalogue = Catalogue(file)
    try archive.writing().writeWithoutTransaction { db in
      try db.execute(sql: importing + "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;")
      do {
        try salvage.run(catalogue, db) { progress(.reading, $0, $1) }
      } catch {
        if db.isInsideTransaction { try? db.rollback() }
        throw error
      }
    }
    guard catalogue.isOurs || ["story", "version", "capture"].contains(where: { salvage.rows[$0] != nil })
    else { throw RepairFault.foreign(path: path) }
    var restoring = Restoring(draft: archive, clean: clean)
    try restoring.run(salvage.damaged)
    let leftovers = try archive.write { try Leftovers.settle(salvage.damaged, $0) }
    let damaged = Set(salvage.damaged.keys)
    let rebuilding = Rebuilding(draft: archive, damaged: damaged, restored: restoring.cleaned)
    try rebuilding.run { progress(.indexing, $0, $1) }
    if let finding = try archive.check({ progress(.checking, $0, $1) }).first {
      throw RepairFault.unsound(path: path, finding)
    }
    return RepairReport(
      stories: try archive.counts().stories, cleaned: restoring.cleaned.sorted(),
      losses: Loss.sorted(restoring.losses) + leftovers.map(Loss.some))
  }
}
