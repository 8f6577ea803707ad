import ArgumentParser
import CMemory
import DataFiles
import Glibc
import Importing
import Wording

/// The program: its commands, and the reader.
struct Kiosque: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kiosque",
    abstract: "A news reader for the terminal that keeps the stories you read.",
    discussion: """
      Without a command it opens the reader on your archive, or on a sample while you have none.

      EXAMPLES
        kiosque                              read
        kiosque import ~/captures            bring in text and HTML captures
        kiosque search "éphéméride"          find stories, blind to accents
        kiosque show 12 --text --width 72    print a story as the reader sets it
        kiosque manual                       the manual, with every key
      """,
    version: Version.number,
    subcommands: [
      ReadCommand.self, ImportCommand.self, CleanCommand.self, ListCommand.self, ShowCommand.self,
      SearchCommand.self, CountCommand.self, TagCommand.self, LinksCommand.self, WantedCommand.self,
      ForgetCommand.self, RecleanCommand.self,
      StatsCommand.self, BackupCommand.self, CheckCommand.self, ThemesCommand.self, ConfigCommand.self,
      ManualCommand.self,
      HelpCommand.self,
    ],
    defaultSubcommand: ReadCommand.self)
}

extension Kiosque {
  static var commands: [(name: String, type: any ParsableCommand.Type)] {
    configuration.subcommands.compactMap { type in type.configuration.commandName.map { ($0, type) } }
  }

  /// The command that is meant; the program itself where none is.
  static func command(_ arguments: [String]) -> any ParsableCommand.Type {
    commands.first { $0.name == arguments.first }?.type ?? Kiosque.self
  }
}

/// Exit statuses, as scripts rely on them.
enum Status {
  static let partly = ExitCode(1)
  static let usage = ExitCode(2)
  static let archive = ExitCode(3)
}

@main
enum EntryPoint {
  /// Runs a command. Usage errors end with status 2, like other wrong settings.
  static func main() {
    kq_return_large_blocks()
    Descriptor.guardStandard()
    // Exceeding the limit on file sizes and writing to a closed pipe become errors of the write, which can be
    // reported.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    Locale.adopt()
    if CommandLine.arguments.dropFirst() == [WorkerMain.argument] { return WorkerMain.run() }
    let status = status()
    OpenArchives.close()
    Interruption.waitIfUnderWay()
    Output.end(status)
  }

  private static func status() -> Int32 {
    do {
      if CommandLine.arguments.count == 1 {
        // The parser would take a fifth of the start, and there is nothing to parse.
        try ReaderLaunch().run()
      } else if let options = try ProgramOptions(Arguments.all, commands: Kiosque.commands.map(\.name)),
        options.asksVersion
      {
        Output.line(options.asksJSON ? JSON.line(Version()) : Version.number)
      } else if let shell = CompletionScript.shell(Arguments.all) {
        Output.line(CompletionScript.corrected(Kiosque.completionScript(for: shell)))
      } else {
        try run(Arguments.all)
      }
      return 0
    } catch let error as ExitCode {
      return error.rawValue
    } catch is Output.Lost {
      return Status.partly.rawValue
    } catch {
      return told(error)
    }
  }

  private static func run(_ arguments: [String]) throws {
    if Completions.isAsked(arguments) { Completions.prepare() }
    if let word = Misspelt.command(arguments, known: Kiosque.commands.map(\.name)) {
      let language = try CommonOptions.language(nil, Settings.load().settings)
      let nearest = Spelling.nearest(word, among: Kiosque.commands.map(\.name))
      Output.complain("kiosque: " + Phrase.noCommand(Names.shown(word), nearest: nearest)[language])
      throw Status.usage
    }
    // Help on nothing is the program's own.
    var command = try Kiosque.parseAsRoot(arguments == ["help"] ? ["--help"] : arguments)
    try command.run()
  }

  /// Tells an error as the parser words it, and returns the status to leave with.
  private static func told(_ error: any Error) -> Int32 {
    Interruption.waitIfUnderWay()
    let code = Kiosque.exitCode(for: error)
    let message = Kiosque.fullMessage(for: error)
    if code.isSuccess {
      Output.line(message)
      return 0
    }
    // The first part quotes what was typed, and is printed on one line.
    let told = Kiosque.message(for: error)
    Output.complain(lines: message.replacing(told, with: Names.oneLine(told), maxReplacements: 1))
    return code == .validationFailure ? Status.usage.rawValue : code.rawValue
  }
}

/// What was typed, file names of any bytes among it.
enum Arguments {
  /// Without the program's name; bytes that are no UTF-8 are carried as `PathBytes` carries them.
  static var all: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        PathBytes.string(
          UnsafeBufferPointer(start: argument, count: strlen(argument)).map(UInt8.init(bitPattern:)))
      }
    }
  }
}
