/// A parsed page, flat: nodes in document order, each knowing where its last descendant stands.
///
/// All text lies in one run of bytes; strings are made when somebody asks.
struct PageTree: Sendable {
  /// Attributes that cleaning reads; short ones that begin with `data-` are kept as well.
  static let attributes: Set<String> = [
    "class", "id", "href", "rel", "itemprop", "itemtype", "content", "property", "name", "datetime", "lang",
    "role", "hidden", "aria-hidden", "style", "type", "start", "src", "alt", "title",
    "shadowrootmode", "shadowroot", "srcset", "data-src", "data-srcset", "data-original", "data-lazy-src",
    "width",
    "height",
  ]

  /// JSON-LD as the page has it, a script each.
  var linkedData: [String] = []
  /// Where the page's longer scripts stand, in bytes.
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

  /// The elements inside one, in order, itself left out.
  func inside(_ index: Int) -> Range<Int> { index + 1..<self[index].end }

  func attribute(_ name: String, _ index: Int) -> String? { self[index].attributes[name] }

  /// All text below, spaces collapsed; none behind the last node, where a page breaks off.
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

  /// All text below, that of silent elements too.
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
  /// What a tree is made of; nothing changes after parsing.
  final class Store: Sendable {
    struct Record: Sendable {
      var tag: Tag
      var parent: Int32
      var end: Int32
      /// Of a text its bytes, of an element its attributes.
      var from: Int32
      var to: Int32
    }

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

  struct Nodes: RandomAccessCollection {
    let store: Store

    var startIndex: Int { 0 }
    var endIndex: Int { store.records.count }

    subscript(_ index: Int) -> Node { Node(store: store, index: index) }
  }

  struct Node {
    let store: Store
    let index: Int

    var tag: Tag { store.records[index].tag }
    /// -1 at the root.
    var parent: Int { Int(store.records[index].parent) }
    /// Behind its last descendant.
    var end: Int { Int(store.records[index].end) }
    /// Decoded; of texts only. That of scripts and styles is not kept.
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var attributes: Attributes { Attributes(store: store, index: index) }

    var bytes: ArraySlice<UInt8> {
      let record = store.records[index]
      return record.tag == .text ? store.bytes[Int(record.from)..<Int(record.to)] : []
    }
  }

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
