import Archive
import GRDB

/// The tables of a database file and their root pages (`sqlite_schema`).
struct Catalogue {
  private(set) var roots: [String: Int] = [:]
  /// The pages that it stands on.
  private(set) var pages: Set<Int> = []
  /// The names of the migrations that were applied; nil where they cannot be read.
  private(set) var migrations: Set<String>?

  init(_ file: PageFile) {
    var walk = TableWalk(file, hasRowids: true)
    walk.run(from: 1) { take($0) }
    pages = walk.pages
    if walk.isDamaged { takeStrays(file) }
    guard let root = roots["grdb_migrations"] else { return }
    var names: Set<String> = []
    var migrationWalk = TableWalk(file, hasRowids: true)
    migrationWalk.run(from: root) { record in
      guard record.values.count == 1, let name = String.fromDatabaseValue(record.values[0]) else {
        return false
      }
      names.insert(name)
      return true
    }
    if !migrationWalk.isDamaged { migrations = names }
  }

  /// Whether it names the tables that every archive has.
  var isOurs: Bool {
    ["grdb_migrations", "story", "version", "capture"].allSatisfy { roots[$0] != nil }
  }

  /// Tables that no other program is likely to have. A damaged page of the schema may hide some of them.
  private static let ours = [
    "story", "version", "capture", "headlineKey", "twinKey", "storyTag", "changedMark", "profileMatch",
    "importMark",
  ]

  /// Whether the tables are those of another program.
  var isForeign: Bool {
    !roots.isEmpty && Self.ours.allSatisfy { roots[$0] == nil }
  }

  private mutating func take(_ record: StoredRecord) -> Bool {
    guard record.values.count == 5, let type = String.fromDatabaseValue(record.values[0]),
      ["table", "index", "view", "trigger"].contains(type),
      let name = String.fromDatabaseValue(record.values[1]),
      let root = Int64.fromDatabaseValue(record.values[3])
    else { return false }
    if type == "table", root > 0, let page = Int(exactly: root), roots[name] == nil { roots[name] = page }
    return true
  }

  /// Finds rows of a schema whose first page is damaged; they are on other pages.
  private mutating func takeStrays(_ file: PageFile) {
    let reader = CellReader(file: file)
    for number in 1...max(1, file.count) where !pages.contains(number) {
      guard let page = TreePage(number, of: file), page.kind == .tableLeaf else { continue }
      let records = page.cells.compactMap { reader.record($0, of: page) }
      if !records.isEmpty, records.filter({ take($0) }).count == records.count { pages.insert(number) }
    }
  }
}
