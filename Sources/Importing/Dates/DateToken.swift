/// A token of a written date.
enum DateToken: Equatable {
  /// A number and the count of its digits.
  case number(Int, digits: Int)
  /// A run of letters, in lower case.
  case word(String)
  /// Any other byte except white space.
  case mark(UInt8)

  struct Number {
    var value: Int
    var digits: Int

    var isDay: Bool { digits <= 2 && (1...31).contains(value) }
  }

  var number: Number? {
    guard case .number(let value, let digits) = self else { return nil }
    return Number(value: value, digits: digits)
  }

  /// The tokens of a text up to its first parenthesis.
  static func tokens(of text: String) -> [DateToken] {
    let bytes = Array(text.utf8)
    var tokens: [DateToken] = []
    var at = 0
    while at < bytes.count, bytes[at] != UInt8(ascii: "(") {
      let start = at
      if isDigit(bytes[at]) {
        var value = 0
        while at < bytes.count, isDigit(bytes[at]) {
          if at - start < 9 { value = value * 10 + Int(bytes[at] - 0x30) }
          at += 1
        }
        tokens.append(.number(value, digits: at - start))
      } else if isLetter(bytes[at]) {
        while at < bytes.count, isLetter(bytes[at]) { at += 1 }
        tokens.append(.word(String(decoding: bytes[start..<at], as: UTF8.self).lowercased()))
      } else {
        if !isSpace(bytes[at]) { tokens.append(.mark(bytes[at])) }
        at += 1
      }
    }
    return tokens
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }
}

/// The time of day in a written date.
struct DateClock {
  /// Seconds since midnight in the zone as written.
  var seconds: Int
  /// Minutes east of UTC; 0 without a zone.
  var offset = 0

  /// Removes the time of day and its zone from the tokens: `10:00`, `10:00:00 +0100`, `8:28 PM CET`, `20h28`.
  static func take(from tokens: inout [DateToken]) -> DateClock? {
    for at in tokens.indices.dropLast() {
      guard case .number(let hour, let digits) = tokens[at], digits <= 2, hour < 24,
        let (minute, second, behind) = minutes(tokens, at + 1)
      else { continue }
      var clock = DateClock(seconds: hour * 3600 + minute * 60 + second)
      var end = behind
      if let (isAfternoon, next) = half(tokens, end), (1...12).contains(hour) {
        clock.seconds += (isAfternoon ? 12 : 0) * 3600 - (hour == 12 ? 12 * 3600 : 0)
        end = next
      }
      if let (offset, next) = zone(tokens, end) { (clock.offset, end) = (offset, next) }
      tokens.removeSubrange(at..<end)
      return clock
    }
    return nil
  }

  private static func minutes(_ tokens: [DateToken], _ at: Int) -> (minute: Int, second: Int, end: Int)? {
    if tokens[at] == .word("h") {
      guard let minute = number(tokens, at + 1), minute < 60 else { return (0, 0, at + 1) }
      return (minute, 0, at + 2)
    }
    guard tokens[at] == .mark(colon), let minute = number(tokens, at + 1), minute < 60 else { return nil }
    guard at + 2 < tokens.count, tokens[at + 2] == .mark(colon), let second = number(tokens, at + 3) else {
      return (minute, 0, at + 2)
    }
    // A fraction of a second.
    if at + 5 < tokens.count, tokens[at + 4] == .mark(UInt8(ascii: ".")), case .number = tokens[at + 5] {
      return (minute, min(second, 59), at + 6)
    }
    return (minute, min(second, 59), at + 4)
  }

  private static let colon = UInt8(ascii: ":")

  private static func number(_ tokens: [DateToken], _ at: Int) -> Int? {
    guard at < tokens.count, case .number(let value, let digits) = tokens[at], digits <= 2 else { return nil }
    return value
  }

  /// `AM`, `p.m.`
  private static func half(_ tokens: [DateToken], _ at: Int) -> (isAfternoon: Bool, end: Int)? {
    guard at < tokens.count, case .word(let word) = tokens[at] else { return nil }
    if word == "am" || word == "pm" { return (word == "pm", at + 1) }
    let stop = DateToken.mark(UInt8(ascii: "."))
    guard word == "a" || word == "p", at + 2 < tokens.count, tokens[at + 1] == stop,
      tokens[at + 2] == .word("m")
    else { return nil }
    return (word == "p", at + (at + 3 < tokens.count && tokens[at + 3] == stop ? 4 : 3))
  }

  /// `+0100`, `+01:00`, `GMT+0100`, `CET`; nil where no zone stands.
  private static func zone(_ tokens: [DateToken], _ start: Int) -> (offset: Int, end: Int)? {
    var at = start
    var named: Int?
    if at < tokens.count, case .word(let word) = tokens[at], let hours = zones[word] {
      named = hours * 60
      at += 1
    }
    guard named ?? 0 == 0, at + 1 < tokens.count, case .mark(let sign) = tokens[at],
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      case .number(let value, let digits) = tokens[at + 1], digits == 2 || digits == 4
    else { return named.map { ($0, at) } }
    at += 2
    var minutes = digits == 2 ? value * 60 : value / 100 * 60 + value % 100
    if digits == 2, at < tokens.count, tokens[at] == .mark(colon), let more = number(tokens, at + 1) {
      minutes += more
      at += 2
    }
    guard minutes <= 14 * 60 else { return named.map { ($0, start + 1) } }
    return (sign == UInt8(ascii: "-") ? -minutes : minutes, at)
  }

  /// Hours east of UTC of the abbreviations in common use (RFC 5322, section 4.3).
  private static let zones = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "met": 1, "mest": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2,
    "eest": 3, "msk": 3, "jst": 9,
  ]
}
