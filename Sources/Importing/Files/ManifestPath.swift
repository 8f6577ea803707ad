import Glibc

/// Compares paths as text, without access to the disk.
enum ManifestPath {
  /// The path without `.`, double slashes, and `..` where it can be resolved.
  static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  static func folder(of path: String) -> String {
    let plain = normal(path)
    guard let slash = plain.lastIndex(of: "/") else { return "" }
    return slash == plain.startIndex ? "/" : String(plain[..<slash])
  }

  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return normal(String(cString: here) + "/" + path)
  }

  /// The path relative to the folder; nil where it is elsewhere.
  static func relative(_ path: String, to folder: String) -> String? {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }
}
