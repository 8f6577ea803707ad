import Archive
import Glibc

/// The place of a repaired archive while it is made: a folder next to the damaged one, so that it can replace
/// that in one step.
struct RepairDraft {
  /// The damaged archive.
  let original: String
  private var folder: String { original + ".repair" }
  var path: String { folder + "/archive.sqlite" }

  private static let endings = ["", "-wal", "-shm", "-journal"]

  /// An empty file that nobody else may read; SQLite gives its log the same rights.
  func make() throws(RepairFault) {
    clear()
    guard mkdir(folder, 0o700) == 0 else { throw fault }
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault }
    close(file)
  }

  /// Deletes the remains of a repair, also of one that was killed.
  func clear() {
    for ending in Self.endings { unlink(path + ending) }
    rmdir(folder)
  }

  /// Whether there is room for it beside the archive.
  func checkRoom() throws(RepairFault) {
    let size = [original, original + "-wal"].reduce(0) { $0 + Self.size(of: $1) }
    let needed = size + min(size, 64 << 20)
    var disk = statvfs()
    guard statvfs(SQLiteArchive.folder(of: original), &disk) == 0 else { return }
    if Int(disk.f_bavail) * Int(disk.f_frsize) < needed {
      throw .noRoom(path: original, megabytes: (needed >> 20) + 1)
    }
  }

  /// Replaces the original by the draft. The original is kept with its log under another name, which is
  /// returned.
  func replaceOriginal() throws(RepairFault) -> String {
    try sync(path, O_RDONLY)
    let kept = try keepOriginal()
    // A log that is left would be read as that of the new file.
    for ending in Self.endings.dropFirst() { unlink(original + ending) }
    guard rename(path, original) == 0 else {
      let fault = fault
      for ending in ["", "-wal"] where access(original + ending, F_OK) != 0 {
        rename(kept + ending, original + ending)
      }
      throw fault
    }
    // The archive is in its place, even if the folder cannot be synced.
    try? sync(SQLiteArchive.folder(of: original), O_RDONLY | O_DIRECTORY)
    clear()
    return kept
  }

  private func keepOriginal() throws(RepairFault) -> String {
    for number in 1... {
      let kept = original + ".damaged" + (number == 1 ? "" : "-\(number)")
      if ["", "-wal"].contains(where: { access(kept + $0, F_OK) == 0 }), number < 1000 { continue }
      let log = original + "-wal"
      guard keep(original, as: kept) else { break }
      if Self.size(of: log) == 0 || keep(log, as: kept + "-wal") { return kept }
      let fault = fault
      if access(original, F_OK) == 0 { unlink(kept) } else { rename(kept, original) }
      throw fault
    }
    throw fault
  }

  /// Makes a hard link; where the file system has none, renames the file.
  private func keep(_ file: String, as kept: String) -> Bool {
    if link(file, kept) == 0 { return true }
    guard errno != EEXIST, access(kept, F_OK) != 0 else { return false }
    return rename(file, kept) == 0
  }

  private func sync(_ path: String, _ flags: Int32) throws(RepairFault) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault }
  }

  private var fault: RepairFault { .failed(path: original, reason: String(cString: strerror(errno))) }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
