import Glibc
import Stories

/// The bytes of a regular file, and the time of its last change.
struct FileBytes {
  var bytes: [UInt8]
  var modified: Instant

  /// `O_NONBLOCK`, so that a pipe in the place of a file does not block the import.
  static func open(_ path: String, followLinks: Bool) -> Result<OpenFile, ImportFault> {
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW)
    let descriptor = PathBytes.withBytes(of: path) { Glibc.open($0, flags) }
    guard descriptor >= 0 else { return .failure(fault(errno, path)) }
    let file = OpenFile(descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(fault(errno, path)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.notAFile(path: path)) }
    return .success(file)
  }

  static func read(_ path: String, followLinks: Bool, limit: Int) -> Result<FileBytes, ImportFault> {
    open(path, followLinks: followLinks).flatMap { read($0, path, limit: limit) }
  }

  /// The same of an open file, whose path is used in messages.
  static func read(_ file: OpenFile, _ path: String, limit: Int) -> Result<FileBytes, ImportFault> {
    var status = stat()
    fstat(file.descriptor, &status)
    guard status.st_size <= limit else { return .failure(.tooLarge(path: path, limit: limit)) }
    let bytes = bytes(of: file.descriptor, expecting: Int(status.st_size), path: path, limit: limit)
    return bytes.map { FileBytes(bytes: $0, modified: Instant(status.st_mtim.tv_sec)) }
  }

  static func fault(_ code: Int32, _ path: String) -> ImportFault {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case ELOOP, ENXIO, EISDIR: .notAFile(path: path)
    default: .unreadable(path: path, reason: String(cString: strerror(code)))
    }
  }

  /// `size` is that of the file when it was opened; it may have changed since, and /proc gives 0.
  private static func bytes(
    of file: Int32, expecting size: Int, path: String, limit: Int
  ) -> Result<[UInt8], ImportFault> {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let room = bytes.isEmpty ? size + 1 : 1 << 16
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        var got = Glibc.read(file, buffer.baseAddress, room)
        while got < 0 && errno == EINTR { got = Glibc.read(file, buffer.baseAddress, room) }
        code = got < 0 ? errno : 0
        count = max(0, got)
      }
      guard code == 0 else { return .failure(fault(code, path)) }
      if chunk.isEmpty { return .success(bytes) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
    return .failure(.tooLarge(path: path, limit: limit))
  }
}

extension OpenFile {
  /// Opens a regular file; a link is followed only where `followLinks` says so, pipes and devices never
  /// block.
  package static func open(_ path: String, followLinks: Bool) -> Result<OpenFile, ImportFault> {
    FileBytes.open(path, followLinks: followLinks)
  }
}
