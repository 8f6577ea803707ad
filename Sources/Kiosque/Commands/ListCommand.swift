import Archive
import ArgumentParser
import Cells
import Stories
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

  @Option(help: ArgumentHelp("Go on after this story.", valueName: "id"))
  var after: Int64?

  @Option(help: ArgumentHelp("newest, oldest or title.", valueName: "order"))
  var sort = Query.Sort.newest

  @Flag(help: "Print a JSON object a line.")
  var json = false

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading)
    let page = try orExit(language) { () throws -> Page in
      var place = Place.start
      if let after {
        guard let headline = try archive.headlines([after]).first else {
          throw ValidationError("--after: " + Phrase.noStory(after)[language])
        }
        place = .after(headline)
      }
      return try archive.page(filter.query(sort: sort), from: place, limit: max(0, limit))
    }
    for headline in page.headlines { HeadlineLine.write(headline, json: json, language) }
  }
}

/// One headline on standard output: number, date, source, title, apart by tabs; a snippet below.
enum HeadlineLine {
  static func write(_ headline: Headline, snippet: String? = nil, json: Bool, _ language: Language) {
    let plain = snippet.map { Gate.line(Snippet.marked($0, "", "")) }
    if json {
      Output.line(JSON.line(HeadlineJSON(headline, snippet: plain)))
      return
    }
    let fields = [
      String(headline.id), headline.date?.iso ?? Phrase.noDate[language], headline.source ?? "–",
      headline.title,
    ]
    Output.line(fields.map { Gate.line($0) }.joined(separator: "\t"))
    if let snippet { Output.line("\t" + Snippet.shown(snippet)) }
  }
}

/// An extract whose matches stand between U+0002 and U+0003.
enum Snippet {
  /// Bold on a terminal, in brackets elsewhere; gated.
  static func shown(_ snippet: String) -> String {
    let (open, close) = Output.isTerminal ? ("\u{1B}[1m", "\u{1B}[22m") : ("[", "]")
    let parts = snippet.split(separator: "\u{2}", omittingEmptySubsequences: false)
    return Gate.line(String(parts[0]))
      + parts.dropFirst().map { part in
        let halves = part.split(separator: "\u{3}", maxSplits: 1, omittingEmptySubsequences: false)
        return open + Gate.line(String(halves[0])) + close
          + Gate.line(halves.count > 1 ? String(halves[1]) : "")
      }.joined()
  }

  static func marked(_ snippet: String, _ open: String, _ close: String) -> String {
    snippet.replacing("\u{2}", with: open).replacing("\u{3}", with: close)
  }
}
