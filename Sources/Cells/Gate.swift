import CText

/// The one way from data to the terminal: scalars in, harmless glyphs out.
///
/// Works on scalars and never on sequences, so that taking one thing out cannot build another.
package enum Gate {
  /// Calls `body` with each glyph and its columns (1 or 2) until it returns false.
  package static func forEachGlyph(
    in text: some StringProtocol, _ body: (Character, Int) -> Bool
  ) {
    var pending = Pending()
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20 && scalar.value < 0x7F {
        if !pending.flush(body) { return }
        pending.begin(scalar, width: 1)
        continue
      }
      switch verdict(on: scalar) {
      case .drop: continue
      case .join: pending.joinsNext = true
      case .mark: pending.add(scalar)
      case .glyph(let shown, let width):
        if pending.joinsNext, pending.isEmoji, isEmoji(shown) {
          pending.joinsNext = false
          continue
        }
        if !pending.flush(body) { return }
        pending.begin(shown, width: width)
      }
    }
    _ = pending.flush(body)
  }

  /// The text as it may be printed on one line: what the glyphs of `forEachGlyph` spell.
  package static func line(_ text: some StringProtocol) -> String {
    var result = ""
    forEachGlyph(in: text) { glyph, _ in
      result.append(glyph)
      return true
    }
    return result
  }

  /// The text with its line breaks kept and every line gated.
  package static func lines(_ text: some StringProtocol) -> String {
    // By bytes: line ends part graphemes anyway, and a long text has many.
    let text = String(text)
    var pieces = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for index in pieces.indices.dropLast() where pieces[index].last == 0x0D { pieces[index].removeLast() }
    return pieces.map { line(Substring($0)) }.joined(separator: "\n")
  }

  /// Whether a scalar is shown as itself; joiners are not.
  package static func passes(_ scalar: Unicode.Scalar) -> Bool {
    switch verdict(on: scalar) {
    case .drop, .join: false
    case .mark: true
    case .glyph(let shown, _): shown == scalar
    }
  }

  private enum Verdict {
    case drop
    case join
    case mark
    case glyph(Unicode.Scalar, Int)
  }

  private static func verdict(on scalar: Unicode.Scalar) -> Verdict {
    let value = scalar.value
    if value < 0x300 {
      if value < 0x20 || (0x7F..<0xA0).contains(value) {
        return value == 0x09 || value == 0x0A || value == 0x0D || value == 0x85 ? .glyph(" ", 1) : .drop
      }
      return value == 0xAD ? .drop : .glyph(scalar, 1)
    }
    if value == 0x200D { return .join }
    if isInvisible(value) { return .drop }
    if isEmojiModifier(value) { return .drop }
    if value == 0x2028 || value == 0x2029 { return .glyph(" ", 1) }
    if isNoncharacter(value) || isPrivate(value) { return .glyph("\u{FFFD}", 1) }
    let width = Width.ofScalar(scalar)
    if width == 0 {
      return scalar.properties.generalCategory == .format ? .drop : .mark
    }
    return width < 0 ? .glyph("\u{FFFD}", 1) : .glyph(scalar, Int(width))
  }

  /// Format characters, fillers, variation selectors and tags: invisible, and able to hide other text.
  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFC, 0x1D173...0x1D17A,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  private static func isEmojiModifier(_ value: UInt32) -> Bool {
    (0x1F3FB...0x1F3FF).contains(value)
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2190 && scalar.properties.isEmoji
  }

  private static func isNoncharacter(_ value: UInt32) -> Bool {
    (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
  }

  private static func isPrivate(_ value: UInt32) -> Bool {
    (0xE000...0xF8FF).contains(value) || value >= 0xF0000
  }

  /// A glyph on its way out: a spacing scalar and the marks above and below it.
  private struct Pending {
    private static let mostMarks = 4

    private var base: Unicode.Scalar?
    private var marks: [Unicode.Scalar] = []
    private var width = 0
    var joinsNext = false

    var isEmoji: Bool {
      base.map(Gate.isEmoji) ?? false
    }

    mutating func begin(_ scalar: Unicode.Scalar, width: Int) {
      base = scalar
      self.width = width
      joinsNext = false
    }

    /// A mark without a letter before it stands on a no-break space, so that it spoils no neighbour.
    mutating func add(_ mark: Unicode.Scalar) {
      if base == nil { begin("\u{A0}", width: 1) }
      if marks.count < Self.mostMarks { marks.append(mark) }
    }

    mutating func flush(_ body: (Character, Int) -> Bool) -> Bool {
      guard let scalar = base else { return true }
      base = nil
      if marks.isEmpty { return body(Character(scalar), width) }
      var cluster = String.UnicodeScalarView()
      cluster.append(scalar)
      cluster.append(contentsOf: marks)
      marks.removeAll(keepingCapacity: true)
      let text = String(cluster)
      return body(text.count == 1 ? Character(text) : Character(scalar), width)
    }
  }
}
