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
    var written = 0
    var line: [Unicode.Scalar] = []
    for case .text(let piece) in tokens { line += piece.unicodeScalars }
    let escapes = Markdown.Escapes(line)
    while index < tokens.count {
      switch tokens[index] {
      case .text(let piece):
        let end = written + piece.unicodeScalars.count
        text += escapes.escaped(written..<end)
        written = end
      // Two runs of code side by side would be read as one.
      case .open(.code) where index == 0 || tokens[index - 1] != .close(.code):
        let end = tokens[index...].firstIndex(of: .close(.code)) ?? tokens.count
        let start = written
        for case .text(let piece) in tokens[index..<end] { written += piece.unicodeScalars.count }
        text += Self.code(line[start..<written])
        index = end
      case .open(.link(let url)):
        // A picture would begin here.
        if text.unicodeScalars.last == "!" {
          text.unicodeScalars.removeLast()
          text += "\\!"
        }
        text += "["
        open.append("](<" + Self.destination(url) + ">)")
      case .open(.code): break
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
      case .text: break
      }
      return depth == 0
    }
    guard let end, start + 1 < end, case .text(let first) = tokens[start + 1],
      case .text(let last) = tokens[end - 1], isWord(first.unicodeScalars.first),
      isWord(last.unicodeScalars.last)
    else { return false }
    return isEdge(start > 0 ? tokens[start - 1] : nil, { $0.last })
      && isEdge(end + 1 < tokens.count ? tokens[end + 1] : nil, { $0.first })
  }

  private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  private func isEdge(
    _ token: InlineTokens.Token?, _ near: (String.UnicodeScalarView) -> Unicode.Scalar?
  ) -> Bool {
    switch token {
    case nil: true
    case .text(let text):
      near(text.unicodeScalars).map { $0.properties.isWhitespace || Self.punctuation.contains($0) } ?? false
    case .open(.link), .close(.link): true
    case .open, .close: false
    }
  }

  /// What stands around words in print and is punctuation for every renderer.
  private static let punctuation = Set(".,;:!?()«»“”‘’\"'–—…/-".unicodeScalars)

  /// Code in a run of backticks longer than any that stands in it (section 6.1).
  private static func code(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
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
