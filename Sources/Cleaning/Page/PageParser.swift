@preconcurrency import CGumbo
import Glibc

/// HTML into a tree, by gumbo (the HTML5 algorithm).
enum PageParser {
  /// Longer pages are cut, in bytes.
  static let limit = 16 << 20
  /// The parser frees recursively: it gets a stack of its own.
  private static let stack = 8 << 20

  static func parse(_ text: String) -> PageTree {
    var bytes = Array(text.utf8.prefix(limit))
    // A cut in the middle of a character would become U+FFFD.
    while bytes.count == limit, let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
    let job = Job(NestingCap.capped(bytes))
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

  /// What the thread is given and what it leaves; the join orders the two.
  private final class Job {
    private let bytes: [UInt8]
    var tree = PageTree()

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    func run() {
      tree = bytes.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          guard let base = text.baseAddress else { return PageTree() }
          var options = kGumboDefaultOptions
          options.max_errors = 0
          guard let output = gumbo_parse_with_options(&options, base, text.count) else { return PageTree() }
          defer { gumbo_destroy_output(&options, output) }
          return PageTree(root: output.pointee.root)
        }
      }
    }
  }
}

extension PageTree {
  private static let tags: [UInt32: Tag] = {
    var tags: [UInt32: Tag] = [:]
    for value in 0..<GUMBO_TAG_UNKNOWN.rawValue {
      guard let name = gumbo_normalized_tagname(GumboTag(value)) else { continue }
      tags[value] = Tag(rawValue: String(cString: name))
    }
    return tags
  }()

  /// Copies gumbo's tree without recursion; comments stay behind.
  fileprivate init(root: UnsafeMutablePointer<GumboNode>?) {
    guard let root else { return }
    var open: [(node: UnsafeMutablePointer<GumboNode>, index: Int, next: UInt32)] = []
    func enter(_ node: UnsafeMutablePointer<GumboNode>) {
      let index = nodes.count
      let parent = open.last?.index ?? -1
      switch node.pointee.type {
      case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
        nodes.append(Self.element(node.pointee.v.element, parent: parent, end: index + 1))
        open.append((node, index, 0))
      case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
        let text = Controls.dropped(String(cString: node.pointee.v.text.text))
        nodes.append(Node(tag: .text, parent: parent, end: index + 1, text: text))
      default: break
      }
    }
    enter(root)
    while let last = open.last {
      let children = last.node.pointee.v.element.children
      if last.next < children.length {
        open[open.count - 1].next += 1
        if let child = children.data[Int(last.next)] {
          enter(child.assumingMemoryBound(to: GumboNode.self))
        }
      } else {
        nodes[last.index].end = nodes.count
        open.removeLast()
      }
    }
  }

  private static func element(_ element: GumboElement, parent: Int, end: Int) -> Node {
    var node = Node(tag: tags[element.tag.rawValue] ?? .other, parent: parent, end: end)
    for index in 0..<Int(element.attributes.length) {
      guard let data = element.attributes.data[index] else { continue }
      let attribute = data.assumingMemoryBound(to: GumboAttribute.self).pointee
      let name = String(cString: attribute.name)
      guard attributes.contains(name) else { continue }
      node.attributes[name] = Controls.dropped(String(cString: attribute.value))
    }
    return node
  }
}
