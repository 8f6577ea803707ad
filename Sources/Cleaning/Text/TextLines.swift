import Glibc

/// The lines of a text capture: the range of each in the bytes of the text, trimmed and without its bullet.
struct TextLines {
  /// The greatest number of lines; all further text is one line.
  static let most = 200_000

  private let whole: String
  var ranges: [Range<Int>] = []
  /// Blank lines before each line, at most 3; the first has 3.
  var gaps: [UInt8] = []
  var hasBullet: [Bool] = []
  /// The kind of block of each line by its marks; nil where the text has no marks.
  private var marks: [BlockMark?]?

  /// `bytes` are those of the text; `marks` is empty or has one entry for each line that is not blank.
  init(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>, _ marks: [BlockMark?] = []) {
    whole = text
    self.marks = marks.isEmpty ? nil : marks
    var from = 0
    var blanks: UInt8 = 3
    ranges.reserveCapacity(96)
    while from < bytes.count {
      var to = from
      if ranges.count == Self.most {
        to = bytes.count
      } else {
        to = Self.end(bytes, from)
      }
      let range = Self.trim(bytes, from..<to)
      if range.isEmpty {
        blanks = min(3, blanks + 1)
      } else {
        let bullet = Self.bullet(bytes, range)
        let rest = bullet == 0 ? range : Self.trim(bytes, range.lowerBound + bullet..<range.upperBound)
        let hasBullet = bullet > 0 && !rest.isEmpty
        ranges.append(hasBullet ? rest : range)
        self.hasBullet.append(hasBullet)
        gaps.append(blanks)
        blanks = 0
      }
      from = to + 1
    }
    markDashes(bytes)
    guard marks.isEmpty else { return }
    markTables(bytes, cellsEndWith: 0x7C, least: (cells: 3, rows: 3))
    markTables(bytes, cellsEndWith: 0x09, least: (cells: 2, rows: 2))
  }

  /// Marks consecutive short lines that begin with a hyphen as a list.
  private mutating func markDashes(_ bytes: UnsafeBufferPointer<UInt8>) {
    var last = -2
    for at in ranges.indices where bytes[ranges[at].lowerBound] == 0x2D && ranges[at].count < 300 {
      guard ranges[at].count > 2, bytes[ranges[at].lowerBound + 1] == 0x20 else { continue }
      if last == at - 1, gaps[at] == 0 {
        for item in [last, at] where !hasBullet[item] {
          ranges[item] = Self.trim(bytes, ranges[item].lowerBound + 2..<ranges[item].upperBound)
          hasBullet[item] = true
        }
      }
      last = at
    }
  }

  /// Marks consecutive lines with the same number of bars or tabs, so many at least, as a table.
  private mutating func markTables(
    _ bytes: UnsafeBufferPointer<UInt8>, cellsEndWith sign: UInt8, least: (cells: Int, rows: Int)
  ) {
    guard let base = bytes.baseAddress, memchr(base, Int32(sign), bytes.count) != nil else { return }
    var from = 0
    var cells = 1
    for at in 0...ranges.count {
      let found = at < ranges.count ? Self.cells(base, ranges[at], sign) : 0
      if at > 0, found == cells, at < ranges.count, gaps[at] == 0 { continue }
      if cells >= least.cells, at - from >= least.rows {
        if marks == nil { marks = Array(repeating: nil, count: ranges.count) }
        for row in from..<at { marks?[row] = BlockMark(.table) }
      }
      (from, cells) = (at, found)
    }
  }

  private static func cells(_ base: UnsafePointer<UInt8>, _ line: Range<Int>, _ sign: UInt8) -> Int {
    var cells = 1
    var at = line.lowerBound
    while at < line.upperBound, let found = memchr(base + at, Int32(sign), line.upperBound - at) {
      cells += 1
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }
    return cells
  }

  var hasMarks: Bool { marks != nil }

  /// The text of a line. It is cut out of the whole text, so that its UTF-8 need not be validated again.
  func text(_ line: Int) -> String {
    let start = whole.utf8.startIndex
    let from = whole.utf8.index(start, offsetBy: ranges[line].lowerBound)
    let to = whole.utf8.index(start, offsetBy: ranges[line].upperBound)
    return String(whole[from..<to])
  }

  func mark(_ line: Int) -> BlockMark? {
    guard let marks, line < marks.count else { return nil }
    return marks[line]
  }

  /// The end of the line that begins at a position.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + from, 0x0A, bytes.count - from) else {
      return bytes.count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The range without white space and invisible characters at its ends.
  static func trim(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var from = range.lowerBound
    var to = range.upperBound
    while from < to {
      let width = space(bytes, from, to)
      if width == 0 { break }
      from += width
    }
    while to > from {
      let last = bytes[to - 1]
      if last == 0x20 || (0x09...0x0D).contains(last) {
        to -= 1
      } else if last >= 0x80, to - from >= 2, space(bytes, to - 2, to) == 2 {
        to -= 2
      } else if last >= 0x80, to - from >= 3, space(bytes, to - 3, to) == 3 {
        to -= 3
      } else {
        break
      }
    }
    return from..<to
  }

  /// The length in bytes of the white space at a position, 0 for none: U+0009 to U+000D, U+0020, U+0085,
  /// U+00A0, U+1680, U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF.
  @inline(__always)
  private static func space(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    let byte = bytes[at]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    if byte == 0xC2, at + 1 < end { return bytes[at + 1] == 0xA0 || bytes[at + 1] == 0x85 ? 2 : 0 }
    guard at + 2 < end else { return 0 }
    switch (byte, bytes[at + 1], bytes[at + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }

  /// The length in bytes of a bullet with the space after it, 0 for none: `•`, `‣`, `◦`, `▪`, `·`, `*`.
  private static func bullet(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    let at = range.lowerBound
    let count = range.count
    let mark: Int
    switch bytes[at] {
    case 0x2A: mark = 1
    case 0xC2: mark = count > 2 && bytes[at + 1] == 0xB7 ? 2 : 0
    case 0xE2:
      guard count > 3 else { return 0 }
      switch (bytes[at + 1], bytes[at + 2]) {
      case (0x80, 0xA2), (0x80, 0xA3), (0x97, 0xA6), (0x96, 0xAA): mark = 3
      default: mark = 0
      }
    default: return 0
    }
    guard mark > 0, count > mark + 1 else { return 0 }
    return space(bytes, at + mark, range.upperBound) > 0 ? mark + 1 : 0
  }
}
