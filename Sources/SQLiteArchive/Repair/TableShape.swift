import Archive
import GRDB

/// The structure of a table's rows, by which they are recognised on any page.
struct TableShape {
  private struct Column {
    var type: String
    var isRequired: Bool
    var standard: DatabaseValue
  }

  let name: String
  let hasRowids: Bool
  private let columns: [Column]
  /// The column that is the row's number, which its record holds as null.
  private let number: Int?
  /// The least number of columns: rows that were stored before columns were added have fewer.
  private let fewest: Int

  /// Columns that a later version added, at the end.
  private static let added = [
    "story": 3, "version": 2, "link": 1, "import": 1, "forgottenStory": 3, "forgottenVersion": 2,
    "forgottenLink": 1, "changedText": 1,
  ]
  /// Tables that are not copied: they are built again, or not needed.
  private static let left = [
    "importMark", "searchRowDrift", "unorderedRows", "stale", "tally", "grdb_migrations",
  ]

  /// The tables of an archive that are copied, with those of deleted stories.
  static func all(_ db: Database) throws -> [TableShape] {
    let tables = try Row.fetchAll(
      db,
      sql: """
        SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
          AND name NOT LIKE 'sqlite_%' ORDER BY name
        """)
    let own = try tables.filter { try !left.contains($0["name"]) }.map { row in
      try TableShape(row["name"], hasRowids: row["wr"] == 0, db)
    }
    return own
  }

  private init(_ name: String, hasRowids: Bool, _ db: Database) throws {
    self.name = name
    let rows = try Row.fetchAll(
      db, sql: "SELECT type, \"notnull\", dflt_value, pk FROM pragma_table_info(?)", arguments: [name])
    let keys = try rows.indices.filter { try rows[$0]["pk"] as Int > 0 }
    let key = try keys.count == 1 && hasRowids && rows[keys[0]]["type"] == "INTEGER" ? keys[0] : nil
    self.hasRowids = hasRowids
    number = key
    columns = try rows.map { row in
      let standard = try (row["dflt_value"] as String?).map { text in
        Int64(text)?.databaseValue ?? text.trimmingPrefix("'").prefix { $0 != "'" }.description.databaseValue
      }
      return try Column(
        type: row["type"], isRequired: row["notnull"] == 1 || row["pk"] as Int > 0,
        standard: standard ?? .null)
    }
    fewest = columns.count - (Self.added[name] ?? 0)
  }

  /// Whether it holds deleted stories; older versions made such a table with the first deletion.
  var isAside: Bool { name.hasPrefix("forgotten") }

  var insertion: String {
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT OR IGNORE INTO \(name) VALUES (\(places))"
  }

  /// The row as it is inserted; nil where the record does not belong to this table.
  func row(_ record: StoredRecord) -> [DatabaseValue]? {
    guard hasRowids == (record.rowid != nil), (fewest...columns.count).contains(record.values.count) else {
      return nil
    }
    var row = record.values
    for (index, value) in record.values.enumerated() {
      if index == number {
        guard value.isNull, let rowid = record.rowid else { return nil }
        row[index] = rowid.databaseValue
      } else if !Self.fits(value, columns[index]) {
        return nil
      }
    }
    return row + columns[record.values.count...].map(\.standard)
  }

  private static func fits(_ value: DatabaseValue, _ column: Column) -> Bool {
    switch value.storage {
    case .null: !column.isRequired
    case .int64: column.type == "INTEGER" || column.type == "REAL"
    case .double: column.type == "REAL"
    case .string: column.type == "TEXT"
    case .blob: column.type == "BLOB"
    }
  }
}
