/// Makes the lines that rules work on from a text capture.
enum Lines {
  static func lines(_ ranges: TextLines) -> [Line] {
    var group = -1
    return ranges.ranges.indices.map { at in
      if at == 0 || ranges.gaps[at] > 0 { group += 1 }
      var line = Line.plain(ranges.text(at), group: group)
      line.bullet = ranges.hasBullet[at] ? .dot : nil
      if let mark = ranges.mark(at) {
        (line.block, line.level, line.ordered) = (mark.kind, mark.level, mark.ordered)
      }
      return line
    }
  }
}
