import DataFiles
import Glibc

/// Theme files on disk.
enum ThemeFolder {
  /// Longer files are no themes.
  private static let mostBytes = 1 << 20

  static func sources(of folder: String) -> (sources: [ThemeCatalog.Source], faults: [DataFault]) {
    guard let directory = opendir(folder) else {
      let reason = errno
      if reason == ENOENT { return ([], []) }
      return ([], [DataFault(file: folder, line: 0, message: words(for: reason))])
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(name) }
    }
    var sources: [ThemeCatalog.Source] = []
    var faults: [DataFault] = []
    for name in names.sorted() {
      switch read(folder + "/" + name) {
      case .success(let text): sources.append(ThemeCatalog.Source(file: name, text: text))
      case .failure(let problem): faults.append(DataFault(file: name, line: 0, message: problem.message))
      }
    }
    return (sources, faults)
  }

  private struct Problem: Error {
    var message: String
  }

  /// Regular files only: a pipe of that name would keep the program waiting.
  private static func read(_ path: String) -> Result<String, Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(Problem(message: words(for: errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Problem(message: "not a file"))
    }
    guard status.st_size <= mostBytes else { return .failure(Problem(message: "larger than 1 MB")) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= mostBytes {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .failure(Problem(message: words(for: errno))) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(Problem(message: "not UTF-8"))
    }
    return .success(text)
  }

  private static func words(for reason: Int32) -> String {
    strerror(reason).map { String(cString: $0) } ?? "error \(reason)"
  }
}
