import Archive
import Glibc

extension SQLiteArchive {
  /// Nil where no other program can write.
  package var changeSigns: ChangeSigns? {
    guard isWritable, identity != nil else { return nil }
    let file = (path.contains("/") ? "" : "./") + path
    return ChangeSigns(folder: Self.folder(of: path), written: file + "-wal", moved: file)
  }

  /// Deletes the files of an archive that no one has open.
  package static func remove(at path: String) {
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
  }
}
