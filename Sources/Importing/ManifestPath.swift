import Glibc

/// Paths compared by their text, without looking at the disk.
enum ManifestPath {
  /// Without `.`, doubled slashes, and `..` where it can be undone.
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

  /// What follows the folder; nil where the path lies elsewhere.
  static func relative(_ path: String, to folder: String) -> String? {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }
}
