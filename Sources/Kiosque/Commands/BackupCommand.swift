import Archive
import ArgumentParser
import Glibc
import Stories
import Wording

/// `kiosque backup FILE`
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the archive into a file, while others read and write.",
    discussion: """
      The copy is what the archive is at that moment, in one file; it is read back and checked before it
      gets its name. It is an archive like any other: --archive FILE opens it, and to go back to it, copy it
      to the archive's place while no kiosque is running.

      EXAMPLES
        kiosque backup ~/press-backup.sqlite
        kiosque backup /media/stick                 a folder: keeps the name
        kiosque backup --force press-latest.sqlite  replaces an older one
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The new file, or a folder for it.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Replace a file that is there.")
  var force = false

  @OptionGroup var telling: ProgressOptions

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading, quietly: telling.quiet)
    Interruption.begin(language)
    let target = inFolder(file)
    let progress = Progress(language, quietly: telling.quiet)
    do {
      let stories = try orExit(language) {
        try archive.backUp(to: target, replacing: force, progress: Self.telling(progress))
      }
      progress.end()
      Output.complain(Phrase.backedUp(stories, Names.shown(target))[language])
    } catch let fault as BackupFault {
      Output.complain("kiosque: " + Faults.phrase(fault)[language])
      switch fault {
      case .exists, .isTheArchive: throw Status.usage
      case .cannotWrite, .full, .worse, .damaged: throw Status.partly
      }
    }
  }

  /// The copy's pages are counted; its check cannot be, and is quick where there are few.
  private static func telling(_ progress: Progress) -> ArchiveProgress {
    { done, all in
      if done < all {
        progress.report(done, of: all, Phrase.copying)
      } else if all > 20_000 {
        progress.say(.checkingCopy)
      }
    }
  }

  /// What the name means where it is a folder's.
  private func inFolder(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return path }
    let name = common.path.split(separator: "/").last.map(String.init) ?? "archive.sqlite"
    return path + (path.hasSuffix("/") ? "" : "/") + name
  }
}
