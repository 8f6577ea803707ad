import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// The saved searches, in the order in which they were saved.
  package func keptSearches() throws -> [KeptSearch] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT name, words FROM keptSearch ORDER BY id").map {
        try KeptSearch(name: $0["name"], words: $0["words"])
      }
    }
  }

  /// Saves a search under a name; it replaces the one with that name, and the one that was called `old`.
  package func keep(_ search: KeptSearch, insteadOf old: String?) throws {
    try write { db in
      if let old, old != search.name {
        try db.execute(sql: "DELETE FROM keptSearch WHERE name = ?", arguments: [search.name])
        try db.execute(
          sql: "UPDATE keptSearch SET name = ?, words = ? WHERE name = ?",
          arguments: [search.name, search.words, old])
        if db.changesCount > 0 { return }
      }
      try db.execute(
        sql: """
          INSERT INTO keptSearch (name, words) VALUES (?, ?)
          ON CONFLICT (name) DO UPDATE SET words = excluded.words
          """, arguments: [search.name, search.words])
    }
  }

  /// Deletes a saved search.
  package func dropKeptSearch(_ name: String) throws {
    try write { try $0.execute(sql: "DELETE FROM keptSearch WHERE name = ?", arguments: [name]) }
  }
}
