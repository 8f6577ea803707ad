import GRDB
import Stories

extension Archive {
  /// What the reader said of a story's lines; `rawCapture` brings it along for cleaning.
  package func corrections(of id: StoryID) throws -> [Correction] {
    try read { try Self.corrections(of: id, $0) }
  }

  static func corrections(of id: StoryID, _ db: Database) throws -> [Correction] {
    // A read-only archive of an older version has none.
    guard try db.tableExists("correction") else { return [] }
    let statement = try db.cachedStatement(
      sql: "SELECT text, isStory FROM correction WHERE story = ? ORDER BY line")
    return try Row.fetchAll(statement, arguments: [id]).map {
      try Correction($0["text"], isStory: $0["isStory"])
    }
  }

  /// Whether another story among the publisher's newest has this very line, in its text or removed from it;
  /// numbers may differ.
  package func hasLine(_ text: String, of publisher: String, besides id: StoryID) throws -> Bool {
    guard text.utf8.count <= 4000 else { return false }
    var pattern = "%"
    var numbers = 0
    for character in text {
      switch character {
      // A few numbers: each wildcard makes the comparison dearer.
      case "0"..."9" where numbers < 6:
        if pattern.last != "%" {
          pattern.append("%")
          numbers += 1
        }
      case "%", "_", "~": pattern += "~" + String(character)
      default: pattern.append(character)
      }
    }
    return try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM (
              SELECT id, version FROM story
              WHERE publisher = (SELECT id FROM publisher WHERE name = ?) ORDER BY sortKey DESC LIMIT 2000
            ) AS near JOIN version ON version.id = near.version
            WHERE near.id <> ? AND (version.text LIKE ?3 ESCAPE '~' OR version.removed LIKE ?3 ESCAPE '~'
              OR version.standfirst LIKE ?3 ESCAPE '~'))
          """, arguments: [publisher, id, pattern + "%"]) ?? false
    }
  }

  /// Remembers a correction and gives the story what cleaning made of it with that; nil where nothing of the
  /// story changes, and then nothing is remembered.
  package func correct(
    _ id: StoryID, _ correction: Correction, cleaned story: Story, at instant: Instant
  ) throws -> Change? {
    try write { db in
      try Self.change(correction.isStory ? .putBack : .takeOut, at: instant, db) { change in
        guard try rewrite(id, story, change, db) else { return }
        try db.execute(
          sql: """
            INSERT INTO changedCorrection (change, story, line, text, isStory)
            SELECT ?1, ?2, ?3, ?4, (SELECT isStory FROM correction WHERE story = ?2 AND line = ?3)
            """, arguments: [change, id, correction.key, correction.text])
        try db.execute(
          sql: """
            INSERT INTO correction (story, line, text, isStory) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET text = excluded.text, isStory = excluded.isStory
            """, arguments: [id, correction.key, correction.text, correction.isStory])
      }
    }
  }

  /// Opens a change that gives many stories what a rule makes of them; its number is for `rewrite`.
  package func beginRule(_ rule: PublisherRule, at instant: Instant) throws -> Int64 {
    try write { db in
      let change = try Self.open(.rule, at: instant, db)
      try db.execute(
        sql: "INSERT INTO changedRule (change, publisher, text, isStory) VALUES (?, ?, ?, ?)",
        arguments: [change, rule.publisher, rule.correction.text, rule.correction.isStory])
      return change
    }
  }

  /// Gives stories what cleaning made of them anew, in one transaction; returns how many are other than
  /// before.
  package func rewrite(_ stories: [(id: StoryID, story: Story)], under change: Int64) throws -> Int {
    try write { db in
      let count = try stories.count { try rewrite($0.id, $0.story, change, db) }
      try db.execute(
        sql: "UPDATE change SET stories = stories + ? WHERE id = ?", arguments: [count, change])
      return count
    }
  }

  /// Takes one change back, whatever came after it.
  package func takeBack(_ change: Int64) throws {
    try write { _ = try takeBack(change, $0) }
  }

  /// Whether the story is other than before; what it was is kept under the change.
  private func rewrite(_ id: StoryID, _ story: Story, _ change: Int64, _ db: Database) throws -> Bool {
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
          removed, words, related) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      change, id, version, old.title, old.byline, old.section, old.standfirst, old.text, old.shapes,
      old.removed, old.words, related.joined(separator: "\n"),
    ])
    try rewrite(id, version: version, from: old, to: new, db)
    return true
  }

  /// Gives the stories of a change their texts and corrections back.
  func restoreTexts(_ change: Int64, _ db: Database) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM changedText WHERE change = ?", arguments: [change])
    while let row = try rows.next() {
      let (links, judged) = Self.journalled(try row["related"])
      let content = try StoredContent(row, related: RelatedRow.rows(links))
      let (id, version): (StoryID, Int64) = try (row["story"], row["version"])
      if let shown = try StoredContent.stored(of: id, db), shown.version == version {
        try rewrite(id, version: version, from: shown.content, to: content, db)
        for link in judged { try link.store(in: id, db) }
        try Linking.recount("id = ?", id, db)
      } else {
        try content.write(version: version, db)
      }
    }
    let said = try Row.fetchAll(
      db, sql: "SELECT * FROM changedCorrection WHERE change = ?", arguments: [change])
    for row in said {
      let place: StatementArguments = [row["isStory"], row["story"], row["line"]]
      if try row["isStory"] as Int? == nil {
        try db.execute(
          sql: "DELETE FROM correction WHERE ? IS NULL AND story = ? AND line = ?", arguments: place)
      } else {
        try db.execute(
          sql: "UPDATE correction SET isStory = ? WHERE story = ? AND line = ?", arguments: place)
      }
    }
  }

  /// The related headlines of a text in the journal, and what the reader had said of their links.
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

extension String {
  /// Without line feeds and tabs.
  var oneLine: String {
    utf8.contains { $0 == 10 || $0 == 9 }
      ? String(map { $0 == "\n" || $0 == "\t" || $0 == "\r\n" ? " " : $0 }) : self
  }
}
