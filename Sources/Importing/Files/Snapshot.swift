import Glibc
import Stories

/// A page that ArchiveBox keeps in a folder, in many forms: its `index.json` says which page it is, and one
/// of the forms is imported.
package struct Snapshot: Equatable, Sendable {
  /// The path of the form that is imported.
  package var page: String
  /// The page's address.
  package var url: String
  /// When it was captured.
  package var time: Instant?

  private static let largestIndex = 1 << 20
  /// Its forms, those first that hold the page as it was shown.
  private static let forms = [
    "singlefile.html", "output.html", "readability/content.html", "mercury/content.html",
    "readability/content.txt", "htmltotext.txt",
  ]

  /// Nil where the folder is none.
  package init?(folder: String) {
    let index = folder + "/index.json"
    guard case .success(let file) = FileBytes.read(index, followLinks: false, limit: Self.largestIndex),
      let value = JSONValue(file.bytes, whole: true), value["base_url"] != nil, value["history"] != nil,
      let url = value["url"]?.string, let time = value["timestamp"]?.string
    else { return nil }
    let wget = value["canonical"]?["wget_path"]?.string
    let isInside = wget.map { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") } ?? false
    let forms = Self.forms.prefix(2) + (isInside ? [wget].compactMap(\.self) : []) + Self.forms.dropFirst(2)
    guard let page = forms.lazy.map({ folder + "/" + $0 }).first(where: Self.isThere) else { return nil }
    (self.page, self.url) = (page, url)
    self.time = time.split(separator: ".").first.flatMap { Instant($0) }
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    let isFound = PathBytes.withBytes(of: path) { lstat($0, &status) } == 0
    return isFound && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }
}
