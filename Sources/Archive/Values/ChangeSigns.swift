/// The files that show writes of other programs, and that the archive was moved away.
package struct ChangeSigns: Equatable, Sendable {
  /// The folder to watch.
  package var folder: String
  /// The file that every write to the archive changes.
  package var written: String
  /// The main file of the archive, which may be moved, deleted or replaced.
  package var moved: String

  package init(folder: String, written: String, moved: String) {
    (self.folder, self.written, self.moved) = (folder, written, moved)
  }
}
