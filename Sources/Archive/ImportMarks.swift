import Foundation
import GRDB
import Stories

/// How far the import of a file has come; all before it is stored.
package struct ImportMark: Equatable, Sendable {
  /// What tells whether a file is still the same.
  package struct File: Equatable, Sendable {
    package var path: String
    /// In bytes.
    package var size: Int64
    /// When it was changed last, in nanoseconds since 1970.
    package var modified: Int64
    /// Of its first bytes, and of how they are read.
    package var head: Digest

    package init(path: String, size: Int64, modified: Int64, head: Digest) {
      self.path = path
      self.size = size
      self.modified = modified
      self.head = head
    }
  }

  package var file: File
  /// A byte of the file at which a record begins, the records before it, and those from it on that are done.
  package var offset: Int64
  package var number: Int
  package var passed: Int
  /// Inputs of the file that were answered.
  package var done: Int

  package init(file: File, offset: Int64, number: Int, passed: Int, done: Int) {
    self.file = file
    self.offset = offset
    self.number = number
    self.passed = passed
    self.done = done
  }

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

extension Archive {
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

  /// Keeps how far an import has come where nothing is to be stored with it.
  package func keep(_ mark: ImportMark) throws {
    try write { try mark.store($0) }
  }

  /// The file is imported to its end.
  package func endMark(of path: String) throws {
    try write { try $0.execute(sql: "DELETE FROM importMark WHERE path = ?", arguments: [path]) }
  }

  /// Remembers feeds by their addresses; how many are new.
  package func keepFeeds(
    _ feeds: [(url: String, title: String?, site: String?, folder: String?)], at instant: Instant
  ) throws -> Int {
    try write { db in
      var new = 0
      for feed in feeds {
        try db.cachedStatement(
          sql: "INSERT OR IGNORE INTO feed (url, title, site, folder, added) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [feed.url, feed.title ?? "", feed.site ?? "", feed.folder ?? "", instant])
        new += db.changesCount
      }
      return new
    }
  }

  /// How many feeds are remembered.
  package func feedCount() throws -> Int {
    try read { db in
      guard try db.tableExists("feed") else { return 0 }
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM feed") ?? 0
    }
  }
}
