import Archive
import GRDB

/// Copies the readable rows of a damaged archive into a new one.
///
/// Rows are found from the roots of the tables. In damaged tables, pages that no tree leads to are assigned
/// by the rows in them.
struct Salvage {
  let file: PageFile
  /// The tables with missing rows, and the ranges of their keys.
  private(set) var damaged: [String: [ClosedRange<Int64>]] = [:]
  /// How many rows were copied, by table.
  private(set) var rows: [String: Int] = [:]
  private var claimed: Set<Int> = [1]
  private var waiting = 0

  /// How many bytes of rows are written in a transaction.
  private static let batch = 8 << 20

  init(_ file: PageFile) {
    self.file = file
  }

  /// Fills the tables of a new archive; foreign keys must be off.
  mutating func run(_ catalogue: Catalogue, _ db: Database, _ progress: ArchiveProgress) throws {
    let shapes = try TableShape.all(db).filter { !$0.isAside || catalogue.roots[$0.name] != nil }
    claimed.formUnion(catalogue.pages)
    try db.beginTransaction()
    for shape in shapes {
      try walk(shape, from: catalogue.roots[shape.name], db)
      progress(claimed.count, file.count)
    }
    if !damaged.isEmpty { try takeStrays(shapes, db) }
    try keepNumbers(catalogue, db)
    try db.commit()
  }

  private mutating func walk(_ shape: TableShape, from root: Int?, _ db: Database) throws {
    guard let root else {
      damaged[shape.name] = [Int64.min...Int64.max]
      return
    }
    let insert = try db.makeStatement(sql: shape.insertion)
    var walk = TableWalk(file, hasRowids: shape.hasRowids)
    try walk.run(from: root) { record in
      guard let row = shape.row(record) else { return false }
      return try put(row, into: shape, insert, record.size, db)
    }
    claimed.formUnion(walk.pages)
    if walk.isDamaged { damaged[shape.name] = walk.gaps }
  }

  /// Inserts a row; false where it breaks a constraint of the table.
  private mutating func put(
    _ row: [DatabaseValue], into shape: TableShape, _ insert: Statement, _ size: Int, _ db: Database
  ) throws -> Bool {
    try insert.execute(arguments: StatementArguments(row))
    guard db.changesCount > 0 else { return false }
    rows[shape.name, default: 0] += 1
    waiting += max(size, 100)
    if waiting > Self.batch {
      try db.commit()
      try db.beginTransaction()
      waiting = 0
    }
    return true
  }

  /// Reads pages that are neither free nor in a tree: their rows belong to the only damaged table that they
  /// all fit.
  private mutating func takeStrays(_ shapes: [TableShape], _ db: Database) throws {
    let free = file.freePages()
    let reader = CellReader(file: file)
    let inserts = try Dictionary(
      uniqueKeysWithValues: shapes.map { ($0.name, try db.makeStatement(sql: $0.insertion)) })
    for number in 1...max(1, file.count) where !claimed.contains(number) && !free.contains(number) {
      guard let page = TreePage(number, of: file), page.kind != .tableInterior else { continue }
      let records = page.cells.compactMap { reader.record($0, of: page) }
      guard !records.isEmpty else { continue }
      let fitting = shapes.filter { shape in records.allSatisfy { shape.row($0) != nil } }
      guard fitting.count == 1, let shape = fitting.first, damaged[shape.name] != nil,
        let insert = inserts[shape.name]
      else { continue }
      for record in records {
        guard let row = shape.row(record) else { continue }
        _ = try put(row, into: shape, insert, record.size, db)
      }
    }
  }

  /// Prevents numbers that were used before from being used again.
  private func keepNumbers(_ catalogue: Catalogue, _ db: Database) throws {
    guard let root = catalogue.roots["sqlite_sequence"] else { return }
    var walk = TableWalk(file, hasRowids: true)
    try walk.run(from: root) { record in
      guard record.values.count == 2, let name = String.fromDatabaseValue(record.values[0]),
        let latest = Int64.fromDatabaseValue(record.values[1]), (0..<1 << 40).contains(latest)
      else { return false }
      try db.execute(
        sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", arguments: [latest, name])
      return true
    }
  }
}
