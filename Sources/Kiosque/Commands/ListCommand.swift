import Archive
import ArgumentParser
import Cells
import Stories
import Text
import Wording

/// `kiosque list`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Headlines, newest first.",
    discussion: """
      EXAMPLES
        kiosque list --unread --limit 20
        kiosque list --source Euronews --since 2026-03-01 --json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions

  @Option(help: ArgumentHelp("How many at most.", valueName: "number"))
  var limit = 50

  @Option(help: ArgumentHelp("Go on after this story.", valueName: "id"), completion: Completions.stories)
  var after: Int64?

  @Option(help: ArgumentHelp("newest, oldest, title or relevance.", valueName: "order"))
  var sort = Query.Sort.newest

  @Flag(help: "Print a JSON object a line.")
  var json = false

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading, quietly: json)
    let page = try orExit(language) { () throws -> Page in
      var position = ListPosition.start
      if let after {
        guard let headline = try archive.headlines([after]).first else {
          throw ValidationError("--after: " + Phrase.noStory(after)[language])
        }
        position = .after(headline)
      }
      return try archive.page(filter.query(sort: sort), from: position, limit: max(0, limit))
    }
    for headline in page.headlines { HeadlineLine.write(headline, json: json, language) }
  }
}

/// A headline on one line of standard output: number, date, source and title, separated by tabs, `–` for what
/// is not known; an extract below. It is the same in every language.
enum HeadlineLine {
  static func write(_ headline: Headline, snippet: Snippet? = nil, json: Bool, _ language: Language) {
    if json {
      Output.line(JSON.line(HeadlineJSON(headline, snippet: snippet.map { Gate.line($0.text) })))
      return
    }
    let fields = [
      String(headline.id), headline.date?.iso ?? "–", headline.source ?? "–",
      headline.title,
    ]
    Output.line(fields.map { Gate.line($0) }.joined(separator: "\t"))
    if let snippet { Output.line("\t" + shown(snippet)) }
  }

  /// Matches bold on a terminal, in brackets elsewhere; gated.
  private static func shown(_ snippet: Snippet) -> String {
    let (open, close) = Output.isTerminal ? ("\u{1B}[1m", "\u{1B}[22m") : ("[", "]")
    return snippet.runs.map { run in
      run.isMatch ? open + Gate.line(run.text) + close : Gate.line(run.text)
    }.joined()
  }
}
