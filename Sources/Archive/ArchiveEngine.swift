import Stories
import Text

/// A way to keep archives. The program names one engine in one place and speaks to `StoryArchive` everywhere
/// else.
package protocol ArchiveEngine: Sendable {
  /// Opens the archive at a place. Throws `ArchiveFault`.
  func open(
    _ path: String, _ access: ArchiveAccess, lockWait: LockWait, progress: @escaping ArchiveProgress
  ) throws -> any StoryArchive
  /// An archive that is empty and gone when it is closed.
  func temporary() throws -> any StoryArchive
  /// Whether an archive stands at the place, whatever state it is in.
  func exists(at path: String) -> Bool
  /// Takes away an archive that nobody has open.
  func remove(at path: String)
  /// Makes a sound archive of a damaged one, which is kept beside it; a sound one stays as it is. Stories
  /// whose text is lost are made again from their captures by `clean`. Throws `RepairFault` or
  /// `ArchiveFault`; the archive is then as it was.
  func repair(
    _ path: String, progress: @escaping @Sendable (RepairStep, Int, Int) -> Void,
    clean: @escaping (Capture, any StoryArchive) throws -> Story?
  ) throws -> RepairReport
}

/// What an archive is opened for.
package enum ArchiveAccess: Sendable {
  /// Opens what is there; never creates, changes nothing.
  case reading
  /// Opens or creates.
  case writing
}

/// How an archive tells what belongs together.
package struct ArchiveMatchers: Sendable {
  /// How headlines that read nearly alike are linked; nil where only equal ones are.
  package var headlines: HeadlineMatcher?
  /// How texts that other papers have too are known; nil where they are not grouped.
  package var texts: TextMatcher?

  package init(headlines: HeadlineMatcher? = nil, texts: TextMatcher? = nil) {
    (self.headlines, self.texts) = (headlines, texts)
  }
}
