extension StoryDate {
  /// Reads ISO 8601: a plain date, or a date and time with an offset. A time without one is taken as UTC.
  ///
  /// Accepts what pages write in practice: a space for the `T`, a fraction, `+0100`, `Z`. Nil on anything
  /// else.
  package init?(iso text: String, origin: Origin) {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), let civil = CivilDay(year: year, month: month, day: day)
    else { return nil }
    if scanner.isAtEnd {
      self.init(year: year, month: month, day: day, origin: origin)
      return
    }
    guard scanner.skip("T") || scanner.skip(" ") || scanner.skip("t"), let hour = scanner.number(2),
      scanner.skip(":"), let minute = scanner.number(2), hour < 24, minute < 60
    else { return nil }
    var second = 0
    if scanner.skip(":") {
      guard let value = scanner.number(2) else { return nil }
      second = min(value, 59)
      if scanner.skip(".") || scanner.skip(",") { scanner.skipDigits() }
    }
    _ = scanner.skip(" ")
    guard let offset = scanner.offset() else { return nil }
    let seconds = civil.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second - offset * 60
    self.init(instant: Instant(seconds), offset: offset, origin: origin)
  }
}

/// Reads fixed runs of ASCII digits.
struct DigitScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(_ width: Int) -> Int? {
    guard rest.count >= width else { return nil }
    var value = 0
    for byte in rest.prefix(width) {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    rest = rest.dropFirst(width)
    return value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func skipDigits() {
    rest = rest.drop { (0x30...0x39).contains($0) }
  }

  /// Minutes east of UTC at the end of the text; 0 where none is written.
  mutating func offset() -> Int? {
    if isAtEnd { return 0 }
    if skip("Z") || skip("z") { return isAtEnd ? 0 : nil }
    let sign = skip("-") ? -1 : skip("+") ? 1 : 0
    guard sign != 0, let hours = number(2) else { return nil }
    _ = skip(":")
    let minutes = isAtEnd ? 0 : number(2)
    guard let minutes, isAtEnd, hours <= 14, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
