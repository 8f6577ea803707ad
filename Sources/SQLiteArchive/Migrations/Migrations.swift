import GRDB

/// Every change that was ever made to the tables, in its order.
///
/// What was shipped is never changed, and calls nothing of the program: its SQL stands in a file beside this
/// one. What is worked out from stories is not filled here but named in `stale`, and made by `Derived`.
enum Migrations {
  static let all: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 stories, captures, links") { try $0.execute(sql: stories) }
    migrator.registerMigration("2 search") { try $0.execute(sql: search) }
    migrator.registerMigration("3 changes that can be undone") { try $0.execute(sql: changes) }
    migrator.registerMigration("4 templates") { try $0.execute(sql: templates) }
    migrator.registerMigration("4b near headlines") { db in
      try db.execute(sql: nearHeadlines)
      try alter("forgottenLink", db, "ALTER TABLE forgottenLink ADD COLUMN score REAL")
    }
    migrator.registerMigration("5 corrections") { try $0.execute(sql: corrections) }
    migrator.registerMigration("6 profiles that matched") { try $0.execute(sql: profileMatches) }
    migrator.registerMigration("7 imports under way") { try $0.execute(sql: importsUnderWay + given) }
    migrator.registerMigration("8 search with stems") { db in
      try db.execute(sql: searchWithStems)
      try db.execute(sql: quarters)
      try alter("forgottenStory", db, forgottenQuarters)
    }
    migrator.registerMigration("8b frequent words") { try $0.execute(sql: frequentWords) }
    migrator.registerMigration("9 versions and twins") { db in
      try db.execute(sql: textKeys + leaders + tally)
      try alter("forgottenVersion", db, "ALTER TABLE forgottenVersion ADD COLUMN title TEXT")
      try alter("forgottenStory", db, forgottenLeaders)
    }
    migrator.registerMigration("10 tags that can be undone") { db in
      try db.execute(sql: changedTags)
      try db.execute(sql: "INSERT INTO search (search, rank) VALUES ('hashsize', 8388608)")
    }
    migrator.registerMigration("11 fewer merges", foreignKeyChecks: .immediate) { db in
      try db.execute(
        sql: """
          INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
          INSERT INTO search (search, rank) VALUES ('automerge', 8);
          """)
    }
    // Rows of a damaged archive that point nowhere do not keep it from being opened; `check` tells them.
    var lenient = migrator.disablingDeferredForeignKeyChecks()
    lenient.registerMigration("12 one order of stories") { db in
      try db.execute(sql: order)
      try db.execute(sql: orderIndexes)
      try db.execute(sql: tallyTriggers)
      try moveForgotten(db)
    }
    lenient.registerMigration("13 site configurations of imports") {
      try $0.execute(sql: "ALTER TABLE import ADD COLUMN siteConfigs TEXT")
    }
    lenient.registerMigration("14 words of every script") {
      try $0.execute(sql: "INSERT OR IGNORE INTO stale VALUES ('search'), ('frequentWords')")
    }
    lenient.registerMigration("15 stories that may not be whole") { try $0.execute(sql: doubts) }
    lenient.registerMigration("16 captures that could not be read") { try $0.execute(sql: failedCaptures) }
    return lenient
  }()

  /// The number of the newest one.
  static var format: Int {
    all.migrations.last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
  }

  private static func alter(_ table: String, _ db: Database, _ sql: String) throws {
    if try db.tableExists(table) { try db.execute(sql: sql) }
  }
}
