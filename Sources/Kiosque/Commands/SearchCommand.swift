import Archive
import ArgumentParser
import Cells
import Stories
import Text
import Wording

/// `kiosque search QUERY`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Stories that a query finds, newest first, blind to accents, case and inflection.",
    discussion: """
      \(QueryOptions.language)

      EXAMPLES
        kiosque search ephemeride
        kiosque search '"état d’urgence" -prolongation date:2015-11'
        kiosque search 'title:(lyon OR grenoble) is:unread' --rank --json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var asked: QueryOptions

  @Option(help: ArgumentHelp("How many at most.", valueName: "number"))
  var limit = 50

  @Flag(help: "By relevance among the newest 20,000 matches.")
  var rank = false

  @Flag(help: "Print a JSON object a line.")
  var json = false

  func validate() throws { try asked.requireNoOption(of: Self.self) }

  func run() throws {
    let language = try common.spoken()
    let query = try asked.query(filter, sort: rank ? .relevance : .newest, language)
    let archive = try common.opened(.reading, quietly: json)
    let (page, snippets) = try asked.orExit(language) {
      let page = try archive.page(query, limit: max(0, limit))
      return (page, try archive.snippets(of: query, in: page.headlines))
    }
    for headline in page.headlines {
      HeadlineLine.write(headline, snippet: snippets[headline.id], json: json, language)
    }
  }
}

/// A query on the command line.
struct QueryOptions: ParsableArguments {
  /// The language in a few lines, for `--help`.
  static let language = """
    A query: words, "a phrase", -not or NOT, AND, OR, ( ), prefix*, =exact (this very form, with the accents \
    you type); title: body: author: source: lang: tag: url:; date: since: until: with 2015-11-17, 2015-11 or \
    2015, date:2015..2016, date:2015.., date:..2016; is:unread, read, starred, doubtful, linked or wanted. \
    French names of fields are understood too.
    """

  @Argument(
    parsing: .allUnrecognized, help: ArgumentHelp("The query.", valueName: "query"),
    completion: Completions.queryWords)
  var words: [String] = []

  /// `--` ends the options, and the parser hands it on.
  var text: String { words.filter { $0 != "--" }.joined(separator: " ") }

  /// No word of a query begins with two hyphens: one that does is a misspelt option.
  func requireNoOption(of command: any ParsableCommand.Type) throws {
    guard let word = words.prefix(while: { $0 != "--" }).first(where: { $0.hasPrefix("--") }) else { return }
    throw ValidationError(Misspelt.Option(word: word).told(Kiosque.helpMessage(for: command)))
  }

  /// Parses the query; a mistake is shown with its position and ends the command with status 2.
  func query(_ filter: FilterOptions, sort: Query.Sort = .newest, _ language: Language) throws -> Query {
    do throws(SearchFault) {
      let search = try SearchTree.parse(text, .spoken)
      if search == nil, text.contains(where: { !$0.isWhitespace }) {
        throw SearchFault(.noWord, 0..<text.count)
      }
      return filter.query(words: text, search: search, sort: sort)
    } catch {
      throw complaint(error, language)
    }
  }

  /// Runs a query of the archive; names that the archive does not have are reported like mistakes.
  func orExit<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
    do {
      return try answered(language, body)
    } catch let fault as SearchFault {
      throw complaint(fault, language)
    }
  }

  private func complaint(_ fault: SearchFault, _ language: Language) -> ExitCode {
    let typed = Array(NormalForm.composed(text))
    let end = min(fault.columns.upperBound, typed.count)
    let start = min(fault.columns.lowerBound, end)
    let before = Width.of(Gate.line(String(typed[..<start])))
    let carets = max(1, Width.of(Gate.line(String(typed[start..<end]))))
    Output.complain("kiosque: " + Phrase.wrong(fault.reason)[language])
    Output.complain("  " + Gate.line(text))
    Output.complain("  " + String(repeating: " ", count: before) + String(repeating: "^", count: carets))
    return Status.usage
  }
}
