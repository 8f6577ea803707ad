import Glibc

/// Where a repaired archive is made: a folder beside the damaged one, so that it takes its place in one step.
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

  /// Takes away what is left of a repair, or of one that was killed.
  func clear() {
    for ending in Self.endings { unlink(path + ending) }
    rmdir(folder)
  }

  /// Whether there is room for it beside the archive.
  func checkRoom() throws(RepairFault) {
    let size = [original, original + "-wal"].reduce(0) { $0 + Self.size(of: $1) }
    let needed = size + min(size, 64 << 20)
    var disk = statvfs()
    guard statvfs(Self.parent(of: original), &disk) == 0 else { return }
    if Int(disk.f_bavail) * Int(disk.f_frsize) < needed {
      throw .noRoom(path: original, megabytes: (needed >> 20) + 1)
    }
  }

  /// Puts the draft in the place of the original, which is kept with its log under another name, that is
  /// returned.
  func replaceOriginal() throws(RepairFault) -> String {
    try sync(path, O_RDONLY)
    let kept = try keepOriginal()
    // A log that is left would be read as that of the new file.
    for ending in Self.endings.dropFirst() { unlink(original + ending) }
    guard rename(path, original) == 0 else { throw fault }
    try sync(Self.parent(of: original), O_RDONLY | O_DIRECTORY)
    clear()
    return kept
  }

  private func keepOriginal() throws(RepairFault) -> String {
    for number in 1... {
      let kept = original + ".damaged" + (number == 1 ? "" : "-\(number)")
      if access(kept + "-wal", F_OK) == 0 { continue }
      if link(original, kept) == 0 {
        let log = original + "-wal"
        if Self.size(of: log) > 0, link(log, kept + "-wal") != 0 { throw fault }
        return kept
      }
      if errno != EEXIST || number > 999 { break }
    }
    throw fault
  }

  private func sync(_ path: String, _ flags: Int32) throws(RepairFault) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault }
  }

  private var fault: RepairFault { .failed(path: original, reason: String(cString: strerror(errno))) }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
