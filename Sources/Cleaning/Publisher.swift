import Stories

/// Whose a capture is: by this its rules and layouts are chosen, its templates are looked up, and its story
/// bears a source.
struct Publisher {
  /// The publisher's profile and lexicon; the general one where it has none.
  let entry: Library.Entry
  /// As people say it; nil where it is not known.
  let name: String?
}

extension Library {
  /// The publisher of a capture: as the person says it; by its addresses; as the page calls its site; by
  /// lines that nobody else has, which `signs` looks for; as the record says that the capture came in.
  func publisher(
    of capture: Capture, page: PageMeta? = nil, signs: () -> Entry? = { nil }
  ) -> Publisher {
    if let name = capture.publisher { return Publisher(entry: entry(name: name) ?? general, name: name) }
    if let entry = entry(capture, page) ?? signs() {
      return Publisher(entry: entry, name: entry.profile?.name)
    }
    if let site = page?.site { return Publisher(entry: general, name: site) }
    guard let source = Self.plausible(capture.given.source) else {
      return Publisher(entry: general, name: nil)
    }
    // What came may be the publisher's host.
    let entry = entry(name: source) ?? entry(url: "https://\(source)/")
    return Publisher(entry: entry ?? general, name: entry?.profile?.name ?? source)
  }

  private func entry(_ capture: Capture, _ page: PageMeta?) -> Entry? {
    for case let url? in [capture.url, page?.url] {
      if let entry = entry(url: url) { return entry }
    }
    for case let name? in [page?.siteName, page?.site] {
      if let entry = entry(name: name) { return entry }
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
      capture.format == .text ? library.entry(signs: lines) : nil
    }
    return Templates.source(publisher.name, url: capture.url)
  }
}
