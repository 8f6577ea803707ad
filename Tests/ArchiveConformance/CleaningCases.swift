import Archive
import Stories
import Text

extension Case {
  static let cleaning = [
    Case("no corrections", "0") { "\(try $0.archive.corrections(of: $0.id("Le phare")).count)" },
    Case("a line of another story", "true false") { subject in
      let id = subject.id("Le phare")
      let there = try subject.archive.hasLine("La criée du port", of: "La Marée", besides: id)
      return "\(there) \(try subject.archive.hasLine("Personne", of: "La Marée", besides: id))"
    },
    Case("stories with their captures", "Le môle 66 bytes") { subject in
      try subject.archive.recleanable([subject.id("Le môle"), 999])
        .map { "\($0.story.headline.title) \($0.capture.bytes.count) bytes" }.joined(separator: ", ")
    },
    Case("a story cleaned anew keeps its marks", "Le môle | Rien d’autre. | true | Le môle") { subject in
      let id = subject.id("Le môle")
      _ = try subject.archive.mark([id], read: true, at: 0)
      let new = SampleStories.capture("Le môle", at: SampleStories.minute + 20, text: "Rien d’autre.")
      try subject.archive.reclean([(id: id, story: CleanedStory(new.story))])
      let story = try subject.archive.story(id, version: nil)
      let (title, text) = (story?.headline.title ?? "", story?.story.blocks[0].text ?? "")
      return "\(title) | \(text) | \(story?.headline.isRead ?? false) | \(try subject.found("rien"))"
    },
    Case("a correction", "takeOut 1 | Rien. | 1, 1 with the capture | 0 found, then 0 and 1 found") {
      subject in
      let id = subject.id("Le phare")
      let change = try subject.takeOut(from: "Le phare", leaving: "Rien.")
      let text = try subject.archive.story(id)?.story.blocks[0].text ?? "-"
      let kept = try subject.archive.corrections(of: id).count
      let brought = try subject.archive.rawCapture(of: id)?.corrections.count ?? -1
      let found = try subject.archive.count(subject.search("brille"))
      _ = try subject.archive.undo()
      let left = try subject.archive.corrections(of: id).count
      return "\(said(change)) | \(text) | \(kept), \(brought) with the capture | \(found) found, "
        + "then \(left) and \(try subject.archive.count(subject.search("brille"))) found"
    },
    Case("a correction that changes nothing", "nil, 0") { subject in
      let change = try subject.takeOut(from: "Le phare", leaving: "Le phare du port brille la nuit.")
      return "\(said(change)), \(try subject.archive.corrections(of: subject.id("Le phare")).count)"
    },
    Case("a rule", "1 other of 2, then rule 1 Le Fanal, Le môle") { subject in
      let number = try subject.archive.beginRule(rule, at: 0)
      let count = try subject.archive.rewrite(
        [
          (id: subject.id("Le môle"), story: try subject.cleaned("Le môle", "Sans eux.")),
          (id: subject.id("Le phare"), story: try subject.cleaned("Le phare", nil)),
        ], under: number)
      let change = try subject.archive.undo()
      let found = try subject.found("bateaux")
      return "\(count) other of 2, then \(said(change)) \(change?.rule?.publisher ?? "-"), \(found)"
    },
    Case("a rule taken back after something else", "Le môle, still read") { subject in
      let id = subject.id("Le môle")
      let number = try subject.archive.beginRule(rule, at: 0)
      _ = try subject.archive.rewrite(
        [(id: id, story: try subject.cleaned("Le môle", "Sans eux."))], under: number)
      _ = try subject.archive.mark([id], read: true, at: 1)
      try subject.archive.takeBack(number)
      let isRead = try subject.headline("Le môle").isRead
      return "\(try subject.found("bateaux")), \(isRead ? "still read" : "unread")"
    },
    Case("versions that nothing new stands beside", "0") {
      "\(try $0.archive.unsettled($0.id("Le phare")).count)"
    },
    Case("versions that today's cleaning makes one", "2 unsettled, 2 versions, then 1 of 2 captures") {
      subject in
      let id = subject.id("Le phare")
      let new = SampleStories.capture(
        "Le phare", at: SampleStories.minute, url: "https://fanal.example/phare",
        text: "Le phare est éteint.",
        seen: SampleStories.minute + 9)
      _ = try subject.archive.save(
        [new], import: subject.archive.beginImport(label: "more", at: SampleStories.minute + 99))
      let unsettled = try subject.archive.unsettled(id)
      let before = try subject.archive.versions(of: id).count
      let story = try subject.cleaned("Le phare", "Le phare est éteint.")
      try subject.archive.settle([(story: id, cleaned: unsettled.map { (version: $0.version, story: story) })]
      )
      let after = try subject.archive.versions(of: id)
      return "\(unsettled.count) unsettled, \(before) versions, then \(after.count) of "
        + "\(after.first?.captures.count ?? 0) captures"
    },
    Case("templates", "3 of 3") { subject in
      try subject.saveFurnished()
      return try subject.furniture()
    },
    Case("templates of a source that is not there", "none") { try $0.furniture() },
    Case("templates learnt anew", "none, then 3 of 3") { subject in
      try subject.saveFurnished()
      try subject.archive.learnAgain { _, _ in nil }
      let nothing = try subject.furniture()
      try subject.archive.learnAgain { String(decoding: $1.bytes, as: UTF8.self) }
      return "\(nothing), then \(try subject.furniture())"
    },
    Case("layouts counted anew", "2 tried, 1 matched, then 1 tried, 0 matched") { subject in
      let match = ProfileMatch(profile: "fanal", layout: "2026")
      let other = ProfileMatch(profile: "fanal", layout: nil)
      try subject.archive.recount([(subject.id("Le môle"), match), (subject.id("Le phare"), other)])
      let first = try subject.layouts("Le Fanal")
      try subject.archive.recount([(subject.id("Le môle"), nil), (999, match)])
      return "\(first), then \(try subject.layouts("Le Fanal"))"
    },
  ]

  private static let rule = PublisherRule(publisher: "Le Fanal", Correction("Les bateaux", isStory: false))
}

extension Subject {
  /// A stored story as a cleaning makes it: with this text; nil leaves it as it is.
  func cleaned(_ title: String, _ text: String?) throws -> Story {
    var story = try archive.story(id(title))?.story ?? Story(title: title)
    if let text { story.blocks = [Block(.paragraph, text)] }
    return story
  }

  fileprivate func takeOut(from title: String, leaving text: String) throws -> Change? {
    let line = Correction("Le phare du port brille la nuit.", isStory: false)
    return try archive.correct(id(title), line, cleaned: cleaned(title, text), at: 0)
  }

  /// Three stories of one more paper, below each of which stands the same line.
  fileprivate func saveFurnished() throws {
    let captures = (1...3).map { number in
      let prose =
        "Le port a rouvert le \(number) au matin après trois jours de tempête, et les bateaux sont repartis."
      let text = "Titre \(number)\n\n\(prose)\n\nPartager"
      var story = Story(title: "Titre \(number)")
      story.source = "Le Quai"
      story.blocks = [Block(.paragraph, prose)]
      return PreparedCapture(
        capture: Capture(bytes: Array(text.utf8), text: text, format: .text, time: SampleStories.minute),
        story: story)
    }
    _ = try archive.save(captures, import: archive.beginImport(label: "more", at: SampleStories.minute))
  }

  /// In how many stories of that paper the line recurs.
  fileprivate func furniture() throws -> String {
    let template = try archive.templates(sources: ["Le Quai"])
      .template(source: "Le Quai", time: SampleStories.minute)
    let share = template?.share(of: LineKey.hash(of: "Partager"), in: .tail)
    return share.map { "\($0.stories) of \($0.of)" } ?? "none"
  }

  fileprivate func layouts(_ publisher: String) throws -> String {
    let count = try archive.publisherCounts().first { $0.name == publisher }
    return "\(count?.tried ?? 0) tried, \(count?.matched ?? 0) matched"
  }
}
