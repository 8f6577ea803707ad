/// Why an archive cannot be used; the commands and the reader word it.
package enum ArchiveFault: Error, Equatable, Sendable {
  /// There is no file at the path.
  case missing(path: String)
  /// The file or its folder cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// It can be read, not written.
  case readOnly(path: String)
  /// It is another program's database.
  case foreign(path: String)
  /// It is no database at all, or its first page is damaged.
  case notAnArchive(path: String, reason: String)
  /// It has damaged pages, or an earlier check found damage and no other reason is known.
  case damaged(path: String, reason: String?)
  /// A newer version of the program wrote it.
  case tooNew(path: String)
  /// Another program has been writing for longer than a write waits.
  case busy(path: String)
  /// The disk, a quota or a limit leaves no room.
  case full(path: String)
  /// The disk cannot read what was written to it.
  case unreadable(path: String, reason: String)
  /// The file was moved, deleted or replaced since it was opened.
  case moved(path: String)
  /// Writing failed: an input/output error.
  case cannotWrite(path: String, reason: String)
}
