/// For each node of a page, the reason why it is removed or what it is, as the number of a name.
struct PageReasons: Sendable {
  /// By node; 0 where there is no reason.
  private(set) var numbers: [UInt8]
  private(set) var names: [String]

  /// The reasons that elements have by their tags, attributes and classes.
  init(_ tree: PageTree, _ classes: ClassWords) {
    names = classes.names
    numbers = Array(repeating: 0, count: tree.nodes.count)
    let hidden = number("hidden")
    let tags = Self.tags.mapValues { number($0) }
    let roles = Self.roles.mapValues { number($0) }
    for index in numbers.indices {
      let node = tree[index]
      guard node.tag != .text, node.tag != .body, node.tag != .html else { continue }
      if Self.named.contains(node.tag) {
        numbers[index] = tags[node.tag] ?? 0
      } else if !node.attributes.isEmpty {
        if Self.isHidden(node) {
          numbers[index] = hidden
        } else if let role = node.attributes["role"], let reason = roles[role] {
          numbers[index] = reason
        } else {
          numbers[index] = classes.number(node)
        }
      }
    }
  }

  /// As many nodes as another one, and no reasons.
  init(like other: PageReasons) {
    names = other.names
    numbers = Array(repeating: 0, count: other.numbers.count)
  }

  subscript(_ index: Int) -> String? { numbers[index] == 0 ? nil : names[Int(numbers[index])] }

  /// Whether a node has a reason other than its parent's.
  func isNew(_ index: Int, in tree: PageTree) -> Bool {
    let parent = tree[index].parent
    return numbers[index] > 0 && (parent < 0 || numbers[parent] != numbers[index])
  }

  mutating func set(_ range: Range<Int>, _ number: UInt8) {
    for index in range { numbers[index] = number }
  }

  /// The number of a reason, which is added if it is new.
  mutating func number(_ name: String) -> UInt8 {
    if let at = names.firstIndex(of: name) { return UInt8(at) }
    guard names.count < 255 else { return 0 }
    names.append(name)
    return UInt8(names.count - 1)
  }

  /// Whether elements with this reason are removed however much text they hold.
  func isSure(_ number: UInt8) -> Bool { ["comments", "hidden", "consent"].contains(names[Int(number)]) }

  /// Whether the reason names a part of the story, which is not removed.
  func isKept(_ number: UInt8) -> Bool { ["standfirst", "caption", "byline"].contains(names[Int(number)]) }

  private static func isHidden(_ node: PageTree.Node) -> Bool {
    if node.attributes.bytes("hidden") != nil { return true }
    if let value = node.attributes.bytes("aria-hidden"), value.elementsEqual("true".utf8) { return true }
    if let value = node.attributes.bytes("class"), ShownClasses.hide(value) { return true }
    guard let style = node.attributes["style"] else { return false }
    return style.lowercased().filter { $0 != " " }.contains("display:none")
  }

  private static let named: TagSet = [.nav, .aside, .footer, .form, .dialog]
  private static let tags: [Tag: String] = [
    .nav: "menu", .aside: "aside", .footer: "footer", .form: "form", .dialog: "dialog",
  ]
  private static let roles: [String: String] = [
    "navigation": "menu", "complementary": "aside", "contentinfo": "footer", "dialog": "dialog",
    "search": "form", "alertdialog": "dialog", "toolbar": "menu", "menu": "menu",
  ]
}
