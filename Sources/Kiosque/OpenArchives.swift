import Archive
import ArgumentParser
import Dispatch
import Glibc
import Locking
import Wording

/// The archives that a command has open; they are closed on every way out.
enum OpenArchives {
  private static let archives = Mutex<[any StoryArchive]>([])

  static func add(_ archive: any StoryArchive) {
    archives.withLock { $0.append(archive) }
  }

  /// Closes all of them, the last one first. What cannot be written to an archive's main file stays in its
  /// log.
  static func close() {
    for archive in taken.reversed() { try? archive.close() }
  }

  /// Cancels what they are doing, so that they can be closed.
  static func stop() {
    for archive in archives.withLock({ $0 }) { archive.stop() }
  }

  private static var taken: [any StoryArchive] {
    archives.withLock { archives in
      defer { archives = [] }
      return archives
    }
  }
}

extension OpenArchives {
  /// How long a command that writes waits for another program, in seconds.
  private static let longestWait = 60.0

  /// Opens an archive for a command; on failure, reports why and ends the command.
  static func opened(
    _ path: String, _ access: ArchiveAccess, _ language: Language, lockWait: LockWait? = nil,
    quietly: Bool = false
  ) throws -> any StoryArchive {
    try orExit(language) { try open(path, access, language, lockWait: lockWait, quietly: quietly) }
  }

  /// Throws `ArchiveFault` where it cannot be opened.
  static func open(
    _ path: String, _ access: ArchiveAccess, _ language: Language, lockWait: LockWait? = nil,
    quietly: Bool = false
  ) throws -> any StoryArchive {
    let telling = LockWait(seconds: longestWait) {
      Output.complain("kiosque: " + Phrase.archiveWaits(Names.shown(path))[language])
    }
    let archive = try Engine.installed.open(
      path, access, lockWait: lockWait ?? telling,
      progress: Progress(language, quietly: quietly).of(Phrase.indexing))
    add(archive)
    if access == .writing { Interruption.begin(language) }
    return archive
  }
}
