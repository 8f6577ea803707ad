import Archive
import ArgumentParser
import Cells
import Glibc
import Stories
import Wording
import Workers

/// `kiosque check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Whether the archive is sound.",
    discussion: """
      It reads the whole archive and names the stories of which something is damaged. Into an archive that
      is known to be damaged nothing is written until it is repaired.

      With --repair, all that can be read goes into a new archive: indexes are made anew, and stories
      whose text is lost are cleaned again from their captures. It takes the place of the damaged one once
      it was checked; the damaged one is kept beside it.

      EXAMPLES
        kiosque check
        kiosque check --repair
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Make a sound archive of a damaged one.")
  var repair = false

  @Flag(help: "Say what keeps the processes that read captures from doing anything else.")
  var sandbox = false

  @OptionGroup var telling: ProgressOptions

  func validate() throws {
    if sandbox && repair { throw ValidationError("'--sandbox' stands alone: kiosque check --sandbox") }
  }

  func run() throws {
    let language = try common.spoken()
    if sandbox { return try tellSandbox(language) }
    if repair { return try mend(language) }
    common.complainAboutSettings()
    let findings = try orExit(language) { try look(language) }
    guard findings.isEmpty else {
      findings.forEach { complain(Self.phrase($0)[language]) }
      Output.complain("kiosque: " + Phrase.howToRepair[language])
      throw Status.partly
    }
    Output.line(Phrase.archiveIsSound[language])
  }

  private func look(_ language: Language) throws -> [ArchiveFinding] {
    var status = stat()
    if stat(common.path, &status) == 0, status.st_size == 0 {
      throw ArchiveFault.notAnArchive(path: common.path, reason: "the file is empty")
    }
    do {
      let archive = try OpenArchives.open(common.path, .reading, language, quietly: telling.quiet)
      return try archive.check(Progress(language, quietly: telling.quiet).of(Phrase.checking))
    } catch ArchiveFault.cannotOpen(_, let reason)
      where access(common.path, R_OK) == 0 && status.st_mode & S_IFMT == S_IFREG
    {
      // Its tables do not fit each other.
      return [.file(reason)]
    } catch ArchiveFault.damaged(_, let reason?) {
      // It is damaged so badly that it cannot even be opened.
      return [.file(reason)]
    }
  }

  /// A message on one line, whatever titles it contains.
  private func complain(_ text: String) {
    Output.complain(Gate.line("\(common.path): " + text))
  }

  private func mend(_ language: Language) throws {
    common.complainAboutSettings()
    let pipeline = Pipeline.installed()
    defer { pipeline.takeFaults().forEach { Output.complain(Names.sentence($0)) } }
    let progress = Progress(language, quietly: telling.quiet)
    defer { progress.end() }
    let report = try orExit(language) {
      do {
        return try Engine.installed.repair(
          common.path,
          progress: { step, done, all in
            switch step {
            case .checking: progress.report(done, of: all, Phrase.checking)
            case .reading: progress.report(done, of: all, Phrase.readingPages)
            case .indexing: progress.report(done, of: all, Phrase.indexing)
            }
          },
          clean: { try Self.clean($0, in: $1, pipeline) })
      } catch let fault as RepairFault {
        Output.complain("kiosque: " + Self.phrase(fault)[language])
        throw Status.archive
      }
    }
    try tell(report, language)
  }

  private func tell(_ report: RepairReport, _ language: Language) throws {
    guard let original = report.original else {
      return Output.line(Phrase.archiveIsSound[language])
    }
    Output.data(Phrase.repaired(report.stories)[language])
    if !report.cleaned.isEmpty { Output.data(Phrase.cleanedAgain(report.cleaned.count)[language]) }
    Output.data(Phrase.originalKept(original)[language])
    guard !report.losses.isEmpty else { return }
    for loss in report.losses { complain(Self.phrase(loss)[language]) }
    throw Status.partly
  }

  /// What today's cleaning makes of a stored capture, with the templates that its archive has.
  private static func clean(_ capture: Capture, in archive: any StoryArchive, _ pipeline: Pipeline) throws
    -> Story?
  {
    try? pipeline.stories(from: [capture], .templates(of: archive)).first?.get()
  }
}

extension CheckCommand {
  private func tellSandbox(_ language: Language) throws {
    let cage: Cage
    do throws(WorkerLoss) {
      cage = try CagedWork(siteConfigs: nil).cage()
    } catch {
      Output.complain("kiosque: " + Faults.phrase(error)[language])
      throw Status.partly
    }
    let parts: [(Cage, Phrase)] = [
      (.newPrivileges, .cageNewPrivileges), (.landlock, .cageLandlock), (.limits, .cageLimits),
      (.seccomp, .cageSeccomp),
    ]
    for (part, phrase) in parts {
      Output.line((cage.contains(part) ? Phrase.cageHolds(phrase) : .cageLacks(phrase))[language])
    }
    guard cage == .whole else { throw Status.partly }
  }

  private static func phrase(_ finding: ArchiveFinding) -> Phrase {
    switch finding {
    case .file(let words): .fileDamaged(words)
    case .unreadable: .partUnreadable
    case .dangling(let table, let rows): .dangling(table, rows)
    case .searchIndex: .searchIndexBroken
    case .unindexed(let stories): .unindexed(stories)
    case .surplus(let stories): .indexedWithoutStory(stories)
    case .story(let id, let title, let damage): .ofStory(id, title, phrase(damage))
    case .more(let stories): .moreDamaged(stories)
    }
  }

  private static func phrase(_ damage: StoryDamage) -> Phrase {
    switch damage {
    case .unreadable: .storyUnreadable
    case .noText: .textMissing
    case .brokenText: .textDamaged
    case .related: .relatedDamaged
    case .capture: .captureDamaged
    }
  }

  private static func phrase(_ loss: Loss) -> Phrase {
    switch loss {
    case .story(let id, let title): .ofStory(id, title, .storyLost)
    case .numbers(let first, let last): .numbersLost(first, last)
    case .marks(let id, let title): .ofStory(id, title, .marksLost)
    case .capture(let id, let title): .ofStory(id, title, .captureLost)
    case .text(let id, let title): .ofStory(id, title, .textLost)
    case .some(let part): phrase(part)
    }
  }

  private static func phrase(_ part: Loss.Part) -> Phrase {
    switch part {
    case .publishers: .publishersLost
    case .links: .linksLost
    case .corrections: .correctionsLost
    case .tags: .tagsLost
    case .keptSearches: .keptSearchesLost
    case .feeds: .feedsLost
    case .failedCaptures: .failedCapturesLost
    case .templates: .templatesLost
    case .undo: .undoLost
    case .forgotten: .forgottenLost
    }
  }

  private static func phrase(_ fault: RepairFault) -> Phrase {
    switch fault {
    case .foreign(let path): .nothingToRepair(path)
    case .noRoom(let path, let megabytes): .noRoomToRepair(path, megabytes: megabytes)
    case .busy(let path): .busyToRepair(path)
    case .unsound(let path, let finding): .notRepaired(path, phrase(finding))
    case .failed(let path, let reason): .notRepaired(path, .said(reason))
    }
  }
}
