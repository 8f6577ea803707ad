import Archive
import Stories

extension Case {
  static let reading = [
    Case("a story", "Le phare | Le Fanal | fr | Anne Roux | Le phare du port brille la nuit.") { subject in
      let story = try subject.archive.story(subject.id("Le phare"), version: nil)?.story
      return [story?.title, story?.source, story?.language, story?.byline[0], story?.blocks[0].text]
        .compactMap(\.self).joined(separator: " | ")
    },
    Case("a story that is not there", "nil") {
      try $0.archive.story(999, version: nil).map { _ in "one" } ?? "nil"
    },
    Case("a version that is not there", "nil") {
      try $0.archive.story($0.id("Le phare"), version: 9).map { _ in "one" } ?? "nil"
    },
    Case("what it points to", "Le môle headline Le môle; La criée url La criée; Le phare éteint - ") {
      subject in
      let story = try subject.archive.story(subject.id("Le phare"), version: nil)
      return (story?.relations ?? []).map {
        "\($0.title) \($0.match?.rawValue ?? "-") \(subject.titles($0.stored))"
      }.joined(separator: "; ")
    },
    Case("what points to it", "Le phare") {
      try $0.titles($0.archive.story($0.id("Le môle"), version: nil)?.citedBy ?? [])
    },
    Case("the same in other papers", "Jetée rouverte") {
      try $0.titles($0.archive.story($0.id("La jetée rouvre"), version: nil)?.similar ?? [])
    },
    Case("versions", "1 true 1") { subject in
      try subject.archive.versions(of: subject.id("Le phare"))
        .map { "\($0.number) \($0.isShown) \($0.captures.count)" }.joined(separator: ", ")
    },
    Case("a capture, byte for byte", "Le môle|Le Fanal|Les bateaux dorment au môle du port.|1780000000") {
      String(
        decoding: try $0.archive.rawCapture(of: $0.id("Le môle"), version: nil)?.bytes ?? [], as: UTF8.self)
    },
    Case("what is wanted", "Le phare éteint 1") { subject in
      try subject.archive.wanted(limit: 9).map { "\($0.title) \($0.citations)" }.joined(separator: ", ")
    },
    Case("statistics", "7 stories, 1 undated, 7 captures, 2 of 3 linked, 1 import") { subject in
      let all = try subject.archive.statistics()
      return "\(all.counts.stories) stories, \(all.undated) undated, \(all.captures) captures, "
        + "\(all.linked) of \(all.related) linked, \(all.imports.count) import"
    },
    Case("publishers", "Le Fanal 3, La Marée 2, - 1, The Quay 1") { subject in
      try subject.archive.publisherCounts().map { "\($0.name ?? "-") \($0.captures)" }.joined(separator: ", ")
    },
  ]

  private static let mark = ImportMark(
    file: ImportMark.File(path: "feed.xml", size: 9, modified: 1, head: Digest(of: [1])), offset: 4,
    number: 2,
    passed: 1, done: 3)

  static let importing = [
    Case("captures that are known", "true false") { subject in
      let known = Digest(of: Array("Le môle|Le Fanal|Les bateaux dorment au môle du port.|1780000000".utf8))
      let found = try subject.archive.known([known, Digest(of: [0])])
      return "\(found[known] == subject.id("Le môle")) \(found[Digest(of: [0])] != nil)"
    },
    Case("the story of an address", "Le phare; the same; none; none") { subject in
      let found = try [
        "https://fanal.example/phare", "http://www.fanal.example/phare#x", "https://a.example", "",
      ]
      .map { try subject.archive.story(at: $0) }
      let same = found[1] == found[0] ? "the same" : "another"
      let title = try found[0].flatMap { try subject.archive.story($0)?.story.title } ?? "none"
      return ([title, same] + found[2...].map { $0 == nil ? "none" : "one" }).joined(separator: "; ")
    },
    Case("the same bytes again", "known") { subject in
      try outcome(subject, SampleStories.captures[1])
    },
    Case("the same address again with another text", "updated, 2 versions, shown 2") { subject in
      let new = SampleStories.capture(
        "Le phare", at: SampleStories.minute, url: "https://fanal.example/phare",
        text: "Le phare est éteint.",
        seen: SampleStories.minute + 9)
      let outcome = try outcome(subject, new)
      let versions = try subject.archive.versions(of: subject.id("Le phare"))
      return "\(outcome), \(versions.count) versions, shown \(versions.first { $0.isShown }?.number ?? 0)"
    },
    Case("a story that may not be whole", "incomplete La bouée, then nil, then incomplete La bouée") {
      subject in
      let doubtful = SampleStories.capture(
        "La bouée", at: SampleStories.minute, text: "Une ligne.", doubt: .incomplete)
      let number = try subject.archive.beginImport(label: "more", at: SampleStories.minute, siteConfigs: nil)
      let id = try subject.archive.save([doubtful], import: number, mark: nil)[0].story
      let said = { () throws -> String in
        let doubt = try subject.archive.story(id, version: nil)?.story.doubt?.rawValue ?? "nil"
        let isMarked = try subject.archive.headlines([id])[0].isDoubtful
        let found = try subject.found("is:doubtful")
        return isMarked == !found.isEmpty ? doubt + (isMarked ? " " + found : "") : "marked \(isMarked)"
      }
      let before = try said()
      var whole = doubtful.story
      whole.doubt = nil
      _ = try subject.archive.correct(
        id, Correction("Une ligne.", isStory: true), cleaned: whole, at: SampleStories.minute)
      let corrected = try said()
      _ = try subject.archive.undo()
      _ = try subject.archive.forget(.importNumber(number))
      _ = try subject.archive.remember()
      return try "\(before), then \(corrected), then \(said())"
    },
    Case("the same headline, day and paper is the same story", "updated") { subject in
      try outcome(
        subject, SampleStories.capture("Le môle", at: SampleStories.minute + 20, text: "Un autre texte."))
    },
    Case("the same headline of another paper is another story", "stored") { subject in
      try outcome(
        subject,
        SampleStories.capture("Le môle", at: SampleStories.minute + 20, source: "X", text: "Un autre texte."))
    },
    Case("a headline that was wanted", "Le phare éteint") { subject in
      _ = try outcome(
        subject, SampleStories.capture("Le phare éteint", at: SampleStories.minute + 5, text: "Il fait noir.")
      )
      let story = try subject.archive.story(subject.id("Le phare"), version: nil)
      return subject.titles(story?.relations[2].stored ?? [])
    },
    Case("a mark of an import", "4, then nil") { subject in
      try subject.archive.keep(mark)
      let offset = try subject.archive.importMark(of: mark.file)?.offset ?? -1
      try subject.archive.endMark(of: mark.file.path)
      return
        "\(offset), then \(try subject.archive.importMark(of: mark.file).map { "\($0.offset)" } ?? "nil")"
    },
    Case("a mark of a file that has changed", "nil") { subject in
      try subject.archive.keep(mark)
      var file = mark.file
      file.size = 10
      return try subject.archive.importMark(of: file).map { "\($0.offset)" } ?? "nil"
    },
    Case("headlines among lines", "La criée, Le phare éteint") { subject in
      try subject.archive.headlines(among: ["La criée", "Le phare éteint", "PAGE 12"]).sorted()
        .joined(separator: ", ")
    },
    Case("feeds", "2 new, 1 new, 3") { subject in
      let feeds = ["a", "b"].map {
        (url: "https://\($0).example", title: String?.none, site: String?.none, folder: String?.none)
      }
      let first = try subject.archive.keepFeeds(feeds, at: 0)
      let second = try subject.archive.keepFeeds(
        [feeds[0], (url: "https://c.example", title: "C", site: nil, folder: nil)], at: 0)
      return "\(first) new, \(second) new, \(try subject.archive.feedCount())"
    },
    Case("the format's number and the library's version", "16 or more, 1 or more numbers") { subject in
      let engine = subject.engine.archives
      let version = engine.libraryVersion
      let numbers = version.split(separator: ".").compactMap { Int($0) }
      return "\(engine.format >= 16 ? "16 or more" : "\(engine.format)"), "
        + "\(numbers.isEmpty ? "no" : "1 or more") numbers"
    },
    Case("failed captures", "1 a.html signal 4 [60, 0], 2 b.html late [61] | 2 b.html late [61] | ") {
      subject in
      let one = FailedCapture(path: "a.html", reason: "signal 11", time: 7, record: [60, 0])
      let two = FailedCapture(path: "b.html", reason: "late", time: 8, record: [61])
      try subject.archive.keepFailed([one, two])
      var again = one
      again.reason = "signal 4"
      try subject.archive.keepFailed([again])
      let all = try subject.archive.failedCaptures(after: 0, limit: 9)
      let later = try subject.archive.failedCaptures(after: all[0].id, limit: 1)
      try subject.archive.dropFailed(all.map(\.id))
      let rest = try subject.archive.failedCaptures(after: 0, limit: 9)
      return [all, later, rest].map { captures in
        captures.map { "\($0.id) \($0.path) \($0.reason) \($0.record)" }.joined(separator: ", ")
      }.joined(separator: " | ")
    },
  ]

  private static func outcome(_ subject: Subject, _ capture: PreparedCapture) throws -> String {
    let number = try subject.archive.beginImport(
      label: "more", at: SampleStories.minute + 99, siteConfigs: nil)
    switch try subject.archive.save([capture], import: number, mark: nil)[0] {
    case .stored: return "stored"
    case .known: return "known"
    case .updated: return "updated"
    }
  }
}
