import CXML
import Text

/// An element of an XML document, which the parser repaired where it was malformed.
final class XMLElement {
  enum Child {
    case element(XMLElement)
    case text(String)
  }

  /// The name with its prefix, in lower case; well-known namespaces have their usual prefix.
  let name: String
  fileprivate(set) var attributes: [String: String] = [:]
  fileprivate(set) var children: [Child] = []
  /// The `xml:base` of this element, resolved against those around it.
  fileprivate(set) var base: String?

  fileprivate init(name: String) {
    self.name = name
  }

  var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  func first(_ names: String...) -> XMLElement? {
    for name in names {
      if let found = elements.first(where: { $0.name == name }) { return found }
    }
    return nil
  }

  func all(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }

  /// All text inside.
  var text: String {
    var text = ""
    addText(to: &text)
    return text
  }

  private func addText(to text: inout String) {
    for child in children {
      switch child {
      case .text(let more): text += more
      case .element(let element): element.addText(to: &text)
      }
    }
  }

  /// Its contents as markup, without prefixes of namespaces.
  var inner: String {
    var markup = ""
    addInner(to: &markup)
    return markup
  }

  private func addInner(to markup: inout String) {
    for child in children {
      switch child {
      case .text(let text): markup += ComposedPage.escaped(text)
      case .element(let element): element.addOuter(to: &markup)
      }
    }
  }

  private static let void: Set<String> = ["br", "img", "hr", "wbr", "source", "input", "embed"]

  private func addOuter(to markup: inout String) {
    let tag = name.split(separator: ":").last.map(String.init) ?? name
    markup += "<" + tag
    for (key, value) in attributes.sorted(by: { $0.key < $1.key }) where !key.contains(":") {
      markup += " \(key)=\"\(ComposedPage.escaped(value))\""
    }
    markup += ">"
    if Self.void.contains(tag) { return }
    addInner(to: &markup)
    markup += "</\(tag)>"
  }

  /// Longer addresses are ignored, since every element inside would copy them.
  fileprivate static let longestAddress = 8192

  /// An address inside the element, resolved against its base.
  func resolve(_ address: String, against outer: String?) -> String {
    guard address.utf8.count <= Self.longestAddress, let base = base ?? outer,
      base.utf8.count <= Self.longestAddress
    else { return address }
    return WebAddress.resolve(address, against: base) ?? address
  }
}

/// Parses XML into elements.
enum XMLTree {
  /// More deeply nested elements are left out.
  static let deepest = 200

  /// No feed item and no list of feeds has more elements; each takes some hundred bytes.
  static let mostElements = 400_000

  /// Whether a text has more elements than that.
  static func isTooMuch(_ text: String) -> Bool {
    text.utf8.count > mostElements * 4
      && text.utf8.count(where: { $0 == UInt8(ascii: "<") }) > mostElements * 2
  }

  /// The root element; nil where there is none, or where there are too many elements. The document type is
  /// ignored.
  static func parse(_ text: String) -> XMLElement? {
    guard !isTooMuch(text) else { return nil }
    let builder = Builder()
    let bytes = XMLText.prepared(Array(text.utf8))
    var listener = kq_xml_listener()
    listener.context = Unmanaged.passUnretained(builder).toOpaque()
    listener.open = { context, name, space in
      guard let name else { return }
      Builder.of(context)?.open(String(cString: name), space.map { String(cString: $0) })
    }
    listener.attribute = { context, name, value in
      guard let name, let value else { return }
      Builder.of(context)?.attribute(String(cString: name), String(cString: value))
    }
    listener.text = { context, text in
      if let text { Builder.of(context)?.text(String(cString: text)) }
    }
    listener.close = { context in Builder.of(context)?.close() }
    withExtendedLifetime(builder) { _ = kq_xml_walk(bytes, bytes.count, &listener) }
    return builder.root
  }

  private final class Builder {
    private(set) var root: XMLElement?
    private var open: [XMLElement] = []
    /// How many open elements are being left out.
    private var ignored = 0

    static func of(_ context: UnsafeMutableRawPointer?) -> Builder? {
      context.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
    }

    func open(_ name: String, _ space: String?) {
      guard open.count < XMLTree.deepest, ignored == 0 else { return ignored += 1 }
      let element = XMLElement(name: XMLText.name(name, space))
      element.base = open.last?.base
      open.last?.children.append(.element(element))
      open.append(element)
      root = root ?? element
    }

    func attribute(_ name: String, _ value: String) {
      guard ignored == 0, let element = open.last else { return }
      if name == "xml:base", value.utf8.count <= XMLElement.longestAddress {
        element.base = element.resolve(value, against: nil)
      }
      element.attributes[name.lowercased()] = value
    }

    func text(_ text: String) {
      if ignored == 0 { open.last?.children.append(.text(text)) }
    }

    func close() {
      if ignored > 0 { ignored -= 1 } else { _ = open.popLast() }
    }
  }
}
