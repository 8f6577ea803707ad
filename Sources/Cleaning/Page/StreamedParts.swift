import Glibc

/// The parts of a streamed page that its scripts move into place (react-dom/server, the functions `$RC`,
/// `$RR` and `$RS` of its runtime): the children of a hidden element replace a template.
struct StreamedParts: Sendable {
  /// The id of each part, by the id of the template that it replaces.
  private(set) var sources: [String: String] = [:]

  /// More parts than any ordinary page has.
  private static let most = 5000
  private static let longestID = 64
  /// Scripts that move parts are short; in bytes.
  static let longestScript = 1 << 15

  /// Notes the calls in a script: `$RC("B:0","S:0")` completes a boundary, `$RS("S:1","P:1")` a segment.
  mutating func note(_ script: UnsafeBufferPointer<UInt8>) {
    guard let base = script.baseAddress, script.count <= Self.longestScript else { return }
    var at = 0
    while at < script.count, sources.count < Self.most,
      let found = memchr(base + at, Int32(UInt8(ascii: "$")), script.count - at)
    {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      guard at + 2 < script.count, script[at] == UInt8(ascii: "R"), script[at + 2] == UInt8(ascii: "("),
        let first = Self.id(script, at + 3), let second = Self.id(script, first.end + 1)
      else { continue }
      switch script[at + 1] {
      case UInt8(ascii: "C"), UInt8(ascii: "R"): sources[first.id] = second.id
      case UInt8(ascii: "S"): sources[second.id] = first.id
      default: break
      }
    }
  }

  /// The part that a template `B:1` or `P:1` waits for is usually `S:1`; used where a capture has lost its
  /// scripts.
  static func likely(_ waiting: String) -> String? {
    guard let colon = waiting.lastIndex(of: ":"), colon > waiting.startIndex else { return nil }
    let kind = waiting.index(before: colon)
    guard waiting[kind] == "B" || waiting[kind] == "P" else { return nil }
    return waiting[..<kind] + "S" + waiting[colon...]
  }

  /// The quoted id at a position, and the position behind it.
  private static func id(_ script: UnsafeBufferPointer<UInt8>, _ start: Int) -> (id: String, end: Int)? {
    guard start < script.count else { return nil }
    let quote = script[start]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    let rest = script[(start + 1)...].prefix(longestID + 1)
    guard let end = rest.firstIndex(of: quote), end > start + 1 else { return nil }
    return (String(decoding: script[(start + 1)..<end], as: UTF8.self), end + 1)
  }
}

extension PageTree.Store {
  /// The greatest depth that nested parts may give a tree.
  private static let depth = 2048

  /// The tree with every part in the place of its template; unchanged where parts contain one another.
  func filled(_ parts: StreamedParts) -> PageTree.Store {
    let sources = sources(of: parts)
    guard !sources.isEmpty else { return self }
    let taken = Set(sources.values)
    var filled: [Record] = []
    filled.reserveCapacity(records.count)
    var open: [(next: Int, end: Int, place: Int)] = [(0, records.count, -1)]
    while let last = open.last {
      guard last.next < last.end else {
        if last.place >= 0 { filled[last.place].end = Int32(filled.count) }
        open.removeLast()
        continue
      }
      let at = last.next
      open[open.count - 1].next = Int(records[at].end)
      if taken.contains(at) { continue }
      var record = records[at]
      record.parent = Int32(last.place)
      record.end = Int32(filled.count + 1)
      let source = sources[at]
      if source != nil { record.tag = .div }
      let inner = source ?? at
      if record.tag != .text { open.append((inner + 1, Int(records[inner].end), filled.count)) }
      filled.append(record)
      guard open.count < Self.depth, filled.count <= records.count else { return self }
    }
    return filled.count + taken.count == records.count ? PageTree.Store(filled, attributes, bytes) : self
  }

  /// The empty templates and their parts; each part is used once.
  private func sources(of parts: StreamedParts) -> [Int: Int] {
    guard records.contains(where: { $0.tag == .template }) else { return [:] }
    var templates: [String: Int] = [:]
    var elements: [String: Int] = [:]
    for (at, record) in records.enumerated() where record.tag != .text && record.to > record.from {
      let node = PageTree.Node(store: self, index: at)
      guard let id = node.attributes["id"] else { continue }
      if record.tag == .template, Int(record.end) == at + 1 {
        templates[id] = templates[id] ?? at
      } else {
        elements[id] = elements[id] ?? at
      }
    }
    var found: [Int: Int] = [:]
    var taken: Set<Int> = []
    for (waiting, template) in templates.sorted(by: { $0.value < $1.value }) {
      guard let part = parts.sources[waiting] ?? StreamedParts.likely(waiting), let element = elements[part],
        taken.insert(element).inserted
      else { continue }
      found[template] = element
    }
    return found
  }

  /// The tree with elements of the given kinds treated like any other element.
  func opened(_ tags: TagSet) -> PageTree.Store {
    PageTree.Store(
      records.map { record in
        var record = record
        if tags.contains(record.tag) { record.tag = .div }
        return record
      }, attributes, bytes)
  }
}
