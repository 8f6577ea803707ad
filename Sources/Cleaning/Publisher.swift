import Stories

/// The publisher of a capture. It decides which rules, layouts and templates are used, and it is the source
/// that the story shows.
struct Publisher {
  /// The publisher's profile and lexicon; the general one where it has none.
  let entry: Library.Entry
  /// The name as it is displayed; nil where the publisher is unknown.
  let name: String?
}

extension Library {
  /// Finds the publisher of a capture. The first that is known counts: the name that the user gave; the
  /// addresses of the capture; the site's name on the page; lines that only one publisher has, which `signs`
  /// finds; the source in the record.
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
    // The source in a record may be a host name.
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
  /// The source under which the lines of a text capture are learnt and looked up: the publisher's name that
  /// the story will have, else the host; nil where neither is known.
  package func source(of capture: Capture, _ lines: [LineSighting]) -> String? {
    let publisher = library.publisher(of: capture) {
      capture.format == .text ? library.entry(signs: lines) : nil
    }
    return Templates.source(publisher.name, url: capture.url)
  }
}
