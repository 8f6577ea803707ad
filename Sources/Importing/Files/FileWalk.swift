import Glibc

/// Finds the files under a path.
package enum FileWalk {
  /// Calls `body` with each file under a path; folders are read recursively, in byte order of their names.
  ///
  /// Hidden names are skipped. Links, pipes and devices inside a folder are reported as `.notAFile` and never
  /// opened, so that a walk cannot leave its folder or loop. The given path itself may be a link.
  package static func forEach(
    _ path: String, _ body: (Result<String, ImportFault>) throws -> Void
  ) rethrows {
    var status = stat()
    guard PathBytes.withBytes(of: path, { stat($0, &status) }) == 0 else {
      return try body(.failure(FileBytes.fault(errno, path)))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: try body(.success(path))
    case S_IFDIR: try walk(path, body)
    default: try body(.failure(.notAFile(path: path)))
    }
  }

  /// A stack of open folders with their remaining names instead of recursion, since folders may be nested
  /// deeply.
  private static func walk(_ root: String, _ body: (Result<String, ImportFault>) throws -> Void) rethrows {
    var folders: [(path: String, names: [[UInt8]])] = []
    switch names(in: root, followLinks: true) {
    case .success(let names): folders.append((root, names))
    case .failure(let fault): try body(.failure(fault))
    }
    while let last = folders.indices.last {
      guard let name = folders[last].names.popLast() else {
        folders.removeLast()
        continue
      }
      let path = join(folders[last].path, name)
      var status = stat()
      guard PathBytes.withBytes(of: path, { lstat($0, &status) }) == 0 else {
        try body(.failure(FileBytes.fault(errno, path)))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: try body(.success(path))
      case S_IFDIR:
        switch names(in: path, followLinks: false) {
        case .success(let names): folders.append((path, names))
        case .failure(let fault): try body(.failure(fault))
        }
      default: try body(.failure(.notAFile(path: path)))
      }
    }
  }

  /// The entries of one folder, and whether each is a folder, without hidden names, links and devices.
  package static func names(in folder: String) -> [(name: String, isFolder: Bool)] {
    guard case .success(let names) = names(in: folder, followLinks: true) else { return [] }
    return names.reversed().compactMap { name in
      var status = stat()
      let path = join(folder, name)
      guard PathBytes.withBytes(of: path, { lstat($0, &status) }) == 0 else { return nil }
      let kind = status.st_mode & S_IFMT
      return kind == S_IFREG || kind == S_IFDIR ? (PathBytes.string(name), kind == S_IFDIR) : nil
    }
  }

  /// The names in a folder in descending order, without hidden ones.
  private static func names(in path: String, followLinks: Bool) -> Result<[[UInt8]], ImportFault> {
    let flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC | (followLinks ? 0 : O_NOFOLLOW)
    let file = PathBytes.withBytes(of: path) { open($0, flags) }
    guard file >= 0 else { return .failure(FileBytes.fault(errno, path)) }
    guard let folder = fdopendir(file) else {
      let fault = FileBytes.fault(errno, path)
      close(file)
      return .failure(fault)
    }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
    return .success(names.sorted { $1.lexicographicallyPrecedes($0) })
  }

  private static func join(_ folder: String, _ name: [UInt8]) -> String {
    (folder.utf8.last == UInt8(ascii: "/") ? folder : folder + "/") + PathBytes.string(name)
  }
}
