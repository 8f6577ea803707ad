import Text

/// Reads lists of feeds (OPML 1.0 and 2.0): their addresses and folders.
final class OPML: RecordFormat {
  private var record: Record?

  init(_ text: String, path: String) {
    guard let root = XMLTree.parse(text), root.name == "opml" else {
      let fault = ImportFault.damaged(path: path, at: .byte(0), .xml)
      record = Record(path: path, content: .failed(fault))
      return
    }
    var feeds: [FeedAddress] = []
    for body in root.all("body") { Self.collect(body, "", into: &feeds) }
    record = Record(path: path, content: .feeds(feeds))
  }

  static func begins(_ head: ArraySlice<UInt8>) -> Bool { XMLRoot.name(head) == "opml" }

  func next() -> Record? {
    defer { record = nil }
    return record
  }

  /// Limits the length of names, since nested folders repeat the names of all folders around them.
  private static func cut(_ name: String) -> String {
    name.utf8.count <= longest ? name : String(name.prefix(longest / 4)) + "…"
  }

  private static let longest = 400

  /// Only web addresses are used: some readers allow commands in their place.
  private static func collect(_ outline: XMLElement, _ folder: String, into feeds: inout [FeedAddress]) {
    for child in outline.all("outline") {
      let title = (child.attributes["title"] ?? child.attributes["text"])?.trimmed
      let name = title.flatMap { $0.isEmpty ? nil : $0 }.map(Self.cut)
      if let url = WebAddress.kept(child.attributes["xmlurl"]) {
        feeds.append(
          FeedAddress(
            url: url, title: name, site: WebAddress.kept(child.attributes["htmlurl"]),
            folder: folder.isEmpty ? nil : folder))
      }
      let inner = [folder, name ?? ""].filter { !$0.isEmpty }.joined(separator: "/")
      collect(child, inner, into: &feeds)
    }
  }
}
