import Archive
import GRDB
import Stories
import Text

extension SQLiteArchive {
  /// Replaces the content of a stored story, in its shown version. Every change of a stored text goes through
  /// here: corrections, new cleaning, undo.
  ///
  /// Its number, captures, marks, tags and reading position are kept, and so are the links that the reader
  /// chose or refused. The search index and the links from and to it are updated. With `facts`, language,
  /// source, date and address are replaced as well, all links are found again, and so are near-duplicates.
  func rewrite(
    _ id: StoryID, version: Int64, from old: StoredContent, to new: StoredContent, facts: Story? = nil,
    _ db: Database
  ) throws {
    let isRenamed = old.title != new.title
    let isRelated = facts != nil || old.related != new.related
    try Self.unindex(id, db)
    try NearDuplicates.unindex(id, db)
    if isRelated || isRenamed { try NearIndex.remove(story: id, db) }
    try new.write(version: version, db)
    try StoryOrder.keep(id, db) {
      try db.cachedStatement(sql: "UPDATE story SET title = ?, titleKey = ? WHERE id = ?")
        .execute(arguments: [new.title, HeadlineKey.of(new.title), id])
      if let facts { try Self.renewFacts(of: id, facts, db) }
    }
    if isRelated { try RelatedRow.replace(of: id, with: new.related, db) }
    let citing = isRenamed ? try Self.dropMistakenLinks(to: id, db) : []
    try Self.index(id, db)
    if isRelated || isRenamed { try relink(id, db) }
    for story in citing {
      try Linking.resolveFrom(story, near(), db)
      try NearIndex.addRelated(of: story, db)
    }
    if facts == nil { try NearDuplicates.index(id, db) } else { try regroup(id, db) }
  }

  /// Looks for near-duplicates of a story; one that is in a group already stays there.
  func regroup(_ id: StoryID, _ db: Database) throws {
    let isGrouped = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT leader IS NOT NULL OR twins > 0 FROM story WHERE id = ?"),
      arguments: [id])
    if isGrouped == true { try NearDuplicates.index(id, db) } else { try nearDuplicates.add(id, db) }
  }

  /// Updates language, source and date as cleaning finds them now; the address only where the story has none.
  private static func renewFacts(of id: StoryID, _ story: Story, _ db: Database) throws {
    let key = try String.fetchOne(
      db.cachedStatement(sql: "SELECT urlKey FROM story WHERE id = ?"), arguments: [id])
    try db.cachedStatement(
      sql: "UPDATE story SET language = ?, publisher = coalesce(?, publisher) WHERE id = ?"
    ).execute(arguments: [story.language, try publisher(story.source, db), id])
    if key == nil, let url = story.url, let key = URLKey.of(url) {
      try db.cachedStatement(sql: "UPDATE OR IGNORE story SET url = ?, urlKey = ? WHERE id = ?")
        .execute(arguments: [url, key, id])
    }
    try renewDate(of: id, story, db)
  }

  /// Takes over this story's date, where it has one. The caller then updates the sort key
  /// (`StoryOrder.keep`).
  static func renewDate(of id: StoryID, _ story: Story, _ db: Database) throws {
    guard let date = story.date else { return }
    try db.cachedStatement(
      sql: "UPDATE story SET date = ?, dateOffset = ?, datePrecision = ?, dateOrigin = ? WHERE id = ?"
    ).execute(arguments: [date.instant, date.offset, date.precision.rawValue, date.origin.rawValue, id])
  }

  /// Deletes links of other stories to a headline that this one no longer has; returns which stories had
  /// them.
  private static func dropMistakenLinks(to id: StoryID, _ db: Database) throws -> [StoryID] {
    let mistaken = """
      target = ?1 AND isRefused = 0 AND (match = 'near' OR match = 'headline' AND NOT EXISTS
        (SELECT 1 FROM related WHERE related.story = link.story AND related.position = link.position
         AND related.titleKey = (SELECT titleKey FROM story WHERE id = ?1)))
      """
    let citing = try StoryID.fetchAll(
      db, sql: "SELECT DISTINCT story FROM link WHERE \(mistaken)", arguments: [id])
    try db.execute(sql: "DELETE FROM link WHERE \(mistaken)", arguments: [id])
    return citing
  }
}
