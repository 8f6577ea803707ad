import ArgumentParser

/// `kiosque manual [PAGE]`
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Show a page of the manual, installed or not.",
    discussion: """
      The pages: kiosque (keys, commands, the archive), query (the query language), formats (what can be
      imported, what is printed as JSON), config (settings, themes, publisher profiles).

      EXAMPLES
        kiosque manual
        kiosque manual query
      """)

  @OptionGroup var common: CommonOptions

  // Not of the pages' type: the parser would say nothing of a misspelt option before it.
  @Argument(
    help: ArgumentHelp("kiosque, query, formats or config.", valueName: "page"),
    completion: .list(ManualPage.allCases.map(\.rawValue)))
  var page = ManualPage.kiosque.rawValue

  func validate() throws {
    guard ManualPage(rawValue: page) == nil else { return }
    // What stands behind a misspelt option is taken for a page before the option is complained of.
    let help = Kiosque.helpMessage(for: Self.self)
    if let word = Misspelt.option(Arguments.all, help: help) { throw ValidationError(word.told(help)) }
    throw ValidationError("'\(page)' is no page: the pages are kiosque, query, formats and config.")
  }

  func run() throws {
    let language = try common.spoken()
    throw ManualViewer.show(ManualPage(rawValue: page) ?? .kiosque, at: nil, language)
  }
}
