import Stories
import Text

/// A way to keep archives. The program names one engine in one place and speaks to `StoryArchive` everywhere
/// else.
package protocol ArchiveEngine: Sendable {
  /// The number of the format in which it keeps archives; it grows with every change of their tables.
  var format: Int { get }
  /// The version of the library that keeps them.
  var libraryVersion: String { get }
  /// Opens the archive at a place. Throws `ArchiveFault`.
  func open(
    _ path: String, _ access: ArchiveAccess, lockWait: LockWait, progress: @escaping ArchiveProgress
  ) throws -> any StoryArchive
  /// An empty archive, which is deleted when it is closed.
  func temporary() throws -> any StoryArchive
  /// Whether there is an archive at the path, in whatever state.
  func exists(at path: String) -> Bool
  /// Deletes an archive that no one has open.
  func remove(at path: String)
  /// Repairs a damaged archive and keeps the original next to it; a sound archive stays as it is. Stories
  /// whose text is lost are made from their captures by `clean`. Throws `RepairFault` or `ArchiveFault`; the
  /// archive is then unchanged.
  func repair(
    _ path: String, progress: @escaping @Sendable (RepairStep, Int, Int) -> Void,
    clean: @escaping (Capture, any StoryArchive) throws -> Story?
  ) throws -> RepairReport
}

/// What an archive is opened for.
package enum ArchiveAccess: Sendable {
  /// Opens an existing archive without changing anything.
  case reading
  /// Opens or creates.
  case writing
}

/// The comparisons by which an archive finds related stories.
package struct ArchiveMatchers: Sendable {
  /// How similar headlines are linked; nil where only equal ones are.
  package var headlines: HeadlineMatcher?
  /// How near-duplicates in other newspapers are found; nil where they are not grouped.
  package var texts: TextMatcher?

  package init(headlines: HeadlineMatcher? = nil, texts: TextMatcher? = nil) {
    (self.headlines, self.texts) = (headlines, texts)
  }
}
