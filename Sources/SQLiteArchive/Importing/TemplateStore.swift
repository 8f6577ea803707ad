import Archive
import FoundationEssentials
import GRDB
import Stories
import Text

/// The templates that a transaction updates: each is read once and written once.
struct TemplateStore {
  private struct Key: Hashable {
    var source: String
    var period: Templates.Period
  }

  private struct Learnt {
    var template: Template
    /// The number of all stories that were learnt.
    var stories: Int
  }

  private var learnt: [Key: Learnt] = [:]
  /// Whether earlier templates are ignored.
  private let isFresh: Bool

  init(isFresh: Bool = false) {
    self.isFresh = isFresh
  }

  /// Learns a new story. Its own headline and related ones never count as recurring lines.
  mutating func learn(_ prepared: PreparedCapture, _ db: Database) throws {
    let source = Templates.source(prepared.story.source, url: prepared.story.url)
    guard let source, !prepared.sightings.isEmpty else { return }
    let key = Key(source: source, period: Templates.period(of: prepared.capture.time))
    try learn(prepared.sightings, prepared.headlines, of: prepared.capture.text, at: key, db)
  }

  /// Learns a stored story, a row of `learnAgain`.
  mutating func learn(
    _ row: Row, _ capture: Capture?, _ decode: (StoryID, Capture) throws -> String?, _ db: Database
  ) throws {
    let id: StoryID = try row["id"]
    guard let capture, capture.format == .text,
      let source = Templates.source(try row["source"], url: try row["address"]),
      let text = try decode(id, capture)
    else { return }
    let related = try String.fetchAll(
      db.cachedStatement(sql: "SELECT title FROM related WHERE story = ?"), arguments: [id])
    let headlines = Set(([try row["title"]] + related).map { LineKey.hash(of: $0) })
    let lines = LineSighting.lines(of: text).filter { !headlines.contains($0.key) }
    guard !lines.isEmpty else { return }
    let key = Key(source: source, period: Templates.period(of: capture.time))
    try learn(lines, headlines, of: text, at: key, db)
  }

  private mutating func learn(
    _ lines: [LineSighting], _ headlines: Set<UInt64>, of text: String, at key: Key, _ db: Database
  ) throws {
    let new = Learnt(template: Template(), stories: 0)
    var known = try learnt[key] ?? (isFresh ? new : Self.stored(key, db) ?? new)
    learnt[key] = nil
    for headline in headlines { known.template.exclude(headline) }
    try known.template.learn(lines) { line in
      try LineSighting.text(of: line, in: text).map { try Self.isHeadline($0, db) } ?? false
    }
    known.stories += 1
    learnt[key] = known
  }

  func store(_ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO template (source, period, stories, lines) VALUES (?, ?, ?, ?)
        ON CONFLICT (source, period) DO UPDATE SET stories = excluded.stories, lines = excluded.lines
        """)
    for (key, known) in learnt {
      try statement.execute(arguments: [
        key.source, key.period, known.stories, Data(known.template.bytes),
      ])
    }
  }

  /// Damaged data count as no data.
  private static func stored(_ key: Key, _ db: Database) throws -> Learnt? {
    let statement = try db.cachedStatement(
      sql: "SELECT stories, lines FROM template WHERE source = ? AND period = ?")
    guard let row = try Row.fetchOne(statement, arguments: [key.source, key.period]),
      let template = template(row)
    else { return nil }
    return Learnt(template: template, stories: try row["stories"])
  }

  static func template(_ row: Row) -> Template? {
    try? Template(bytes: [UInt8](row["lines"] as Data))
  }

  /// Whether this is the headline of a stored story, or a related one.
  static func isHeadline(_ line: String, _ db: Database) throws -> Bool {
    let key = HeadlineKey.of(line)
    guard !key.isEmpty else { return false }
    let statement = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM story WHERE titleKey = ?1)
          OR EXISTS (SELECT 1 FROM related WHERE titleKey = ?1)
        """)
    return try Bool.fetchOne(statement, arguments: [key]) ?? false
  }
}

extension SQLiteArchive {
  /// What was learnt of these sources.
  package func templates(sources: some Sequence<String>) throws -> Templates {
    try read { db in
      var templates = Templates()
      for source in Set(sources) {
        let statement = try db.cachedStatement(sql: "SELECT period, lines FROM template WHERE source = ?")
        for row in try Row.fetchAll(statement, arguments: [source]) {
          templates[source: source, period: try row["period"]] = TemplateStore.template(row)
        }
      }
      return templates
    }
  }

  /// Which of these lines are the headline of a stored story, or one that a stored story points to.
  package func headlines(among lines: some Sequence<String>) throws -> Set<String> {
    try read { db in
      try Set(lines.filter { try TemplateStore.isHeadline($0, db) })
    }
  }
}
