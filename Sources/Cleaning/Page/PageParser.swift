@preconcurrency import CGumbo
import Glibc

/// Parses HTML into a tree with gumbo (the HTML parsing algorithm).
enum PageParser {
  /// Longer pages are cut off; in bytes.
  static let limit = 16 << 20
  /// The size of the parser's own stack, since it frees its tree recursively. The main thread's is as large,
  /// and a process that may start no threads has no other.
  private static let stack = 8 << 20

  static func parse(_ text: String) -> PageTree {
    var text = text
    let job = text.withUTF8 { bytes in
      var count = min(bytes.count, limit)
      // A character that is cut in the middle would become U+FFFD.
      while count < bytes.count, count > 0, bytes[count] & 0xC0 == 0x80 { count -= 1 }
      return Job(PageMarkup(UnsafeBufferPointer(rebasing: bytes[..<count])))
    }
    guard kq_is_main_thread() == 0 else {
      job.run()
      return job.tree
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stack)
    var thread = pthread_t()
    let handle = Unmanaged.passRetained(job)
    let failure = pthread_create(
      &thread, &attributes,
      { pointer in
        if let pointer { Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, handle.toOpaque())
    guard failure == 0 else {
      handle.release()
      return PageTree()
    }
    pthread_join(thread, nil)
    return job.tree
  }

  /// Input and output of the thread. Joining the thread orders its writes before our reads.
  private final class Job {
    private let markup: PageMarkup
    var tree = PageTree()

    init(_ markup: PageMarkup) {
      self.markup = markup
    }

    func run() {
      tree = markup.bytes.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          guard let base = text.baseAddress else { return PageTree() }
          var options = kq_gumbo_options()
          options.max_errors = 0
          guard let output = gumbo_parse_with_options(&options, base, text.count) else { return PageTree() }
          defer { gumbo_destroy_output(&options, output) }
          return PageTree(TreeCopy.store(output.pointee.root).filled(markup.parts))
        }
      }
      tree.linkedData = markup.linkedData
      tree.scripts = markup.scripts
    }
  }
}

/// Copies gumbo's tree without recursion and without comments.
private struct TreeCopy {
  /// A node of the tree, as it is stored.
  private typealias Record = PageTree.Store.Record

  private var records: [Record] = []
  private var attributes: [PageTree.Store.Attribute] = []
  private var bytes: [UInt8] = []
  private var open: [(node: UnsafeMutablePointer<GumboNode>, index: Int, next: UInt32)] = []

  private static let tags: [Tag] = (0..<GUMBO_TAG_UNKNOWN.rawValue).map { value in
    gumbo_normalized_tagname(GumboTag(value)).flatMap { Tag(rawValue: String(cString: $0)) } ?? .other
  }

  private var hasShadow = false

  static func store(_ root: UnsafeMutablePointer<GumboNode>?) -> PageTree.Store {
    var copy = TreeCopy()
    if let root { copy.copy(root) }
    let store = PageTree.Store(copy.records, copy.attributes, copy.bytes)
    return copy.hasShadow ? store.slotted() : store
  }

  private mutating func copy(_ root: UnsafeMutablePointer<GumboNode>) {
    enter(root)
    while let last = open.last {
      let children = last.node.pointee.v.element.children
      if last.next < children.length {
        open[open.count - 1].next += 1
        if let child = children.data[Int(last.next)] {
          enter(child.assumingMemoryBound(to: GumboNode.self))
        }
      } else {
        records[last.index].end = Int32(records.count)
        open.removeLast()
      }
    }
  }

  private mutating func enter(_ node: UnsafeMutablePointer<GumboNode>) {
    let parent = Int32(open.last?.index ?? -1)
    let end = Int32(records.count + 1)
    switch node.pointee.type {
    case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
      let number = Int(node.pointee.v.element.tag.rawValue)
      var tag = number < Self.tags.count ? Self.tags[number] : .other
      let from = Int32(attributes.count)
      note(node.pointee.v.element.attributes)
      if tag == .template,
        attributes[Int(from)...].contains(where: { PageTree.Store.shadowRoots.contains($0.name) })
      {
        tag = .div
        hasShadow = true
      }
      if number >= Self.tags.count, Self.isSlot(node.pointee.v.element.original_tag) { tag = .slot }
      open.append((node, records.count, 0))
      records.append(
        Record(tag: tag, parent: parent, end: end, from: from, to: Int32(attributes.count)))
    case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
      let from = Int32(bytes.count)
      add(node.pointee.v.text.text)
      records.append(Record(tag: .text, parent: parent, end: end, from: from, to: Int32(bytes.count)))
    default: break
    }
  }

  /// Whether a tag as it is written is that of a slot, which the parser does not know by name.
  private static func isSlot(_ piece: GumboStringPiece) -> Bool {
    guard piece.length >= 6, let data = piece.data else { return false }
    return strncasecmp(data, "<slot", 5) == 0 && [0x20, 0x3E, 0x2F, 0x0A, 0x09].contains(data[5])
  }

  private mutating func note(_ vector: GumboVector) {
    for index in 0..<Int(vector.length) {
      guard let data = vector.data[index] else { continue }
      let attribute = data.assumingMemoryBound(to: GumboAttribute.self).pointee
      let from = Int32(bytes.count)
      add(attribute.value)
      attributes.append(
        PageTree.Store.Attribute(
          name: String(cString: attribute.name), from: from, to: Int32(bytes.count)))
    }
  }

  private mutating func add(_ text: UnsafePointer<CChar>) {
    let count = strlen(text)
    text.withMemoryRebound(to: UInt8.self, capacity: count) {
      Controls.append(UnsafeBufferPointer(start: $0, count: count), to: &bytes)
    }
  }
}
