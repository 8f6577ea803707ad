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

  /// What the folder's `index.json` says.
  package struct Index: Equatable, Sendable {
    /// The page's address.
    package var url: String
    /// When it was captured.
    package var time: Instant?
    /// The file that wget saved, relative to the folder, if it lies in it.
    package var saved: String?

    package init(url: String, time: Instant?, saved: String?) {
      (self.url, self.time, self.saved) = (url, time, saved)
    }

    /// Nil where the bytes are none.
    package init?(_ bytes: [UInt8]) {
      guard let value = JSONValue(bytes, whole: true), value["base_url"] != nil, value["history"] != nil,
        let url = value["url"]?.string, let time = value["timestamp"]?.string
      else { return nil }
      self.init(
        url: url, time: time.split(separator: ".").first.flatMap { Instant($0) },
        saved: value["canonical"]?["wget_path"]?.string)
    }
  }

  /// The bytes of a folder's `index.json`; nil where there is none, or a very large one.
  package static func indexBytes(in folder: String) -> [UInt8]? {
    try? FileBytes.read(folder + "/index.json", followLinks: false, limit: largestIndex).get().bytes
  }

  /// The form to import among those that are there; nil where none is.
  package init?(folder: String, _ index: Index) {
    let isInside =
      index.saved.map { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") } ?? false
    let saved = isInside ? [index.saved].compactMap(\.self) : []
    let forms = Self.forms.prefix(2) + saved + Self.forms.dropFirst(2)
    guard let page = forms.lazy.map({ folder + "/" + $0 }).first(where: Self.isThere) else { return nil }
    (self.page, url, time) = (page, index.url, index.time)
  }

  /// Nil where the folder is none.
  package init?(folder: String) {
    guard let index = Self.indexBytes(in: folder).flatMap({ Index($0) }) else { return nil }
    self.init(folder: folder, index)
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    let isFound = PathBytes.withBytes(of: path) { lstat($0, &status) } == 0
    return isFound && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }
}
