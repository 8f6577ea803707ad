/// Why a backup could not be made, or is damaged.
package enum BackupFault: Error, Equatable, Sendable {
  /// A file stands at the path, which is not to be replaced.
  case exists(path: String)
  /// It is the archive itself.
  case isTheArchive(path: String)
  /// The new file cannot be written.
  case cannotWrite(path: String, reason: String)
  /// There is no room for it.
  case full(path: String)
  /// The archive is damaged, and its copy did not replace an older one.
  case worse(path: String, reason: String)
  /// The copy was made and kept; it has the same damaged pages as the archive.
  case damaged(path: String, reason: String)
}
