import Archive
import GRDB
import Stories

/// Builds again the data that are derived from stories, in an archive that was assembled by a repair.
struct Rebuilding {
  let draft: SQLiteArchive
  let damaged: Set<String>
  /// Stories of which at least a part was restored.
  let restored: Set<StoryID>

  /// How many stories are handled in one transaction.
  private static let batch = 500

  func run(_ progress: ArchiveProgress) throws {
    try draft.write { try settle($0) }
    let isRelinked = !damaged.isDisjoint(with: ["link", "related"])
    let isKeyed = damaged.contains("headlineKey")
    if damaged.contains("twinKey") { try forEachStory { try NearDuplicates.index($0, $1) } }
    if isKeyed {
      try forEachStory { try addKeys($0, $1) }
    }
    if isRelinked {
      try forEachStory { try Linking.resolveFrom($0, draft.near(), $1) }
    }
    try draft.write { db in
      for id in restored.sorted() {
        try draft.relink(id, db)
        if try Self.isAlone(id, db) {
          try draft.nearDuplicates.add(id, db)
        } else {
          try NearDuplicates.index(id, db)
        }
      }
    }
    if damaged.contains("frequentWord") { try forEachStory { try FrequentWords.learn($0, $1) } }
    try draft.write { try StoryOrder.renew($0) }
    try draft.rebuildIndex(progress)
    try draft.write { try count($0) }
  }

  private func forEachStory(_ body: (StoryID, Database) throws -> Void) throws {
    var last: StoryID = 0
    while true {
      let ids = try draft.write { db in
        let ids = try StoryID.fetchAll(
          db, sql: "SELECT id FROM story WHERE id > ? ORDER BY id LIMIT \(Self.batch)", arguments: [last])
        for id in ids { try body(id, db) }
        return ids
      }
      guard let end = ids.last else { return }
      last = end
    }
  }

  private func addKeys(_ id: StoryID, _ db: Database) throws {
    if let story = try Linkable(id, db) { try NearIndex.add(story.title, story: id, db) }
    try NearIndex.addRelated(of: id, db)
  }

  private static func isAlone(_ id: StoryID, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT leader IS NULL AND twins = 0 FROM story WHERE id = ?", arguments: [id])
      ?? false
  }

  /// Deletes what is left of damaged tables before they are built again; no story may be below one that is
  /// lost.
  private func settle(_ db: Database) throws {
    for table in ["headlineKey", "twinKey", "frequentWord"] where damaged.contains(table) {
      try db.execute(sql: "DELETE FROM \(table)")
    }
    try db.execute(
      sql: """
        UPDATE story SET leader = NULL WHERE leader IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM story AS head WHERE head.id = story.leader AND head.leader IS NULL);
        UPDATE story SET twins = (SELECT count(*) FROM story AS twin WHERE twin.leader = story.id)
          WHERE twins <> 0 OR id IN (SELECT leader FROM story WHERE leader IS NOT NULL);
        """)
  }

  private func count(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE story SET linked = (SELECT count(DISTINCT position) FROM link
          WHERE link.story = story.id AND isRefused = 0);
        UPDATE tally SET (stories, unread, starred, copies) = (SELECT count(*),
          coalesce(sum(isRead = 0), 0), coalesce(sum(isStarred), 0), count(leader) FROM story);
        """)
  }
}
