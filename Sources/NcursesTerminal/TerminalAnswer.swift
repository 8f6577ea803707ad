/// What a terminal answers when it is asked about itself (XTerm Control Sequences; ECMA-48).
enum TerminalAnswer: Equatable {
  /// OSC 11: the colour of the background, each part from 0 to 1.
  case background(red: Double, green: Double, blue: Double)
  /// DECRPM: whether it has a mode that can be set.
  case mode(Int, isThere: Bool)
  /// Mode 2031: the user changed between dark and light.
  case appearance(isLight: Bool)
  /// DA1, which every terminal answers: whatever was asked before it has been answered, or will not be.
  case attributes

  /// Of a control sequence with its introducer `ESC [`; nil where it is none of these.
  init?(sequence: some Sequence<UInt8>) {
    let body = sequence.dropFirst(2)
    guard body.first(where: { _ in true }) == UInt8(ascii: "?") else { return nil }
    let text = String(decoding: Array(body.dropFirst()), as: UTF8.self)
    if text.hasSuffix("$y") {
      let parts = text.dropLast(2).split(separator: ";").compactMap { Int($0) }
      guard parts.count == 2 else { return nil }
      self = .mode(parts[0], isThere: parts[1] == 1 || parts[1] == 2)
    } else if text.hasSuffix("c") {
      self = .attributes
    } else if text == "997;1n" || text == "997;2n" {
      self = .appearance(isLight: text == "997;2n")
    } else {
      return nil
    }
  }

  /// Of the text of an operating system command; nil where it is no background: `11;rgb:ffff/ffff/ffff`, with
  /// one to four digits each, or `rgba:` with an opacity behind them.
  init?(command: some Sequence<UInt8>) {
    let text = String(decoding: Array(command), as: UTF8.self)
    guard let colour = ["11;rgb:", "11;rgba:"].first(where: text.hasPrefix).map({ text.dropFirst($0.count) })
    else { return nil }
    let parts = colour.split(separator: "/", omittingEmptySubsequences: false)
    let values = parts.prefix(3).compactMap { part -> Double? in
      guard (1...4).contains(part.count), let value = UInt32(part, radix: 16) else { return nil }
      return Double(value) / Double((1 << (4 * part.count)) - 1)
    }
    guard values.count == 3, (3...4).contains(parts.count) else { return nil }
    self = .background(red: values[0], green: values[1], blue: values[2])
  }

  /// Whether a background is rather light than dark, by its relative luminance (WCAG 2.2); nil for other
  /// answers.
  var isLight: Bool? {
    switch self {
    case .appearance(let isLight): return isLight
    case .background(let red, let green, let blue):
      func linear(_ value: Double) -> Double { value * value }
      // Where black and white letters stand out equally.
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.18
    case .mode, .attributes: return nil
    }
  }
}
