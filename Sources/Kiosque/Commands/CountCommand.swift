import Archive
import ArgumentParser
import Cells
import Stories
import Text
import Wording

extension CountKey: ExpressibleByArgument {}

/// `kiosque count QUERY --by KEY`
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "How many stories a query finds, by day, month, year, source, author or tag.",
    discussion: """
      The query is that of kiosque search; without one every story is counted. The header says what was \
      counted, out of how many stories, and when.

      EXAMPLES
        kiosque count attentat --by month
        kiosque count 'grève source:fanal' --by year --csv > greve.csv
        kiosque count --by author --json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var asked: QueryOptions

  @Option(help: ArgumentHelp("day, month, year, source, author or tag.", valueName: "key"))
  var by = CountKey.month

  @Flag(help: "Print CSV; the header is in lines that begin with #.")
  var csv = false

  @Flag(help: "Print a JSON object a line, the header first.")
  var json = false

  private struct HeaderJSON: Encodable {
    var query: String
    var by: String
    var matches: Int
    var archive: Int
    var counted: String
  }

  func validate() throws {
    try asked.requireNoOption(of: Self.self)
    if csv && json { throw ValidationError("--csv and --json: choose one.") }
  }

  func run() throws {
    let language = try common.spoken()
    let query = try asked.query(filter, language)
    let archive = try common.opened(.reading, quietly: json || csv)
    let count = try asked.orExit(language) { try archive.count(query, by: by) }
    let moment = StoryDate.iso(instant: Clock.now)
    if json {
      let header = HeaderJSON(
        query: described, by: by.rawValue, matches: count.stories, archive: count.all, counted: moment)
      Output.line(JSON.line(header))
      for line in count.lines {
        Output.line(
          "{" + (line.name.map { "\(quoted(by.rawValue)):\(JSON.line($0))," } ?? "")
            + "\"stories\":\(line.stories)}")
      }
    } else if csv {
      Output.data("# query: \(described)")
      Output.data("# matches: \(count.stories)")
      Output.data("# archive: \(count.all)")
      Output.data("# counted: \(moment)")
      Output.line("\(by.rawValue),stories")
      for line in count.lines { Output.data(cell(line.name ?? "") + ",\(line.stories)") }
    } else {
      table(count, moment, language)
    }
  }

  private func table(_ count: StoryCount, _ moment: String, _ language: Language) {
    let name = described.isEmpty ? Phrase.everyStory[language] : described
    Output.data(
      Phrase.counted(name, matches: count.stories, of: count.all, on: String(moment.prefix(10)))[language])
    let numbers = count.lines.map { Numbers.grouped($0.stories, language) }
    let width = numbers.map(\.count).max() ?? 0
    for (line, number) in zip(count.lines, numbers) {
      let blank = String(repeating: " ", count: width - number.count)
      Output.data("  \(blank)\(number)  \(line.name ?? "–")")
    }
  }

  /// The query with the options that narrow it, as one query that would find the same.
  private var described: String {
    var parts = [asked.text]
    if let source = filter.source { parts.append("source:\"\(source)\"") }
    if let since = filter.since { parts.append("since:\(since.day.iso)") }
    if let until = filter.until { parts.append("until:\(until.day.iso)") }
    if filter.unread { parts.append("is:unread") }
    if filter.starred { parts.append("is:starred") }
    if filter.doubtful { parts.append("is:doubtful") }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  /// A cell of CSV (RFC 4180); text that a spreadsheet would take for a formula is preceded by an apostrophe.
  private func cell(_ text: String) -> String {
    // By scalars: a quote with an accent on it is a quote for a spreadsheet.
    let first = text.unicodeScalars.first
    let safe = first.map { "=+-@\t".unicodeScalars.contains($0) } == true ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return safe }
    let doubled = safe.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
  }
}

/// `kiosque tag QUERY +name -name`
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Tag the stories that a query finds; without arguments, list the tags.",
    discussion: """
      Every argument that begins with + is a tag to give, every one with - a tag to take away; the rest is \
      the query, as kiosque search has it. What must not be there stands in one argument with other words.

      EXAMPLES
        kiosque tag 'source:fanal phare' +"vieux port" -relire
        kiosque tag 'phare -mer' +phares
        kiosque tag
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var asked: QueryOptions

  func validate() throws { try asked.requireNoOption(of: Self.self) }

  func run() throws {
    let language = try common.spoken()
    var rest = asked
    let added = rest.words.filter { $0.hasPrefix("+") }
    let removed = rest.words.filter { $0.hasPrefix("-") }
    rest.words.removeAll { $0.hasPrefix("+") || $0.hasPrefix("-") }
    guard !asked.words.isEmpty else {
      let archive = try common.opened(.reading)
      for tag in try rest.orExit(language, archive.tags) {
        Output.line("\(tag.stories)\t" + Gate.line(tag.name))
      }
      return
    }
    let names = added + removed
    if let bad = names.first(where: { HeadlineKey.of($0).isEmpty }) ?? (names.isEmpty ? rest.text : nil) {
      Output.complain("kiosque: " + Phrase.badTag(bad)[language])
      throw Status.usage
    }
    let query = try rest.query(filter, language)
    let archive = try common.opened(.writing)
    let change = try rest.orExit(language) {
      try archive.tag(
        query, with: added.map { String($0.dropFirst()) }, without: removed.map { String($0.dropFirst()) },
        at: Clock.now)
    }
    Output.complain(Phrase.tagged(change?.stories ?? 0)[language])
  }
}
