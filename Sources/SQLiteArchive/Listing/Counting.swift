import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// Counts a list's stories by day, month, year, source, author or tag, all from one state of the archive.
  package func count(_ query: Query, by key: CountKey) throws -> StoryCount {
    try read(isBreakable: true) { db in
      let question = try ListQuestion(query, db)
      return StoryCount(
        lines: try question.lines(by: key), stories: try question.count(),
        all: try Int.fetchOne(db, sql: "SELECT count(*) FROM story") ?? 0)
    }
  }
}

extension ListQuestion {
  fileprivate func lines(by key: CountKey) throws -> [CountLine] {
    switch key {
    case .day, .month, .year: try periods(key)
    case .source:
      try named(
        "SELECT publisher.name, n FROM (SELECT publisher AS id, count(*) AS n FROM (%) GROUP BY 1) AS counted"
          + " LEFT JOIN publisher ON publisher.id = counted.id", of: "story.publisher AS publisher")
    case .tag:
      try named(
        "SELECT tag.name, count(*) FROM (%) AS list LEFT JOIN storyTag ON storyTag.story = list.id"
          + " LEFT JOIN tag ON tag.id = storyTag.tag GROUP BY tag.id", of: "story.id AS id")
    case .author: try authors()
    }
  }

  private func named(_ statement: String, of columns: String) throws -> [CountLine] {
    let list = rows(of: columns)
    let rows = try Row.fetchAll(
      db, sql: statement.replacing("%", with: list.sql), arguments: StatementArguments(list.arguments))
    return Self.ordered(try rows.map { try CountLine(name: $0[0], stories: $0[1]) })
  }

  private func authors() throws -> [CountLine] {
    let list = rows(of: "story.version AS version")
    let bylines = try Row.fetchCursor(
      db,
      sql: """
        SELECT version.byline, count(*) FROM (\(list.sql)) AS list
        JOIN version ON version.id = list.version GROUP BY version.byline
        """, arguments: StatementArguments(list.arguments))
    var counts: [String?: Int] = [:]
    while let row = try bylines.next() {
      let names = Set((try row[0] as String).split(separator: "\n").map { Optional(String($0)) })
      for name in names.isEmpty ? [nil] : names { counts[name, default: 0] += try row[1] as Int }
    }
    return Self.ordered(counts.map { CountLine(name: $0.key, stories: $0.value) })
  }

  private static func ordered(_ lines: [CountLine]) -> [CountLine] {
    lines.sorted {
      if ($0.name == nil) != ($1.name == nil) { return $1.name == nil }
      return $0.stories != $1.stories ? $0.stories > $1.stories : $0.name ?? "" < $1.name ?? ""
    }
  }

  /// Counts by the day in the publisher's time zone.
  private func periods(_ key: CountKey) throws -> [CountLine] {
    let list = rows(of: "story.date + story.dateOffset * 60 AS local")
    let days = try Row.fetchAll(
      db,
      sql: """
        SELECT (local - ((local % 86400) + 86400) % 86400) / 86400, count(*) FROM (\(list.sql)) GROUP BY 1
        """, arguments: StatementArguments(list.arguments))
    var counts: [String: Int] = [:]
    var undated = 0
    for row in days {
      guard let day = try row[0] as Int64? else {
        undated += try row[1] as Int
        continue
      }
      let iso = CivilDay(instant: day * 86400).iso
      let name = key == .day ? iso : String(iso.prefix(key == .month ? 7 : 4))
      counts[name, default: 0] += try row[1] as Int
    }
    let lines = counts.map { CountLine(name: $0.key, stories: $0.value) }.sorted {
      $0.name ?? "" < $1.name ?? ""
    }
    return lines + (undated > 0 ? [CountLine(name: nil, stories: undated)] : [])
  }
}
