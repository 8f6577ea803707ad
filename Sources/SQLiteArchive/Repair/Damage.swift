import Archive
import GRDB

extension SQLiteArchive {
  /// The value in the file's header where damage was found (`PRAGMA user_version`).
  private static let damagedMark = 1

  static func knownDamage(_ path: String) -> ArchiveFault {
    .damaged(path: path, reason: nil)
  }

  /// Whether damage was found in the archive that was not repaired yet.
  package var isKnownAsDamaged: Bool {
    (try? read { try Self.isMarkedAsDamaged($0) }) ?? false
  }

  private static func isMarkedAsDamaged(_ db: Database) throws -> Bool {
    try Int.fetchOne(db.cachedStatement(sql: "PRAGMA user_version")) == damagedMark
  }

  /// Throws where the archive is known to be damaged: a write would make the damage worse.
  static func refuseDamaged(_ db: Database, path: String) throws {
    if try isMarkedAsDamaged(db) { throw knownDamage(path) }
  }

  /// Records in the file that damage was found, if it is writable.
  static func markAsDamaged(_ writer: any DatabaseWriter) {
    try? writer.writeWithoutTransaction { db in
      if try !isMarkedAsDamaged(db) { try db.execute(sql: "PRAGMA user_version = \(damagedMark)") }
    }
  }

  /// Removes that record.
  func markAsSound() throws {
    guard isKnownAsDamaged else { return }
    try withWriter { writer in
      try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 0") }
    }
  }

  /// The writer if it is open, else a temporary connection: a pool writes to a file without a log, and a
  /// damaged file must not be changed.
  func withWriter<Value>(_ body: (any DatabaseWriter) throws -> Value) throws -> Value {
    try uses.use {
      if let openWriter { return try body(openWriter) }
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration(isReadOnly: false))
      defer { try? queue.close() }
      return try body(queue)
    }
  }
}
