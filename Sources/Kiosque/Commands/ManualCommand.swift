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

  @Argument(help: ArgumentHelp("kiosque, query, formats or config.", valueName: "page"))
  var page = ManualPage.kiosque

  func run() throws {
    let language = try common.spoken()
    throw ManualViewer.show(page, at: nil, language)
  }
}

extension ManualPage: ExpressibleByArgument {}
