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

  /// A page of the manual; its file is named after it and its section.
  enum Page: String, CaseIterable, ExpressibleByArgument {
    case kiosque, query, formats, config

    var file: String {
      switch self {
      case .kiosque: "kiosque.1"
      case .query: "kiosque-query.7"
      case .formats: "kiosque-formats.7"
      case .config: "kiosque-config.5"
      }
    }
  }

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("kiosque, query, formats or config.", valueName: "page"))
  var page = Page.kiosque

  func run() throws {
    let language = try common.spoken()
    throw ManualViewer.show(page, at: nil, language)
  }
}
