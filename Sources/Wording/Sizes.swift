extension Phrase {
  /// An amount of bytes in the unit in which it has one to three digits before the point: `146 MB`, `1.5 GB`.
  package static func size(_ bytes: Int) -> Phrase {
    let units = [("bytes", "octets"), ("kB", "ko"), ("MB", "Mo"), ("GB", "Go"), ("TB", "To")]
    var (value, unit) = (Double(max(0, bytes)), 0)
    while (unit == 0 ? value >= 1000 : value >= 999.5), unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    let isWhole = unit == 0 || tenths >= 100 || tenths % 10 == 0
    let number = isWhole ? String(Int(value.rounded())) : "\(tenths / 10).\(tenths % 10)"
    let name = units[unit]
    let english = bytes == 1 ? "byte" : name.0
    let french = bytes < 2 ? "octet" : name.1
    return Phrase(number + "\u{A0}" + english, number.replacing(".", with: ",") + "\u{A0}" + french)
  }
}
