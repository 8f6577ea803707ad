/// A run of a block's text that is more than text: a link, or words that the page sets apart.
package struct Span: Equatable, Sendable {
  /// What it is.
  package enum Kind: Equatable, Sendable {
    /// Absolute, of one of `schemes`.
    case link(String)
    case emphasis, strong, code
  }

  /// A link's address is the page's; nobody has asked it.
  package var kind: Kind
  /// In bytes of the text's UTF-8; begins and ends between scalars, and not with white space.
  package var range: Range<Int>

  package init(_ kind: Kind, _ range: Range<Int>) {
    (self.kind, self.range) = (kind, range)
  }

  /// What links may begin with: nothing that a program would run.
  package static let schemes = ["https://", "http://", "mailto:"]

  /// Whether it leads where a reader may go.
  package var isSafe: Bool {
    guard case .link(let url) = kind else { return true }
    let start = url.prefix(8).lowercased()
    return Self.schemes.contains { start.hasPrefix($0) }
  }
}

extension [Span] {
  /// Those that stand in a text and lead nowhere strange, in order, an outer one before those inside it. One
  /// that begins in another and ends behind it is left out, as is a link inside a link.
  package func standing(in text: String) -> [Span] {
    if isEmpty { return [] }
    var text = text
    return text.withUTF8 { bytes in
      let isBorder = { (at: Int) in at == bytes.count || bytes[at] & 0xC0 != 0x80 }
      var open: [Span] = []
      return sorted {
        ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
      }
      .filter { span in
        guard span.isSafe, span.range.lowerBound >= 0, span.range.upperBound <= bytes.count,
          !span.range.isEmpty, isBorder(span.range.lowerBound), isBorder(span.range.upperBound)
        else { return false }
        while let last = open.last, last.range.upperBound <= span.range.lowerBound { open.removeLast() }
        if let last = open.last, last.range.upperBound < span.range.upperBound { return false }
        guard !open.contains(where: { $0.kind == span.kind || $0.isLink && span.isLink }) else {
          return false
        }
        open.append(span)
        return true
      }
    }
  }
}

extension Span {
  /// Whether it leads somewhere.
  package var isLink: Bool {
    if case .link = kind { true } else { false }
  }
}

/// A picture of a page: nothing of it is fetched.
package struct Picture: Equatable, Sendable {
  /// Absolute, `http` or `https`.
  package var url: String
  /// What the page says for those who do not see it; empty where it says nothing.
  package var alternative: String
  /// Who made it, as the page prints it; nil where it does not.
  package var credit: String?

  package init(url: String, alternative: String = "", credit: String? = nil) {
    (self.url, self.alternative, self.credit) = (url, alternative, credit)
  }

  /// Whether an address may be a picture's.
  package static func isSafe(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }
}
