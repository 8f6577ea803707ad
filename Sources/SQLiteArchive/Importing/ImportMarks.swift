import Archive
import FoundationEssentials
import GRDB
import Stories

extension ImportMark {
  func store(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO importMark (path, size, modified, head, offset, number, passed, done)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      file.path, file.size, file.modified, file.head.data, offset, number, passed, done,
    ])
  }
}

extension SQLiteArchive {
  /// How far the import of a file had come when it was interrupted; nil where it was not, or where the file
  /// has changed since.
  package func importMark(of file: ImportMark.File) throws -> ImportMark? {
    try read { db in
      let row = try Row.fetchOne(db, sql: "SELECT * FROM importMark WHERE path = ?", arguments: [file.path])
      guard let row else { return nil }
      let known = ImportMark.File(
        path: try row["path"], size: try row["size"], modified: try row["modified"],
        head: Digest(stored: [UInt8](try row["head"] as Data)))
      guard known == file else { return nil }
      return ImportMark(
        file: file, offset: try row["offset"], number: try row["number"], passed: try row["passed"],
        done: try row["done"])
    }
  }

  /// Stores how far an import has come where there is no capture to store with it.
  package func keep(_ mark: ImportMark) throws {
    try write { try mark.store($0) }
  }

  /// Removes the mark of a file whose import is complete.
  package func endMark(of path: String) throws {
    try write { try $0.execute(sql: "DELETE FROM importMark WHERE path = ?", arguments: [path]) }
  }
}
