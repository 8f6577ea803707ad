import Archive
import Stories

extension Case {
  static let upkeep = [
    Case("all is well", "0 true false, told to the end") { subject in
      let progress = ProgressNotes()
      let findings = try subject.archive.check(progress.note).count
      return "\(findings) \(subject.archive.isWritable) \(subject.archive.isKnownAsDamaged), \(progress)"
    },
    Case("all is well after every kind of write", "0") { subject in
      _ = try subject.archive.mark([subject.id("Le phare")], read: true, at: 0)
      _ = try subject.archive.tag(subject.search("port"), with: ["Port"], without: [], at: 1)
      let line = Correction("Le phare du port brille la nuit.", isStory: false)
      let cleaned = try subject.cleaned("Le phare", "Rien.")
      _ = try subject.archive.correct(subject.id("Le phare"), line, cleaned: cleaned, at: 2)
      _ = try subject.archive.forget(.query(subject.search("title:môle")))
      _ = try subject.archive.remember()
      _ = try subject.archive.forget(.query(subject.search("jetée")))
      _ = try subject.archive.undo()
      return "\(try subject.archive.check { _, _ in }.count)"
    },
    Case("forgotten and brought back", "1 would, 1 did, 6 left, 0 found, 1 back, Le môle, 2 linked") {
      subject in
      let asked = Forgetting.query(try subject.search("title:môle"))
      let would = try subject.archive.count(of: asked)
      let did = try subject.archive.forget(asked)
      let left = try subject.archive.counts().stories
      let found = try subject.archive.count(subject.search("bateaux"))
      let back = try subject.archive.remember()
      let linked = try subject.headline("Le phare").linked
      return "\(would) would, \(did) did, \(left) left, \(found) found, \(back) back, "
        + "\(try subject.found("bateaux")), \(linked) linked"
    },
    Case("nothing to bring back", "0") { "\(try $0.archive.remember())" },
    Case("an import forgotten", "7, 0 left") { subject in
      let number = try subject.archive.statistics().imports[0].number
      let did = try subject.archive.forget(.importNumber(number))
      return "\(did), \(try subject.archive.counts().stories) left"
    },
    Case("the index made anew", "Le môle, La criée, Le phare, Sans date, as it was, told to the end") {
      subject in
      let (before, progress) = (try subject.everything(), ProgressNotes())
      try subject.archive.rebuildIndex(progress.note)
      return "\(try subject.found("port")), \(try subject.isAs(before)), \(progress)"
    },
    Case("the index made anew after changes", "La criée, Le phare, Sans date, 0 wrong, as it was") {
      subject in
      _ = try subject.archive.forget(.query(subject.search("title:môle")))
      let line = Correction("Les bateaux", isStory: false)
      let cleaned = try subject.cleaned("La criée", "La criée du port et ses bateaux.")
      _ = try subject.archive.correct(subject.id("La criée"), line, cleaned: cleaned, at: 0)
      let before = try subject.everything()
      try subject.archive.rebuildIndex { _, _ in }
      let findings = try subject.archive.check { _, _ in }.count
      return "\(try subject.found("port")), \(findings) wrong, \(try subject.isAs(before))"
    },
    Case("a second reader answers alike", "as it was") { subject in
      let before = try subject.everything()
      return try subject.withSecondReader { try $0.isAs(before) }
    },
    Case("a second reader sees what the first wrote", "Le môle, then Le môle, Le phare, then as it was") {
      subject in
      _ = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      let seen = try subject.withSecondReader { second in
        let before = try second.found("is:starred")
        _ = try subject.archive.mark([subject.id("Le phare")], starred: true, at: 1)
        return "\(before), then \(try second.found("is:starred"))"
      }
      let after = try subject.everything()
      return "\(seen), then \(try subject.isAs(after))"
    },
    Case("consolidated", "as it was, star 1") { try $0.unchanged { $0.consolidate() } },
    Case("room given back", "as it was, star 1") { try $0.unchanged { $0.freeRoom() } },
    Case("recovered", "as it was, star 1") { try $0.unchanged { $0.recover() } },
    Case("a place left that nobody took", "as it was, star 1") { try $0.unchanged { $0.leavePlace() } },
    Case("closed, it answers no more", "CancellationError, CancellationError, CancellationError") { subject in
      let id = subject.id("Le môle")
      try subject.archive.close()
      let reading = fault { "\(try subject.archive.counts())" }
      let writing = fault { said(try subject.archive.mark([id], read: true, at: 0)) }
      try subject.archive.close()
      return "\(reading), \(writing), \(fault { try subject.titles(Query()) })"
    },
    Case("closed, it changes nothing and harms nothing", "as it was", withoutPlace: "gone") { subject in
      let before = try subject.everything()
      try subject.archive.close()
      subject.archive.interrupt()
      subject.archive.consolidate()
      subject.archive.freeRoom()
      subject.archive.recover()
      subject.archive.leavePlace()
      subject.archive.stop()
      guard let place = subject.place else { return "gone" }
      let other = subject.asking(try subject.open(place))
      defer { try? other.archive.close() }
      return try other.isAs(before)
    },
  ]

  /// What a question answers, or the name of the fault that it throws.
  static func fault(_ question: () throws -> String) -> String {
    do {
      return try question()
    } catch {
      return String("\(error)".prefix { $0 != "(" })
    }
  }
}

extension Subject {
  fileprivate func withSecondReader(_ ask: (Subject) throws -> String) throws -> String {
    let second = try archive.secondReader()
    defer { if second !== archive { try? second.close() } }
    return try ask(asking(second))
  }

  /// Lets the archive do something between two writes that is to change no answer.
  fileprivate func unchanged(_ work: (any StoryArchive) -> Void) throws -> String {
    _ = try archive.mark([id("Le môle")], read: true, at: 0)
    let before = try everything()
    work(archive)
    let after = try isAs(before)
    return "\(after), \(Case.said(try archive.mark([id("Le môle")], starred: true, at: 1)))"
  }
}
