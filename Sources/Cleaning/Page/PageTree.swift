/// A parsed page as a flat list: nodes in document order, each with the index behind its last descendant.
///
/// All text is in one array of bytes; strings are made only when they are asked for.
struct PageTree: Sendable {
  /// Attributes that cleaning reads; short ones with names in `data-` are kept as well.
  static let attributes: Set<String> = [
    "class", "id", "href", "rel", "itemprop", "itemtype", "content", "property", "name", "datetime", "lang",
    "role", "hidden", "aria-hidden", "style", "type", "start", "src", "alt", "title",
    "shadowrootmode", "shadowroot", "srcset", "data-src", "data-srcset", "data-original", "data-lazy-src",
    "width", "height", "slot",
  ]

  /// The contents of the JSON-LD scripts.
  var linkedData: [String] = []
  /// The ranges of longer scripts, in bytes of the page.
  var scripts: [Range<Int>] = []
  let store: Store

  init() {
    store = Store([], [], [])
  }

  init(_ store: Store) {
    self.store = store
  }

  var nodes: Nodes { Nodes(store: store) }

  subscript(_ index: Int) -> Node { Node(store: store, index: index) }

  /// The descendants of a node, in document order.
  func inside(_ index: Int) -> Range<Int> { index + 1..<self[index].end }

  func attribute(_ name: String, _ index: Int) -> String? { self[index].attributes[name] }

  /// The text of a node and its descendants, spaces collapsed; empty for an index behind the last node.
  func text(_ index: Int) -> String {
    guard nodes.indices.contains(index) else { return "" }
    var text: [UInt8] = []
    var at = index
    let end = self[index].end
    while at < end {
      let tag = self[at].tag
      if Tag.silent.contains(tag) && at > index {
        at = self[at].end
        continue
      }
      if tag == .text {
        Spaces.append(self[at].bytes, to: &text)
      } else if Tag.breaking.contains(tag), text.last != 0x20, !text.isEmpty {
        text.append(0x20)
      }
      at += 1
    }
    return Spaces.trimmed(text)
  }

  /// All text of a node and its descendants, including elements that are not displayed.
  func wholeText(_ index: Int) -> String {
    var text: [UInt8] = []
    var at = index
    while at < self[index].end {
      let tag = self[at].tag
      if tag == .script || tag == .style {
        at = self[at].end
        continue
      }
      if tag == .text {
        Spaces.append(self[at].bytes, to: &text)
      } else if text.last != 0x20, !text.isEmpty {
        text.append(0x20)
      }
      at += 1
    }
    return Spaces.trimmed(text)
  }

  func first(_ tag: Tag, in range: Range<Int>? = nil) -> Int? {
    (range ?? nodes.indices).first { self[$0].tag == tag }
  }
}

extension PageTree {
  /// The contents of a tree, which never change after parsing.
  final class Store: Sendable {
    /// A node; `parent` and `end` are indexes of nodes, `end` the one behind its last descendant.
    struct Record: Sendable {
      var tag: Tag
      var parent: Int32
      var end: Int32
      /// A range of bytes for a text, of attributes for an element.
      var from: Int32
      var to: Int32
    }

    /// An attribute, its value as a range of `bytes`.
    struct Attribute: Sendable {
      var name: String
      var from: Int32
      var to: Int32
    }

    let records: [Record]
    let attributes: [Attribute]
    let bytes: [UInt8]

    init(_ records: [Record], _ attributes: [Attribute], _ bytes: [UInt8]) {
      self.records = records
      self.attributes = attributes
      self.bytes = bytes
    }
  }

  /// All nodes, in document order.
  struct Nodes: RandomAccessCollection {
    let store: Store

    var startIndex: Int { 0 }
    var endIndex: Int { store.records.count }

    subscript(_ index: Int) -> Node { Node(store: store, index: index) }
  }

  /// An element or a text, by its index.
  struct Node {
    let store: Store
    let index: Int

    var tag: Tag { store.records[index].tag }
    /// The parent's index; -1 for the root.
    var parent: Int { Int(store.records[index].parent) }
    /// The index behind its last descendant.
    var end: Int { Int(store.records[index].end) }
    /// The decoded text; empty for elements. The text of scripts and styles is not kept.
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var attributes: Attributes { Attributes(store: store, index: index) }

    var bytes: ArraySlice<UInt8> {
      let record = store.records[index]
      return record.tag == .text ? store.bytes[Int(record.from)..<Int(record.to)] : []
    }
  }

  /// The attributes of an element, by lower-case name; a text has none.
  struct Attributes {
    let store: Store
    let index: Int

    private var range: Range<Int> {
      let record = store.records[index]
      return record.tag == .text ? 0..<0 : Int(record.from)..<Int(record.to)
    }

    var isEmpty: Bool { range.isEmpty }

    subscript(_ name: String) -> String? {
      bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ name: String) -> ArraySlice<UInt8>? {
      for at in range where store.attributes[at].name == name {
        return store.bytes[Int(store.attributes[at].from)..<Int(store.attributes[at].to)]
      }
      return nil
    }
  }
}
