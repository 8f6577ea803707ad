import Archive
import GRDB
import Stories

/// One kind of undoable change: where the journal keeps the former state, and how that is restored.
protocol UndoableKind: SendableMetatype {
  /// Its tables in the journal. Each has a column `change`, a foreign key with ON DELETE CASCADE.
  static var tables: [String] { get }
  /// An SQL expression for how many stories the change `?1` affected in this way; nil where another kind of
  /// the same change counts them.
  static var stories: String? { get }
  /// Restores what the change with that number replaced, and adds to `change` what is to be said about it.
  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
}

/// The undo journal: what changes replaced, the latest first.
struct Journal: Sendable {
  /// All kinds of undoable changes; texts come before the links that depend on them.
  let kinds: [any UndoableKind.Type]

  /// The tables of the journal, parents last.
  var tables: [String] { kinds.flatMap { $0.tables } + ["change"] }

  /// How many changes are kept.
  private static let mostChanges = 200

  /// Begins a change and deletes the oldest ones; its number is for the rows of the kinds.
  func open(_ kind: Change.Kind, at instant: Instant, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO change (at, kind, stories) VALUES (?, ?, 0)", arguments: [instant, kind.rawValue])
    let number = db.lastInsertedRowID
    try db.execute(sql: "DELETE FROM change WHERE id <= ?", arguments: [number - Int64(Self.mostChanges)])
    return number
  }

  /// Begins a change, lets `body` make it, and drops it again where it affected no story; nil then.
  func record(
    _ kind: Change.Kind, at instant: Instant, _ db: Database, _ body: (Int64) throws -> Void
  ) throws -> Change? {
    let number = try open(kind, at: instant, db)
    try body(number)
    let stories = try Int.fetchOne(db, sql: "SELECT \(touched)", arguments: [number]) ?? 0
    guard stories > 0 else {
      try db.execute(sql: "DELETE FROM change WHERE id = ?", arguments: [number])
      return nil
    }
    try db.execute(sql: "UPDATE change SET stories = ? WHERE id = ?", arguments: [stories, number])
    return Change(kind: kind, stories: stories)
  }

  private var touched: String {
    kinds.compactMap { $0.stories }.map { "(\($0))" }.joined(separator: " + ")
  }

  /// Undoes a change, whatever was changed after it, and returns it; nil where there is none.
  func takeBack(_ number: Int64, in archive: SQLiteArchive, _ db: Database) throws -> Change? {
    guard
      let row = try Row.fetchOne(db, sql: "SELECT * FROM change WHERE id = ?", arguments: [number]),
      let kind = Change.Kind(rawValue: try row["kind"])
    else { return nil }
    var change = Change(kind: kind, stories: try row["stories"])
    for undoable in kinds { try undoable.takeBack(number, &change, in: archive, db) }
    try db.execute(sql: "DELETE FROM change WHERE id = ?", arguments: [number])
    return change
  }
}

extension SQLiteArchive {
  /// Undoes the latest change and returns it; nil where there is none.
  package func undo() throws -> Change? {
    try write { db in
      let latest = try Int64.fetchOne(db, sql: "SELECT id FROM change ORDER BY id DESC LIMIT 1")
      return try latest.flatMap { try Self.journal.takeBack($0, in: self, db) }
    }
  }

  /// Undoes one change, whatever was changed after it.
  package func takeBack(_ change: Int64) throws {
    try write { _ = try Self.journal.takeBack(change, in: self, $0) }
  }
}
