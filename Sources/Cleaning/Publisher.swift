import Stories

/// Whose a capture is: by this its rules and layouts are chosen, its templates are looked up, and its story
/// bears a source.
struct Publisher {
  /// The publisher's profile and lexicon; the general one where it has none.
  let shelf: Library.Shelf
  /// As people say it; nil where it is not known.
  let name: String?
}

extension Library {
  /// The publisher of a capture: as the person says it; by its addresses; as the page calls its site; by
  /// lines that nobody else has, which `signs` looks for; as the record says that the capture came in.
  func publisher(
    of capture: Capture, page: PageMeta? = nil, signs: () -> Shelf? = { nil }
  ) -> Publisher {
    if let name = capture.publisher { return Publisher(shelf: shelf(name: name) ?? general, name: name) }
    if let shelf = shelf(capture, page) ?? signs() {
      return Publisher(shelf: shelf, name: shelf.profile?.name)
    }
    if let site = page?.site { return Publisher(shelf: general, name: site) }
    guard let source = Self.plausible(capture.given.source) else {
      return Publisher(shelf: general, name: nil)
    }
    // What came may be the publisher's host.
    let shelf = shelf(name: source) ?? shelf(url: "https://\(source)/")
    return Publisher(shelf: shelf ?? general, name: shelf?.profile?.name ?? source)
  }

  private func shelf(_ capture: Capture, _ page: PageMeta?) -> Shelf? {
    for case let url? in [capture.url, page?.url] {
      if let shelf = shelf(url: url) { return shelf }
    }
    for case let name? in [page?.siteName, page?.site] {
      if let shelf = shelf(name: name) { return shelf }
    }
    return nil
  }

  private static func plausible(_ source: String?) -> String? {
    guard let source = source.map({ Line.trim($0[...]) }), !source.isEmpty, source.utf8.count <= 400 else {
      return nil
    }
    return source
  }
}

extension Cleaner {
  /// Under which source a text capture's lines are learnt and looked up: the name that its story will bear,
  /// else its host; nil where neither is known.
  package func source(of capture: Capture, _ lines: [LineSighting]) -> String? {
    let publisher = library.publisher(of: capture) {
      capture.format == .text ? library.shelf(signs: lines) : nil
    }
    return Templates.source(publisher.name, url: capture.url)
  }
}
