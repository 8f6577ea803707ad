/// By which files on the disk another program's writes show, and that an archive was moved away.
package struct ChangeSigns: Equatable, Sendable {
  /// The folder to watch.
  package var folder: String
  /// Whoever writes into the archive writes into this file.
  package var written: String
  /// The archive's own file: it is moved, deleted or replaced.
  package var moved: String

  package init(folder: String, written: String, moved: String) {
    (self.folder, self.written, self.moved) = (folder, written, moved)
  }
}
