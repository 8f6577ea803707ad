import Archive
import Stories

/// A question and the answer that every engine gives.
struct Case: CustomStringConvertible, Sendable {
  let description: String
  private let expected: String
  /// The answers of engines whose archives lie nowhere, and whose archives are no file.
  private let withoutPlace, withoutFile: String?
  let ask: @Sendable (Subject) throws -> String

  init(
    _ description: String, _ expected: String, withoutPlace: String? = nil, withoutFile: String? = nil,
    _ ask: @escaping @Sendable (Subject) throws -> String
  ) {
    (self.description, self.expected, self.ask) = (description, expected, ask)
    (self.withoutPlace, self.withoutFile) = (withoutPlace, withoutFile)
  }

  func expected(of engine: Engine) -> String {
    if let withoutPlace, engine.place == nil { return withoutPlace }
    if let withoutFile, !engine.isFile { return withoutFile }
    return expected
  }
}

extension Case {
  private static let newest =
    "The harbour, La jetée rouvre, Jetée rouverte, Le môle, La criée, Le phare, Sans date"

  private static func day(_ number: Int) -> CivilDay {
    CivilDay(instant: SampleStories.minute + Int64(number) * SampleStories.day)
  }

  static let listing = [
    Case("all, newest first", newest) { try $0.titles(Query()) },
    Case(
      "oldest first", "Sans date, Le phare, La criée, Le môle, Jetée rouverte, La jetée rouvre, The harbour"
    ) { try $0.titles(Query(sort: .oldest)) },
    Case(
      "by title", "Jetée rouverte, La criée, La jetée rouvre, Le môle, Le phare, Sans date, The harbour"
    ) { try $0.titles(Query(sort: .title)) },
    Case("a page", "The harbour, La jetée rouvre …") { try $0.titles(Query(), limit: 2) },
    Case("the page behind a row", "… Jetée rouverte, Le môle …") {
      try $0.titles(Query(), from: .after($0.headline("La jetée rouvre")), limit: 2)
    },
    Case("the page before a row", "… La jetée rouvre, Jetée rouverte …") {
      try $0.titles(Query(), from: .before($0.headline("Le môle")), limit: 2)
    },
    Case("the page from a row on", "… Le môle, La criée …") {
      try $0.titles(Query(), from: .at($0.headline("Le môle")), limit: 2)
    },
    Case("the end", "… Le phare, Sans date") { try $0.titles(Query(), from: .end, limit: 2) },
    Case("by title behind a row", "… La jetée rouvre, Le môle …") {
      try $0.titles(Query(sort: .title), from: .after($0.headline("La criée")), limit: 2)
    },
    Case("by title before a row", "Jetée rouverte, La criée …") {
      try $0.titles(Query(sort: .title), from: .before($0.headline("La jetée rouvre")), limit: 2)
    },
    Case("from a day on", "… La jetée rouvre, Jetée rouverte …") {
      try $0.titles(Query(), from: .day(day(1)), limit: 2)
    },
    Case("from what has no date on", "… Sans date") { try $0.titles(Query(), from: .undated) },
    Case("one source", "Jetée rouverte, Le môle, Le phare") { try $0.titles(Query(source: "Le Fanal")) },
    Case("a source that is not there", "") { try $0.titles(Query(source: "Personne")) },
    Case("since a day", "The harbour, La jetée rouvre, Jetée rouverte") {
      try $0.titles(Query(since: day(1)))
    },
    Case("until a day", "Le môle, La criée, Le phare") { try $0.titles(Query(until: day(0))) },
    Case("a day", "La jetée rouvre, Jetée rouverte") { try $0.titles(Query(since: day(1), until: day(1))) },
    Case("copies below their leader", "The harbour, Jetée rouverte, Le môle, La criée, Le phare, Sans date") {
      var query = Query()
      query.isFolded = true
      return try $0.titles(query)
    },
    Case("how many rows with copies below", "6") {
      var query = Query()
      query.isFolded = true
      return "\(try $0.archive.count(query))"
    },
    Case("the copies", "La jetée rouvre") {
      try $0.titles($0.archive.nearDuplicates(below: $0.id("Jetée rouverte")))
    },
    Case("the copies of what has none", "") {
      try $0.titles($0.archive.nearDuplicates(below: $0.id("Le môle")))
    },
    Case("headlines by number", "Le môle") { try $0.titles($0.archive.headlines([$0.id("Le môle"), 999])) },
    Case("a row's rank", "3") { "\(try $0.archive.rank(of: $0.headline("Le môle"), in: Query()))" },
    Case("a row's rank, oldest first", "3") {
      "\(try $0.archive.rank(of: $0.headline("Le môle"), in: Query(sort: .oldest)))"
    },
    Case("how many", "7") { "\(try $0.archive.count(Query()))" },
    Case("how many of a source", "3") { "\(try $0.archive.count(Query(source: "Le Fanal")))" },
    Case("how many of all", "7 7 0") { subject in
      let counts = try subject.archive.counts()
      return "\(counts.stories) \(counts.unread) \(counts.starred)"
    },
    Case("sources", "La Marée 2, Le Fanal 3, The Quay 1") { subject in
      try subject.archive.sources().map { "\($0.name) \($0.stories)" }.joined(separator: ", ")
    },
    Case("by day", "2026-05-28 3, 2026-05-29 2, 2026-05-30 1, - 1") { try counted($0, Query(), .day) },
    Case("by month", "2026-05 6, - 1") { try counted($0, Query(), .month) },
    Case("by year", "2026 6, - 1") { try counted($0, Query(), .year) },
    Case("by source", "Le Fanal 3, La Marée 2, The Quay 1, - 1") { try counted($0, Query(), .source) },
    Case("by author", "Anne Roux 2, Jo Grey 1, Luc Pin 1, - 4") { try counted($0, Query(), .author) },
    Case("numbers, newest first", "The harbour, La jetée rouvre, Jetée rouverte") { subject in
      let ids = try subject.archive.identities(Query(), limit: 3)
      let byID = Dictionary(subject.ids.map { ($1, $0) }, uniquingKeysWith: { $1 })
      return ids.compactMap { byID[$0] }.joined(separator: ", ")
    },
    Case("what came since", "2, first The harbour") { subject in
      let last = try subject.archive.newestStory()
      let arrivals = try subject.archive.arrived(since: last - 2)
      return "\(arrivals?.count ?? 0), first \(arrivals?.first.title ?? "-")"
    },
    Case("nothing came since", "nil") {
      "\(try $0.archive.arrived(since: $0.archive.newestStory()).map { "\($0.count)" } ?? "nil")"
    },
  ]

  static func counted(_ subject: Subject, _ query: Query, _ key: CountKey) throws -> String {
    try subject.archive.count(query, by: key).lines.map { "\($0.name ?? "-") \($0.stories)" }
      .joined(separator: ", ")
  }
}
