import Cells
import Screens
import Stories

extension Markdown {
  /// A block's text with its links, emphasis and code (CommonMark 0.31, section 6).
  static func inlines(_ block: Block) -> String {
    block.spans.isEmpty
      ? escaped(block.text) : InlineWriter(InlineTokens(block.text, block.spans).tokens).text
  }

  /// A picture (section 6.4) on a line of its own; empty where the block has none.
  static func picture(_ block: Block) -> String {
    guard let picture = block.picture, Picture.isSafe(picture.url) else { return "" }
    let image = "![\(escaped(picture.alternative))](<\(InlineWriter.destination(picture.url))>)"
    let credit = picture.credit.map { escaped($0) } ?? ""
    return image + (credit.isEmpty ? "" : "\n" + credit) + (block.text.isEmpty ? "" : "\n")
  }
}

/// Writes tokens as inlines. Emphasis is left out where a renderer would show its marks: inside a word, or
/// beside other marks.
private struct InlineWriter {
  private let tokens: [InlineTokens.Token]
  private(set) var text = ""

  init(_ tokens: [InlineTokens.Token]) {
    self.tokens = tokens
    write()
  }

  private mutating func write() {
    /// For each open span what closes it; nil where it is left out.
    var open: [String?] = []
    var index = 0
    var scalars = 0
    let line = tokens.compactMap { if case .scalar(let scalar) = $0 { scalar } else { nil } }
    let pieces = Markdown.escapedScalars(line)
    while index < tokens.count {
      switch tokens[index] {
      case .scalar:
        text += pieces[scalars]
        scalars += 1
      // Two runs of code side by side would be read as one.
      case .open(.code) where index == 0 || tokens[index - 1] != .close(.code):
        let end = tokens[index...].firstIndex(of: .close(.code)) ?? tokens.count
        let code = tokens[index..<end].compactMap { if case .scalar(let scalar) = $0 { scalar } else { nil } }
        text += Self.code(code)
        scalars += code.count
        index = end
      case .open(.code): break
      case .open(.link(let url)):
        // A picture would begin here.
        if text.unicodeScalars.last == "!" {
          text.unicodeScalars.removeLast()
          text += "\\!"
        }
        text += "["
        open.append("](<" + Self.destination(url) + ">)")
      case .open(let kind):
        let mark = kind == .strong ? "**" : "*"
        let fits = mayEmphasise(index)
        if fits { text += mark }
        open.append(fits ? mark : nil)
      case .close(.code): break
      case .close: text += (open.popLast() ?? nil) ?? ""
      }
      index += 1
    }
  }

  /// Whether the marks of an emphasis that opens at a place are read as such (section 6.2): a blank or a
  /// sign of punctuation outside on both sides, none of them another mark, and letters inside.
  private func mayEmphasise(_ start: Int) -> Bool {
    var depth = 0
    let end = tokens[start...].firstIndex {
      switch $0 {
      case .open: depth += 1
      case .close: depth -= 1
      case .scalar: break
      }
      return depth == 0
    }
    guard let end, start + 1 < end, isWord(tokens[start + 1]), isWord(tokens[end - 1]) else { return false }
    return isEdge(start > 0 ? tokens[start - 1] : nil)
      && isEdge(end + 1 < tokens.count ? tokens[end + 1] : nil)
  }

  private func isWord(_ token: InlineTokens.Token) -> Bool {
    guard case .scalar(let scalar) = token else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private func isEdge(_ token: InlineTokens.Token?) -> Bool {
    guard let token else { return true }
    switch token {
    case .scalar(let scalar):
      return scalar.properties.isWhitespace || Self.punctuation.contains(scalar)
    case .open(.link): return true
    case .close(.link): return true
    case .open, .close: return false
    }
  }

  /// What stands around words in print and is punctuation for every renderer.
  private static let punctuation = Set(".,;:!?()«»“”‘’\"'–—…/-".unicodeScalars)

  /// Code in a run of backticks longer than any that stands in it (section 6.1).
  private static func code(_ scalars: [Unicode.Scalar]) -> String {
    var (run, longest) = (0, 0)
    for scalar in scalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    var code = String.UnicodeScalarView()
    code.append(contentsOf: scalars)
    let isPadded = scalars.first == "`" || scalars.last == "`" || scalars.first == " "
    return fence + (isPadded ? " \(String(code)) " : String(code)) + fence
  }

  /// An address in angle brackets (section 6.3).
  static func destination(_ url: String) -> String {
    Address.encoded(url).replacing("\\", with: "%5C").replacing("<", with: "%3C").replacing(">", with: "%3E")
      .replacing("&", with: "\\&")
  }
}
