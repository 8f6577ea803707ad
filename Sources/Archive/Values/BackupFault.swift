/// A backup could not be made, or is no better than the archive.
package enum BackupFault: Error, Equatable, Sendable {
  /// A file stands at the path, which is not to be replaced.
  case exists(path: String)
  /// It is the archive itself.
  case isTheArchive(path: String)
  /// The new file cannot be written.
  case cannotWrite(path: String, reason: String)
  /// There is no room for it.
  case full(path: String)
  /// The archive is damaged, and the copy of it was not put in the place of an older one.
  case worse(path: String, reason: String)
  /// The copy was made and kept; as in the archive, pages are damaged.
  case damaged(path: String, reason: String)
}
