import Cells
import Screens
import Stories
import Wording

/// Writes stories as CommonMark 0.31, in which all of their text is literal.
///
/// Every piece of text passes the gate before it is escaped, so that nothing can be removed between a
/// backslash and the character that it escapes.
enum Markdown {
  static func page(_ stored: StoredStory, _ language: Language) -> String {
    let story = stored.story
    var parts = [heading(story.title, 1), emphasised(byline(stored, language), "*")]
    if let standfirst = story.standfirst { parts.append(emphasised(standfirst, "**")) }
    parts += blocks(story.blocks)
    let related = story.related.map { escaped($0.title) }.filter { !$0.isEmpty }
    if !related.isEmpty {
      parts.append(heading(Phrase.alsoDiscover[language], 2))
      parts.append(related.map { "- " + $0 }.joined(separator: "\n"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// A line of text with all markup escaped, without blanks at its ends.
  static func escaped(_ text: String) -> String {
    let scalars = trimmed(Gate.line(text))
    return Escapes(scalars).escaped(scalars.indices)
  }

  /// Where in a line a scalar would be markup. By scalars, since parsers recognise a markup character even
  /// with a combining accent.
  struct Escapes {
    private let scalars: [Unicode.Scalar]
    /// How many digits it begins with.
    private let digits: Int

    init(_ scalars: [Unicode.Scalar]) {
      self.scalars = scalars
      digits = scalars.prefix { ("0"..."9").contains($0) }.count
    }

    func escaped(_ range: Range<Int>) -> String {
      var result = String.UnicodeScalarView()
      for index in range {
        let (scalar, next) = (scalars[index], index + 1 < scalars.count ? scalars[index + 1] : nil)
        let isListNumber = index > 0 && index == digits && (scalar == "." || scalar == ")") && isBlank(next)
        if isMarkup(scalar, next) || isListNumber || (index == 0 && beginsBlock(scalar, next)) {
          result.append("\\")
        }
        result.append(scalar)
      }
      return String(result)
    }
  }

  /// Tildes and bars are markup in wide-spread extensions; `&` where a character reference may begin.
  private static func isMarkup(_ scalar: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "~", "|": true
    case "&": next.map { $0 == "#" || ($0.isASCII && $0.properties.isAlphabetic) } ?? false
    default: false
    }
  }

  /// Whether a line that begins so is a list, a rule or what underlines a heading.
  private static func beginsBlock(_ scalar: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
    switch scalar {
    case "=": true
    case "-", "+": isBlank(next) || next == scalar
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isWhitespace ?? true
  }

  private static func trimmed(_ text: String) -> [Unicode.Scalar] {
    let start = text.unicodeScalars.drop { isBlank($0) }
    return Array(start).reversed().drop { isBlank($0) }.reversed()
  }

  private static func heading(_ text: String, _ level: Int) -> String {
    let text = escaped(text)
    return text.isEmpty ? "" : mark(ofHeading: level) + text
  }

  private static func mark(ofHeading level: Int) -> String {
    String(repeating: "#", count: min(6, max(1, level))) + " "
  }

  private static func emphasised(_ text: String, _ mark: String) -> String {
    let text = escaped(text)
    return text.isEmpty ? "" : mark + text + mark
  }

  /// The blocks; consecutive items form one list.
  private static func blocks(_ blocks: [Block]) -> [String] {
    var parts: [String] = []
    var lists = Lists()
    for block in blocks {
      guard block.kind == .item else {
        lists = Lists()
        parts.append(self.block(block))
        continue
      }
      let text = inlines(block)
      guard !text.isEmpty else { continue }
      let goesOn = lists.isOpen
      let item = lists.item(text, block.level, isNumbered: block.ordered)
      if goesOn { parts[parts.count - 1] += "\n" + item } else { parts.append(item) }
    }
    return parts
  }

  private static func block(_ block: Block) -> String {
    switch block.kind {
    case .paragraph, .embed, .item: return inlines(block)
    case .heading:
      let text = inlines(block)
      return text.isEmpty ? "" : mark(ofHeading: block.level + 1) + text
    case .quote:
      let text = inlines(block)
      return text.isEmpty ? "" : "> " + text
    case .caption: return picture(block) + emphasised(block.text, "*")
    case .picture: return picture(block)
    case .table: return fenced(block.text.replacing("\t", with: " | "))
    case .preformatted: return fenced(block.text)
    case .rule: return "---"
    }
  }

  /// Lines in a code fence longer than any inside them.
  private static func fenced(_ text: String) -> String {
    let lines = Gate.lines(text)
    guard lines.unicodeScalars.contains(where: { !isBlank($0) }) else { return "" }
    var (run, longest) = (0, 0)
    for scalar in lines.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return fence + "\n" + lines + "\n" + fence
  }
}

/// The lists that are open while items are written.
private struct Lists {
  private struct List {
    /// The column where the text of its items begins.
    var column: Int
    /// Of its last item; nil in a list without numbers.
    var number: Int?
  }

  /// From the outermost.
  private var open: [List] = []

  var isOpen: Bool { !open.isEmpty }

  /// An item is at most one level deeper than the one before it; beyond that it would be code.
  mutating func item(_ text: String, _ level: Int, isNumbered: Bool) -> String {
    let depth = min(max(1, level), open.count + 1)
    open.removeLast(open.count - min(depth, open.count))
    var number = isNumbered ? 1 : nil
    if open.count == depth, let list = open.popLast(), isNumbered, let last = list.number {
      number = last + 1
    }
    let indent = open.last?.column ?? 0
    let mark = number.map { "\($0). " } ?? "- "
    open.append(List(column: indent + mark.utf8.count, number: number))
    return String(repeating: " ", count: indent) + mark + text
  }
}
