import Glibc

/// By which files on the disk another program's writes show, and that an archive was moved away.
package struct ChangeSigns: Equatable, Sendable {
  /// The folder to watch.
  package var folder: String
  /// Whoever writes into the archive writes into this file.
  package var written: String
  /// The archive's own file: it is moved, deleted or replaced.
  package var moved: String
}

extension Archive {
  /// Nil where nobody else can write.
  package var changeSigns: ChangeSigns? {
    guard isWritable, identity != nil else { return nil }
    let file = (path.contains("/") ? "" : "./") + path
    return ChangeSigns(folder: Self.folder(of: path), written: file + "-wal", moved: file)
  }

  /// Takes away the files of an archive that nobody has open.
  package static func remove(at path: String) {
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
  }
}
