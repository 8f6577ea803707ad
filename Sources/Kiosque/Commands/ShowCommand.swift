import Archive
import ArgumentParser
import Cells
import Glibc
import Stories
import Text
import Wording

/// `kiosque show ID`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print one story.",
    discussion: """
      EXAMPLES
        kiosque show 12                  as the reader sets it
        kiosque show 12 --markdown > a.md
        kiosque show 12 --raw > capture  the capture, byte for byte
        kiosque show 12 --removed        what cleaning took away, with its rule
        kiosque show 12 --versions       the texts it had
        kiosque show 12 --version 1      one of them, in any form
        kiosque show 12 --diff 1 2       word by word: [-gone-] {+come+}
      """)

  enum Form: String, EnumerableFlag {
    case text, json, markdown, html, raw, removed
  }

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The story's number.", valueName: "id"), completion: Completions.stories)
  var id: Int64

  @Flag(help: "The form of the output; text is what the reader shows.")
  var form = Form.text

  @Option(help: ArgumentHelp("The width of the text.", valueName: "columns"))
  var width = 72

  @Flag(help: "List the versions of its text, the newest first (a * at the one that is read).")
  var versions = false

  @Option(help: ArgumentHelp("The version of that number.", valueName: "n"))
  var version: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("What changed from one version to another.", valueName: "n m"))
  var diff: [Int] = []

  func validate() throws {
    guard diff.isEmpty || diff.count == 2 else { throw ValidationError("--diff: two versions, as 1 2.") }
  }

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading, quietly: form == .json)
    if versions {
      let found = try orExit(language) { try archive.versions(of: id) }
      guard !found.isEmpty else { throw missing(nil, language) }
      VersionTable.write(found, json: form == .json)
    } else if diff.count == 2 {
      let texts = try diff.map { try stored(archive, $0, language).story.passages }
      let words = WordDiff(from: texts[0], to: texts[1])
      VersionTable.write(words, from: diff[0], to: diff[1], json: form == .json)
    } else {
      try show(try stored(archive, version, language), archive, language)
    }
  }

  private func stored(_ archive: any StoryArchive, _ version: Int?, _ language: Language) throws
    -> StoredStory
  {
    guard let stored = try orExit(language, { try archive.story(id, version: version) }) else {
      throw missing(version, language)
    }
    return stored
  }

  /// Says what is not there.
  private func missing(_ version: Int?, _ language: Language) -> ExitCode {
    let phrase = version.map { Phrase.noVersion($0, of: id) } ?? Phrase.noStory(id)
    Output.complain("kiosque: " + phrase[language])
    return Status.partly
  }

  private func show(_ stored: StoredStory, _ archive: any StoryArchive, _ language: Language) throws {
    switch form {
    case .text: Output.line(Rendering.text(stored, width: max(1, width), language))
    case .json: Output.line(JSON.line(StoryJSON(stored)))
    case .markdown: Output.line(Markdown.page(stored, language))
    case .html: Output.line(Rendering.html(stored, language))
    case .removed:
      for line in stored.story.removed {
        let sure = line.percent.map { "  \($0)%" } ?? ""
        Output.data(line.rule + sure + "  " + line.text)
      }
    case .raw: try orExit(language) { try printRaw(archive) }
    }
  }

  /// Byte for byte into a file or a pipe; a terminal gets the gated text.
  private func printRaw(_ archive: any StoryArchive) throws {
    guard let capture = try archive.rawCapture(of: id, version: version) else { return }
    if Output.isTerminal {
      Output.line(Gate.lines(try Pipeline.installed().text(of: capture)))
    } else {
      Output.bytes(capture.bytes)
    }
  }
}

/// `kiosque links ID`
struct LinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "What a story points to, stored or missing, what points to it, and its copies in other papers.",
    discussion: """
      EXAMPLE
        kiosque links 12 --json
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The story's number.", valueName: "id"), completion: Completions.stories)
  var id: Int64

  @Flag(help: "Print a JSON object a line.")
  var json = false

  private struct LinkJSON: Encodable {
    var direction: String
    var title: String
    var url: String?
    var stories: [StoryID]
    var altered: Bool?
    var match: String?
    var score: Double?
    var source: String?
  }

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading, quietly: json)
    guard let stored = try orExit(language, { try archive.story(id) }) else {
      Output.complain("kiosque: " + Phrase.noStory(id)[language])
      throw Status.partly
    }
    for relation in stored.relations {
      let ids = relation.stored.map(\.id)
      if json {
        Output.line(
          JSON.line(
            LinkJSON(
              direction: "to", title: relation.title, url: relation.url, stories: ids,
              altered: relation.isAltered, match: relation.match?.rawValue, score: relation.score)))
      } else {
        let numbers = ids.isEmpty ? Phrase.notStored[language] : ids.map(String.init).joined(separator: " ")
        Output.data("→ \(relation.isAltered ? "≈ " : "")\(relation.title)  [\(numbers)]")
      }
    }
    for headline in stored.citedBy {
      if json {
        Output.line(JSON.line(LinkJSON(direction: "from", title: headline.title, stories: [headline.id])))
      } else {
        Output.data("← \(headline.title)  [\(headline.id)]")
      }
    }
    for headline in stored.similar {
      if json {
        let row = LinkJSON(
          direction: "similar", title: headline.title, stories: [headline.id], source: headline.source)
        Output.line(JSON.line(row))
      } else {
        Output.data("≡ \(headline.source.map { $0 + ": " } ?? "")\(headline.title)  [\(headline.id)]")
      }
    }
  }
}

/// `kiosque wanted`
struct WantedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wanted",
    abstract: "Headlines that stored stories point to and the archive lacks, most wanted first.",
    discussion: """
      EXAMPLE
        kiosque wanted --limit 100 --json
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("How many at most.", valueName: "number"))
  var limit = 50

  @Flag(help: "Print a JSON object a line.")
  var json = false

  private struct WantedJSON: Encodable {
    var title: String
    var url: String?
    var citations: Int
  }

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading, quietly: json)
    for wanted in try orExit(language, { try archive.wanted(limit: max(0, limit)) }) {
      if json {
        Output.line(JSON.line(WantedJSON(title: wanted.title, url: wanted.url, citations: wanted.citations)))
      } else {
        Output.data("\(wanted.citations)  \(wanted.title)\(wanted.url.map { "  \($0)" } ?? "")")
      }
    }
  }
}
