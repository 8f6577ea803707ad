import Archive
import Stories
import Testing

/// Whatever the reader does is taken back without a trace: a new kind of change is a row of `Undoable.all`.
@Suite struct UndoTests {
  @Test(arguments: Engine.all, Change.Kind.allCases)
  func whatIsDoneAndTakenBackLeavesEverythingAsItWas(_ engine: Engine, _ kind: Change.Kind) throws {
    let subject = try Subject(engine)
    let undoable = try #require(Undoable.all.first { $0.kind == kind })
    try undoable.prepare(subject)
    let before = try subject.everything()
    #expect(try undoable.act(subject)?.kind == kind)
    #expect(try subject.everything() != before, "it changes something")
    #expect(try subject.archive.undo()?.kind == kind)
    #expect(try subject.everything() == before)
    try subject.archive.close()
  }

  @Test(arguments: Engine.all) func changesAreTakenBackFromTheLatestOn(_ engine: Engine) throws {
    let subject = try Subject(engine)
    for undoable in Undoable.all { try undoable.prepare(subject) }
    while try subject.archive.undo() != nil {}
    var states = [try subject.everything()]
    for undoable in Undoable.all where try undoable.act(subject) != nil {
      states.append(try subject.everything())
    }
    #expect(states.count > 6)
    for before in states.dropLast().reversed() {
      _ = try subject.archive.undo()
      #expect(try subject.everything() == before)
    }
    try subject.archive.close()
  }
}

/// Something that can be taken back, and what must have been done before it.
private struct Undoable: Sendable {
  let kind: Change.Kind
  var prepare: @Sendable (Subject) throws -> Void = { _ in }
  let act: @Sendable (Subject) throws -> Change?

  static let all = [
    Undoable(kind: .read) { try $0.archive.mark([$0.id("Le môle")], read: true, at: 1) },
    Undoable(
      kind: .unread, prepare: { _ = try $0.archive.mark([$0.id("Le môle")], read: true, at: 1) }
    ) { try $0.archive.mark([$0.id("Le môle")], read: false, at: 2) },
    Undoable(kind: .star) { try $0.archive.mark([$0.id("La criée")], starred: true, at: 1) },
    Undoable(
      kind: .unstar, prepare: { _ = try $0.archive.mark([$0.id("La criée")], starred: true, at: 1) }
    ) { try $0.archive.mark([$0.id("La criée")], starred: false, at: 2) },
    Undoable(kind: .allRead) { try $0.archive.markAllRead(Query(source: "Le Fanal"), at: 1) },
    Undoable(kind: .refuse) { subject in
      try subject.archive.refuse(subject.id("Le môle"), for: 0, of: subject.id("Le phare"), at: 1)
    },
    Undoable(kind: .choose) { subject in
      try subject.archive.choose(subject.id("La criée"), for: 1, of: subject.id("Le phare"), at: 1)
    },
    Undoable(kind: .takeOut) { subject in
      let line = Correction("Le phare du port brille la nuit.", isStory: false)
      return try subject.archive.correct(
        subject.id("Le phare"), line, cleaned: subject.rewritten("Le phare", text: "Rien."), at: 1)
    },
    Undoable(kind: .putBack) { subject in
      let line = Correction("PAGE 12", isStory: true)
      return try subject.archive.correct(
        subject.id("La criée"), line, cleaned: subject.rewritten("La criée", text: "PAGE 12"), at: 1)
    },
    Undoable(kind: .rule) { subject in
      let rule = PublisherRule(publisher: "Le Fanal", Correction("Les bateaux", isStory: false))
      let number = try subject.archive.beginRule(rule, at: 1)
      let stories = try ["Le môle", "Le phare"].map { title in
        (id: subject.id(title), story: try subject.rewritten(title, text: "Sans bateaux."))
      }
      let count = try subject.archive.rewrite(stories, under: number)
      return Change(kind: .rule, stories: count, rule: rule)
    },
    Undoable(
      kind: .tag,
      prepare: { _ = try $0.archive.tag([$0.id("Le môle")], with: ["Mer"], without: [], at: 1) }
    ) { try $0.archive.tag([$0.id("Le môle"), $0.id("Le phare")], with: ["Port"], without: ["mer"], at: 2) },
  ]
}

extension Subject {
  /// A stored story as another cleaning might make it: with this text and one related headline less.
  fileprivate func rewritten(_ title: String, text: String) throws -> Story {
    var story = try cleaned(title, text)
    story.related = story.related.dropLast()
    return story
  }
}
