/// The blanks of French composition, after the Imprimerie nationale's rules, where they are beyond doubt.
struct FrenchSpacing {
  static let narrow: UInt32 = 0x202F
  static let wide: UInt32 = 0xA0

  let text: [UInt32]
  private let guards: Guards
  private var done: [UInt32] = []

  init(_ text: [UInt32], sparing guards: Guards) {
    self.text = text
    self.guards = guards
    done.reserveCapacity(text.count + text.count / 16)
  }

  /// The text with its blanks settled.
  mutating func spaced() -> [UInt32] {
    var index = 0
    while index < text.count {
      if !Self.isSpecial(text[index]) || guards[index] {
        done.append(text[index])
        index += 1
      } else if Letters.isSpace(text[index]) {
        index = space(from: index)
      } else if Dots.areThree(in: text, at: index) {
        done.append(0x2026)
        index += 3
      } else {
        sign(at: index)
        index += 1
      }
    }
    return done
  }

  /// Whether anything may happen at a sign: blanks, stops, dashes, guillemets.
  @inline(__always)
  private static func isSpecial(_ value: UInt32) -> Bool {
    if value > 0x3F {
      return value == 0xA0 || value == 0xAB || value == 0xBB || (0x2000...0x205F).contains(value)
    }
    return value == 0x20 || value == 0x21 || value == 0x2D || value == 0x2E || (0x3A...0x3F).contains(value)
  }

  /// Settles a run of blanks and returns where it ends.
  private mutating func space(from start: Int) -> Int {
    var end = start
    while end < text.count, Letters.isSpace(text[end]) { end += 1 }
    let isSettled = end - start == 1 && Letters.isNoBreakSpace(text[start])
    if !isSettled, end < text.count, let last = done.last,
      let better = joint(after: last, start: start, before: end)
    {
      done.append(better)
    } else if end - start == 1 {
      done.append(text[start])
    } else {
      done.append(contentsOf: text[start..<end])
    }
    return end
  }

  /// The no-break space that belongs between two signs; nil where any blank will do.
  private func joint(after last: UInt32, start: Int, before next: Int) -> UInt32? {
    if last == 0xAB, isOpeningGuillemet(start - 1) { return Self.wide }
    if !guards[next], let stop = blankBefore(next), last != 0x28, last != 0x5B { return stop }
    if Letters.isDigit(last) {
      if Numbers.joins(text, at: start, to: next) { return Self.narrow }
      if Units.begin(text, at: next) { return Self.wide }
    }
    return Titles.joins(text, upTo: start, to: next) ? Self.wide : nil
  }

  private mutating func sign(at index: Int) {
    let value = text[index]
    switch value {
    case 0x21, 0x3F, 0x3A, 0x3B, 0xBB:
      if let last = done.last, takesStop(last, value), let blank = blankBefore(index) {
        done.append(blank)
      }
      done.append(value)
    case 0xAB:
      done.append(value)
      let next = index + 1
      if next < text.count, !Letters.isSpace(text[next]), text[next] != 0xBB, isOpeningGuillemet(index) {
        done.append(Self.wide)
      }
    case 0x2D: done.append(isIncise(index) ? 0x2013 : value)
    default: done.append(value)
    }
  }

  /// The blank that French wants before the sign at this index; nil where it is no stop of a sentence.
  private func blankBefore(_ index: Int) -> UInt32? {
    let next = index + 1 < text.count ? text[index + 1] : 0x20
    let endsClause = Letters.isSpace(next) || Self.opensQuote(next)
    switch text[index] {
    case 0x21, 0x3F: return Letters.isSpace(next) || Self.endsExclamation(next) ? Self.narrow : nil
    case 0x3B: return endsClause && !endsEntity(index) ? Self.narrow : nil
    case 0x3A: return endsClause ? Self.wide : nil
    case 0xBB: return isClosingGuillemet(index) ? Self.wide : nil
    default: return nil
    }
  }

  /// What may stand directly before a stop so that a blank is missing there.
  private func takesStop(_ last: UInt32, _ stop: UInt32) -> Bool {
    if Letters.isLetter(last) || Letters.isDigit(last) { return true }
    switch last {
    case 0x29, 0x5D, 0x7D, 0xBB, 0x22, 0x24, 0x25, 0xB0, 0x2019, 0x201D, 0x2026, 0x20AC: return true
    case 0x21, 0x2E, 0x2C, 0x3F: return stop == 0xBB
    default: return false
    }
  }
}

extension FrenchSpacing {
  private static func endsExclamation(_ next: UInt32) -> Bool {
    switch next {
    case 0x21, 0x22, 0x29, 0x2C, 0x2E, 0x3F, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x2026: true
    default: false
    }
  }

  private static func opensQuote(_ next: UInt32) -> Bool {
    next == 0xAB || next == 0x22 || next == 0x201C || next == 0xBB
  }

  /// `&eacute;`, left over from a page.
  private func endsEntity(_ index: Int) -> Bool {
    var start = index - 1
    while start >= 0, index - start < 10, text[start] < 0x80,
      Letters.isLetter(text[start]) || Letters.isDigit(text[start]) || text[start] == 0x23
    {
      start -= 1
    }
    return start >= 0 && text[start] == 0x26 && start < index - 1
  }

  /// German opens with `»` and closes with `«`; what stands around them tells.
  private func isClosingGuillemet(_ index: Int) -> Bool {
    let opens = index == 0 || Letters.opensBehind(text[index - 1])
    let next = index + 1 < text.count ? text[index + 1] : 0x20
    return !(opens && (Letters.isLetter(next) || Letters.isDigit(next)))
  }

  private func isOpeningGuillemet(_ index: Int) -> Bool {
    guard index >= 0, index + 1 < text.count else { return false }
    return index == 0 || Letters.opensBehind(text[index - 1]) || !Letters.isSpace(text[index + 1])
  }

  /// A hyphen between blanks, but not between numbers, where it may be a score or a subtraction.
  private func isIncise(_ index: Int) -> Bool {
    guard index > 1, index + 2 < text.count, text[index - 1] == 0x20, text[index + 1] == 0x20 else {
      return false
    }
    return !(Letters.isDigit(text[index - 2]) && Letters.isDigit(text[index + 2]))
  }
}
