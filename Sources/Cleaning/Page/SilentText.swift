/// Handles text of elements that are usually not displayed.
enum SilentText {
  /// Why such text is removed, by its element and by where it is.
  static func reason(_ tag: Tag, isInStory: Bool) -> String? {
    switch tag {
    case .noscript, .template: "hidden"
    case _ where !isInStory: nil
    case .button, .select, .textarea, .input: "form"
    case .menu: "menu"
    case .dialog: "dialog"
    case .math: "formula"
    case .title: "title-copy"
    default: "player"
    }
  }

  /// Whether a button is the heading of a collapsible part, which is text.
  static func isLabel(_ node: PageTree.Node, in tree: PageTree) -> Bool {
    guard node.tag == .button, node.parent >= 0 else { return false }
    let around = tree[node.parent].tag
    return Tag.headlines.contains(around) || around == .dt || around == .summary
  }

  /// Whether two texts without a space between them are separate words. They are not where an element
  /// emphasises part of a word.
  static func areApart(_ text: String, _ more: String, in element: Tag) -> Bool {
    !inWords.contains(element) && isLetter(text.utf8.last) && isLetter(more.utf8.first)
  }

  private static let inWords: TagSet = [.b, .strong, .i, .em, .cite, .q]

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 >= 0x80 } ?? false
  }
}
