/// The lines of a text capture as rules see them.
enum Lines {
  static func lines(_ bytes: UnsafeBufferPointer<UInt8>, _ ranges: TextLines) -> [Line] {
    var group = -1
    return ranges.ranges.enumerated().map { at, range in
      if at == 0 || ranges.gaps[at] > 0 { group += 1 }
      var line = Line.plain(String(decoding: bytes[range], as: UTF8.self), group: group)
      line.bullet = ranges.hasBullet[at] ? .dot : nil
      return line
    }
  }
}
