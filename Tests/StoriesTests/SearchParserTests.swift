import Stories
import Testing

@Suite struct SearchParserTests {
  private func tree(_ text: String, typed: Bool = false) throws -> SearchTree? {
    try SearchTree.parse(text, typed: typed)
  }

  private func word(_ text: String, _ form: SearchWords.Form = .anyForm) -> SearchTree {
    .words(SearchWords(text, form))
  }

  private func fault(_ text: String, typed: Bool = false) -> SearchFault? {
    do {
      _ = try SearchTree.parse(text, typed: typed)
      return nil
    } catch {
      return error
    }
  }

  @Test func wordsMustAllBeThere() throws {
    #expect(try tree("état  d’urgence") == .all([word("état"), word("d’urgence")]))
    #expect(try tree("état") == word("état"))
    #expect(try tree("") == nil)
    #expect(try tree(" — & !? ") == nil)
  }

  @Test func everyFormIsRead() throws {
    #expect(try tree("\"hausse des prix\"") == word("hausse des prix", .phrase))
    #expect(try tree("« hausse des prix »") == word(" hausse des prix ", .phrase))
    #expect(try tree("“hausse des prix”") == word("hausse des prix", .phrase))
    #expect(try tree("=élève") == word("élève", .exact))
    #expect(try tree("ephem*") == word("ephem", .prefix))
    #expect(try tree("-grève") == .not(word("grève")))
    #expect(try tree("a - b") == .all([word("a"), word("b")]))
    #expect(try tree("porte-avions") == word("porte-avions"))
  }

  @Test func alternativesBindLooserThanWordsBesideEachOther() throws {
    #expect(
      try tree("lyon paris OR nantes") == .any([.all([word("lyon"), word("paris")]), word("nantes")]))
    #expect(
      try tree("lyon (paris OR nantes)") == .all([word("lyon"), .any([word("paris"), word("nantes")])]))
    #expect(try tree("-(paris OR nantes)") == .not(.any([word("paris"), word("nantes")])))
    #expect(try tree("or") == word("or"))
    #expect(try tree("ORLY") == word("ORLY"))
  }

  @Test func signsInCapitalsAreUnderstood() throws {
    #expect(try tree("lyon AND paris") == .all([word("lyon"), word("paris")]))
    #expect(try tree("lyon NOT paris") == .all([word("lyon"), .not(word("paris"))]))
    #expect(try tree("lyon AND NOT (paris OR brest)") == tree("lyon -(paris OR brest)"))
    #expect(try tree("NOT title:lyon") == .not(.part(.title, word("lyon"))))
    #expect(try tree("lyon and not paris") == .all(["lyon", "and", "not", "paris"].map { word($0) }))
    #expect(try tree("\"AND\"") == word("AND", .phrase))
    #expect(try tree("ANDRE NOTE") == .all([word("ANDRE"), word("NOTE")]))
    #expect(fault("lyon AND") == SearchFault(.nothingBesideBoth, 5..<8))
    #expect(fault("AND lyon") == SearchFault(.nothingBesideBoth, 0..<3))
    #expect(fault("lyon AND AND paris") == SearchFault(.nothingBesideBoth, 9..<12))
    #expect(fault("lyon NOT") == SearchFault(.nothingToExclude, 5..<8))
    #expect(fault("NOT OR lyon") == SearchFault(.nothingToExclude, 0..<3))
    #expect(fault("NOT -lyon") == SearchFault(.nothingToExclude, 0..<3))
    #expect(try tree("phare AND", typed: true) == word("phare"))
    #expect(try tree("phare NOT", typed: true) == word("phare"))
    #expect(try tree("phare NOT (", typed: true) == word("phare"))
  }

  @Test func daysMayBeOpen() throws {
    let last = CivilDay(year: 2016, month: 12, day: 31)
    let first = CivilDay(year: 2015, month: 1, day: 1)
    #expect(try tree("date:..2016") == .filter(.days(nil, last)))
    #expect(try tree("date:2015..") == .filter(.days(first, nil)))
    #expect(fault("date:..") == SearchFault(.noDay(".."), 5..<7))
    #expect(fault("date:..2016-13") == SearchFault(.noDay("..2016-13"), 5..<14))
    #expect(fault("date:2015..x") == SearchFault(.noDay("2015..x"), 5..<12))
    #expect(fault("since:2015..") == SearchFault(.noDay("2015.."), 6..<12))
  }

  @Test func numbersInGroupsAreOneWord() throws {
    #expect(try tree("1 500 euros") == .all([word("1 500"), word("euros")]))
    #expect(try tree("1\u{A0}500\u{202F}000") == word("1\u{A0}500\u{202F}000"))
    #expect(try tree("2015 100") == .all([word("2015"), word("100")]))
    #expect(try tree("12 50") == .all([word("12"), word("50")]))
    #expect(try tree("12 5000") == .all([word("12"), word("5000")]))
  }

  @Test func addressesAreAField() throws {
    #expect(try tree("url:fanal.example") == .filter(.url("fanal.example")))
    #expect(try tree("url:https://fanal.example/a?b=1") == .filter(.url("https://fanal.example/a?b=1")))
    #expect(fault("url:") == SearchFault(.nothingAfter(field: "url"), 0..<4))
  }

  @Test func fieldsNarrow() throws {
    #expect(try tree("title:lyon") == .part(.title, word("lyon")))
    #expect(try tree("title:(lyon OR brest)") == .part(.title, .any([word("lyon"), word("brest")])))
    #expect(try tree("author:\"Ana Le Goff\"") == .part(.author, word("Ana Le Goff", .phrase)))
    #expect(try tree("source:\"Le Fanal\"") == .filter(.source("Le Fanal", columns: 7..<17)))
    #expect(try tree("lang:FR") == .filter(.language("fr")))
    #expect(try tree("is:starred") == .filter(.state(.starred)))
    #expect(try tree("-is:read") == .not(.filter(.state(.read))))
    #expect(try tree("tag:mer") == .filter(.tag("mer", columns: 4..<7)))
  }

  @Test func daysMonthsAndYears() throws {
    let first = CivilDay(year: 2015, month: 11, day: 1)
    let last = CivilDay(year: 2015, month: 11, day: 30)
    #expect(try tree("date:2015-11") == .filter(.days(first, last)))
    #expect(try tree("since:2015-11") == .filter(.days(first, nil)))
    #expect(try tree("until:2015-11") == .filter(.days(nil, last)))
    let year = SearchTree.filter(
      .days(CivilDay(year: 2016, month: 1, day: 1), CivilDay(year: 2016, month: 12, day: 31)))
    #expect(try tree("date:2016") == year)
    let leap = CivilDay(year: 2016, month: 2, day: 29)
    #expect(try tree("date:2016-02-29") == .filter(.days(leap, leap)))
    #expect(try tree("date:2015-11..2016-02") == .filter(.days(first, leap)))
  }

  @Test func aMistakeIsToldWithItsPlace() {
    #expect(fault("lyon \"hausse des") == SearchFault(.openQuote, 5..<6))
    #expect(fault("(lyon") == SearchFault(.openParenthesis, 0..<1))
    #expect(fault("lyon)") == SearchFault(.strayParenthesis, 4..<5))
    #expect(fault("lyon ()") == SearchFault(.emptyParentheses, 5..<7))
    #expect(fault("lyon OR") == SearchFault(.nothingBesideEither, 5..<7))
    #expect(fault("OR lyon") == SearchFault(.nothingBesideEither, 0..<2))
    #expect(fault("--lyon") == SearchFault(.nothingToExclude, 0..<1))
    #expect(fault("m*") == SearchFault(.shortPrefix, 0..<2))
    #expect(fault("titel:lyon") == SearchFault(.unknownField("titel", near: "title"), 0..<5))
    #expect(fault("title: lyon") == SearchFault(.nothingAfter(field: "title"), 0..<6))
    #expect(fault("is:starrd") == SearchFault(.unknownState("starrd", near: "starred"), 3..<9))
    #expect(fault("date:2015-13") == SearchFault(.noDay("2015-13"), 5..<12))
    #expect(fault("date:2016..2015") == SearchFault(.reversedDays, 5..<15))
    #expect(fault("lang:french") == SearchFault(.noLanguage("french"), 5..<11))
    #expect(fault(String(repeating: "(", count: 100))?.reason == .tooMuch)
    #expect(fault(String(repeating: "a ", count: 100))?.reason == .tooMuch)
  }

  @Test func whatIsBeingTypedIsNoMistake() throws {
    #expect(try tree("phare", typed: true) == word("phare", .unfinished))
    #expect(try tree("phare ", typed: true) == word("phare"))
    #expect(try tree("phare e", typed: true) == word("phare"))
    #expect(try tree("\"le vieux po", typed: true) == word("le vieux po", .unfinishedPhrase))
    #expect(try tree("phare (mer", typed: true) == .all([word("phare"), word("mer", .unfinished)]))
    #expect(try tree("phare OR", typed: true) == word("phare"))
    #expect(try tree("phare title:", typed: true) == word("phare"))
    #expect(try tree("phare is:un", typed: true) == word("phare"))
    #expect(try tree("phare date:2015-1", typed: true) != nil)
    #expect(fault("titel:ly", typed: true) != nil)
  }

  @Test func colonsThatNameNoFieldAreWords() throws {
    #expect(try tree("https://a.example/b") == word("https://a.example/b"))
    #expect(try tree("Paris: nuit") == .all([word("Paris:"), word("nuit")]))
    #expect(try tree("12:30") == word("12:30"))
  }

  @Test func accentsThatStandByThemselvesAreTakenTogether() throws {
    #expect(try tree("=e\u{301}te\u{301}") == word("été", .exact))
  }
}
