import Stories
import Testing

/// Every question of the archive's face, asked of every engine: a new engine is a line in `Engine.all`, a new
/// question is asked in a case, or `QuestionTests` names it.
@Suite struct ConformanceTests {
  @Test(arguments: Engine.all, Case.listing) func lists(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.search) func searches(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.reading) func reads(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.importing) func imports(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.marking) func marks(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.cleaning) func cleansAgain(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.upkeep) func keepsInOrder(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.copies) func copies(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.breakingOff) func breaksOff(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  @Test(arguments: Engine.all, Case.places) func liesInItsPlace(_ engine: Engine, _ question: Case) throws {
    try answer(engine, question)
  }

  private func answer(_ engine: Engine, _ question: Case) throws {
    let subject = try Subject(engine)
    #expect(try question.ask(subject) == question.expected(of: engine), "\(question)")
    try subject.archive.close()
  }
}
