import Archive
import GRDB
import Stories

/// The contents of stories, with their related headlines and the reader's decisions on those.
enum TextChanges: UndoableKind {
  static let tables = ["changedText"]
  static let stories: String? = "SELECT count(*) FROM changedText WHERE change = ?1"

  /// Replaces the content of a story and records the former one; false where nothing changes.
  static func rewrite(
    _ id: StoryID, _ story: Story, _ change: Int64, in archive: SQLiteArchive, _ db: Database
  ) throws -> Bool {
    guard let (version, old) = try StoredContent.stored(of: id, db) else { return false }
    let new = StoredContent(story)
    guard new != old, !new.title.isEmpty else { return false }
    let judged = try Dictionary(grouping: JudgedLink.stored(of: id, db), by: \.position)
    let related = old.related.enumerated().map { position, link in
      let links = (judged[position] ?? []).map(\.journalled)
      return ([link.title.oneLine, (link.url ?? "").oneLine] + links).joined(separator: "\t")
    }
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO changedText (change, story, version, title, byline, section, standfirst, text, shapes,
          removed, doubt, words, related) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      change, id, version, old.title, old.byline, old.section, old.standfirst, old.text, old.shapes,
      old.removed, old.doubt?.rawValue, old.words, related.joined(separator: "\n"),
    ])
    try archive.rewrite(id, version: version, from: old, to: new, db)
    return true
  }

  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
  {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM changedText WHERE change = ?", arguments: [number])
    while let row = try rows.next() {
      let (links, judged) = journalled(try row["related"])
      let content = try StoredContent(row, related: RelatedRow.rows(links))
      let (id, version): (StoryID, Int64) = try (row["story"], row["version"])
      if let shown = try StoredContent.stored(of: id, db), shown.version == version {
        try archive.rewrite(id, version: version, from: shown.content, to: content, db)
        for link in judged { try link.store(in: id, db) }
        try Linking.recount("id = ?", id, db)
      } else {
        try content.write(version: version, db)
      }
    }
  }

  /// Where one version replaces another, what the journal holds of that one becomes its own.
  static func move(from version: Int64, to other: Int64, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE OR IGNORE changedText SET version = ? WHERE version = ?", arguments: [other, version])
  }

  /// The related headlines of a text in the journal, and the reader's decisions on their links.
  private static func journalled(_ text: String) -> (links: [RelatedLink], judged: [JudgedLink]) {
    var links: [RelatedLink] = []
    var judged: [JudgedLink] = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      judged += parts.dropFirst(2).compactMap { JudgedLink(journalled: $0, position: links.count) }
      links.append(
        RelatedLink(title: String(parts[0]), url: parts.count > 1 ? String(parts[1]).nonEmpty : nil))
    }
    return (links, judged)
  }
}
