import Cells
import Stories

/// A block's text for an export: gated scalars, and where its spans begin and end.
///
/// Each piece between two ends passes the gate by itself, so that a mark never parts what the gate joins.
struct InlineTokens {
  enum Token: Equatable {
    case text(String)
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
    let text = Gate.line(String(decoding: bytes, as: UTF8.self))
    if !text.isEmpty { tokens.append(.text(text)) }
  }

  /// Without blanks at the ends, and without spans that nothing is left of.
  private mutating func trim() {
    trimStart()
    trimEnd()
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

  private mutating func trimStart() {
    for index in tokens.indices {
      guard case .text(let text) = tokens[index] else { continue }
      let ink = text.unicodeScalars.drop { $0.properties.isWhitespace }
      tokens[index] = .text(String(ink))
      if !ink.isEmpty { break }
    }
    tokens.removeAll { $0 == .text("") }
  }

  private mutating func trimEnd() {
    for index in tokens.indices.reversed() {
      guard case .text(let text) = tokens[index] else { continue }
      let view = text.unicodeScalars
      let ink = view.lastIndex { !$0.properties.isWhitespace }
      tokens[index] = .text(ink.map { String(view[...$0]) } ?? "")
      if ink != nil { break }
    }
    tokens.removeAll { $0 == .text("") }
  }
}
