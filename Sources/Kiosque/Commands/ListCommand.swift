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

  @Option(help: "At most so many.")
  var limit = 50

  @Option(help: ArgumentHelp("Go on after this story.", valueName: "id"))
  var after: Int64?

  @Option(help: "newest, oldest or title.")
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

/// `kiosque search QUERY`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Stories that hold all the words, newest first, blind to accents and case.",
    discussion: """
      EXAMPLES
        kiosque search ephemeride
        kiosque search "etat urgence" --json --limit 5
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions

  @Argument(help: ArgumentHelp("The words.", valueName: "query"))
  var words: [String]

  @Option(help: "At most so many.")
  var limit = 50

  @Flag(help: "Print a JSON object a line.")
  var json = false

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading)
    // A word that is written out is meant whole.
    let query = filter.query(words: words.joined(separator: " ") + " ")
    let (page, snippets) = try orExit(language) {
      let page = try archive.page(query, limit: max(0, limit))
      return (page, try archive.snippets(query.words, in: page.headlines))
    }
    for headline in page.headlines {
      HeadlineLine.write(headline, snippet: snippets[headline.id], json: json, language)
    }
  }
}

/// One headline on standard output: number, date, source, title, apart by tabs; a snippet below.
enum HeadlineLine {
  static func write(_ headline: Headline, snippet: String? = nil, json: Bool, _ language: Language) {
    let plain = snippet.map { Gate.line($0.filter { $0 != "\u{2}" && $0 != "\u{3}" }) }
    if json {
      Output.line(JSON.line(HeadlineJSON(headline, snippet: plain)))
      return
    }
    let fields = [
      String(headline.id), headline.date?.iso ?? Phrase.noDate[language], headline.source ?? "–",
      headline.title,
    ]
    Output.line(fields.map { Gate.line($0) }.joined(separator: "\t"))
    if let plain { Output.line("\t" + plain) }
  }
}
