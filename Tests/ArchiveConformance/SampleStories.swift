import Archive
import Stories

/// The stories that every case begins with.
enum SampleStories {
  static let minute: Instant = 1_780_000_000
  /// Three papers print this.
  static let agency = (1...12).map {
    "Alinéa \($0) : le préfet annonce que la jetée \($0 * 7) rouvre après \($0 * 3) jours de tempête."
  }.joined(separator: " ")

  static func capture(
    _ title: String, at instant: Instant?, source: String? = "Le Fanal", language: String? = "fr",
    url: String? = nil, text: String, related: [RelatedLink] = [], byline: [String] = [],
    seen: Instant = minute, doubt: Doubt? = nil
  ) -> PreparedCapture {
    var story = Story(title: title)
    story.date = instant.map { StoryDate(instant: $0, offset: 0, precision: .minute, origin: .manifest) }
    (story.source, story.language, story.url, story.byline) = (source, language, url, byline)
    story.blocks = [Block(.paragraph, text)]
    story.related = related
    story.doubt = doubt
    let page = Capture(
      bytes: Array("\(title)|\(source ?? "")|\(text)|\(seen)".utf8), text: "", format: .text, url: url,
      time: seen)
    return PreparedCapture(capture: page, story: story)
  }

  static let day: Instant = 86400
  static let captures = [
    capture(
      "Le phare", at: minute, url: "https://fanal.example/phare", text: "Le phare du port brille la nuit.",
      related: [
        RelatedLink(title: "Le môle", url: nil),
        RelatedLink(title: "La criée", url: "https://maree.example/criee"),
        RelatedLink(title: "Le phare éteint", url: nil),
      ], byline: ["Anne Roux"]),
    capture("Le môle", at: minute + 20, text: "Les bateaux dorment au môle du port."),
    capture(
      "La criée", at: minute + 10, source: "La Marée", url: "https://maree.example/criee",
      text: "La criée du port ouvre à l’aube. PAGE 12", byline: ["Anne Roux", "Luc Pin"]),
    capture(
      "The harbour", at: minute + 2 * day, source: "The Quay", language: "en",
      text: "Boats are running home.",
      byline: ["Jo Grey"]),
    capture("Sans date", at: nil, source: nil, text: "Un marin du port n’a pas de date."),
    capture("Jetée rouverte", at: minute + day, text: agency),
    capture("La jetée rouvre", at: minute + day + 60, source: "La Marée", text: agency),
  ]

  /// The archive with the stories, and their numbers by title.
  static func fill(_ archive: any StoryArchive) throws -> [String: StoryID] {
    let number = try archive.beginImport(label: "stock", at: minute, siteConfigs: nil)
    let outcomes = try archive.save(captures, import: number, mark: nil)
    return Dictionary(uniqueKeysWithValues: zip(captures.map(\.title), outcomes.map(\.story)))
  }
}
