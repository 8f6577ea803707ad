import Cells
import Stories

/// A block's text for an export: gated scalars, and where its spans begin and end.
///
/// Each piece between two ends passes the gate by itself, so that a mark never parts what the gate joins.
struct InlineTokens {
  enum Token: Equatable {
    case scalar(Unicode.Scalar)
    case open(Span.Kind)
    case close(Span.Kind)
  }

  private(set) var tokens: [Token] = []

  init(_ text: String, _ spans: [Span]) {
    let bytes = Array(text.utf8)
    var open: [Span] = []
    var at = 0
    func close(to place: Int) {
      while let last = open.last, last.range.upperBound <= place {
        append(bytes[at..<last.range.upperBound])
        at = last.range.upperBound
        tokens.append(.close(last.kind))
        open.removeLast()
      }
    }
    for span in spans.standing(in: text) {
      // Nothing inside code is more than text.
      if let last = open.last, last.kind == .code, last.range.upperBound > span.range.lowerBound { continue }
      close(to: span.range.lowerBound)
      append(bytes[at..<span.range.lowerBound])
      at = span.range.lowerBound
      tokens.append(.open(span.kind))
      open.append(span)
    }
    close(to: bytes.count)
    append(bytes[at...])
    trim()
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    if bytes.isEmpty { return }
    for scalar in Gate.line(String(decoding: bytes, as: UTF8.self)).unicodeScalars {
      tokens.append(.scalar(scalar))
    }
  }

  /// Without blanks at the ends, and without spans that nothing is left of.
  private mutating func trim() {
    let isInk = { (token: Token) in
      if case .scalar(let scalar) = token { !scalar.properties.isWhitespace } else { false }
    }
    guard let first = tokens.firstIndex(where: isInk), let last = tokens.lastIndex(where: isInk) else {
      tokens = []
      return
    }
    tokens = tokens.enumerated().filter { index, token in
      if case .scalar = token { first...last ~= index } else { true }
    }.map(\.element)
    var kept: [Token] = []
    for token in tokens {
      if case .close(let kind) = token, kept.last == .open(kind) {
        kept.removeLast()
      } else {
        kept.append(token)
      }
    }
    tokens = kept
  }
}
