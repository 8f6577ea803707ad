import Stories

/// Why a date pattern is not valid.
package enum DatePatternFault: Error, Equatable, Sendable {
  /// A `%` followed by an unknown letter or by nothing.
  case unknownField(String)
  /// A date needs `%Y` or `%y`, `%m`, and `%d` or `%e`.
  case missingField(String)
}

/// A pattern for dates in paths and addresses: `%Y-%m-%d`, as in strftime (POSIX).
///
/// `%Y %y %m %d %e %H %M %S %%` and literal characters. A number does not match inside a longer run of
/// digits.
package struct DatePattern: Equatable, Sendable {
  private enum Piece: Equatable, Sendable {
    case literal(UInt8)
    case number(Field)
  }

  private enum Field: Character, Sendable {
    case year = "Y"
    case shortYear = "y"
    case month = "m"
    case day = "d"
    case looseDay = "e"
    case hour = "H"
    case minute = "M"
    case second = "S"
  }

  private var pieces: [Piece] = []
  /// The pattern as it was written.
  package let text: String

  /// Throws where the pattern cannot give a date.
  package init(_ pattern: String) throws(DatePatternFault) {
    text = pattern
    var fields: [Field] = []
    var characters = pattern.makeIterator()
    while let character = characters.next() {
      guard character == "%" else {
        pieces += character.utf8.map { .literal($0) }
        continue
      }
      guard let letter = characters.next() else { throw .unknownField("%") }
      if letter == "%" {
        pieces.append(.literal(UInt8(ascii: "%")))
      } else if let field = Field(rawValue: letter) {
        pieces.append(.number(field))
        fields.append(field)
      } else {
        throw .unknownField("%\(letter)")
      }
    }
    guard fields.contains(.year) || fields.contains(.shortYear) else { throw .missingField("%Y") }
    guard fields.contains(.month) else { throw .missingField("%m") }
    guard fields.contains(.day) || fields.contains(.looseDay) else { throw .missingField("%d") }
  }

  /// The date that matches the pattern in a path or address. Of several matches the last valid date counts,
  /// since a file name is more specific than its folders.
  package func date(in text: String, origin: StoryDate.Origin) -> StoryDate? {
    let bytes = Array(text.utf8)
    for start in bytes.indices.reversed() {
      if let date = date(in: bytes, at: start, origin: origin) { return date }
    }
    return nil
  }

  private func date(in bytes: [UInt8], at start: Int, origin: StoryDate.Origin) -> StoryDate? {
    var at = start
    var found: [Field: Int] = [:]
    for piece in pieces {
      switch piece {
      case .literal(let byte):
        guard at < bytes.count, bytes[at] == byte else { return nil }
        at += 1
      case .number(let field):
        let (value, length) = Self.number(bytes, at, field)
        guard length > 0, found[field] ?? value == value else { return nil }
        found[field] = value
        at += length
      }
    }
    if start > 0, Self.isDigit(bytes[start]), Self.isDigit(bytes[start - 1]) { return nil }
    if at < bytes.count, Self.isDigit(bytes[at]), Self.isDigit(bytes[at - 1]) { return nil }
    return Self.date(found, origin)
  }

  private static func date(_ found: [Field: Int], _ origin: StoryDate.Origin) -> StoryDate? {
    // In POSIX, 69 to 99 belong to the last century.
    let short = found[.shortYear].map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
    guard let year = found[.year] ?? short, let month = found[.month],
      let day = found[.day] ?? found[.looseDay],
      let plain = StoryDate(year: year, month: month, day: day, origin: origin)
    else { return nil }
    guard let hour = found[.hour], let minute = found[.minute] else { return plain }
    let second = found[.second] ?? 0
    guard hour < 24, minute < 60, second < 61 else { return nil }
    let midnight = Instant(plain.day.daysSince1970) * 86400
    return StoryDate(
      instant: midnight + Instant(hour * 3600 + minute * 60 + min(second, 59)), origin: origin)
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ field: Field) -> (value: Int, length: Int) {
    let width = field == .year ? 4 : 2
    var value = 0
    var length = 0
    while length < width, at + length < bytes.count, isDigit(bytes[at + length]) {
      value = value * 10 + Int(bytes[at + length] - 0x30)
      length += 1
    }
    return length == width || field == .looseDay ? (value, length) : (0, 0)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
