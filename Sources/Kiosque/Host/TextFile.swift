import Glibc

/// Small text files of our own: readable by their owner alone, replaced whole or not at all.
enum TextFile {
  /// A file could not be written; what stood there before still does.
  struct Fault: Error {
    var path: String
    var reason: String

    init(_ path: String, _ code: Int32) {
      self.path = path
      reason = Descriptor.reason(code)
    }
  }

  /// Nil where there is none or it cannot be read. Of a file longer than `limit` its first `limit` + 1 bytes,
  /// so that the caller can tell.
  static func read(_ path: String, atMost limit: Int = .max - 1) -> String? {
    bytes(path, atMost: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same as bytes.
  static func bytes(_ path: String, atMost limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      guard let more = try? Descriptor.read(1 << 16, from: file) else { return nil }
      if more.isEmpty { break }
      bytes += more
    }
    return Array(bytes.prefix(limit + 1))
  }

  /// Writes a draft beside the file, syncs it and renames it over the file, which keeps its permissions;
  /// links are followed. Makes missing folders.
  static func write(_ text: String, to path: String) throws(Fault) {
    try makeFolders(of: path)
    let target = resolved(path)
    let draft = target + ".\(getpid()).new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Fault(path, errno) }
    do throws(Descriptor.Fault) {
      try Descriptor.write(Array(text.utf8), to: file)
      try settle(file, as: target)
    } catch {
      close(file)
      unlink(draft)
      throw Fault(path, error.code)
    }
    guard close(file) == 0, rename(draft, target) == 0 else {
      let code = errno
      unlink(draft)
      throw Fault(path, code)
    }
    settleFolder(of: target)
  }

  /// Makes the missing folders above a path, mode 0700.
  static func makeFolders(of path: String) throws(Fault) {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o700) == 0 {
        // The umask may have taken permissions away.
        chmod(folder, 0o700)
      } else if errno != EEXIST && access(folder, F_OK) != 0 {
        throw Fault(path, errno)
      }
    }
  }

  /// Syncs the draft with the permissions of the file that it replaces, or 0600.
  private static func settle(_ file: Int32, as target: String) throws(Descriptor.Fault) {
    var old = stat()
    let rights = stat(target, &old) == 0 ? old.st_mode & 0o777 : 0o600
    guard fchmod(file, rights) == 0, fsync(file) == 0 else { throw Descriptor.Fault(code: errno) }
  }

  /// Syncs the folder, so that the rename survives a power cut.
  private static func settleFolder(of path: String) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let folder = open(end == path.startIndex ? "/" : String(path[..<end]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
