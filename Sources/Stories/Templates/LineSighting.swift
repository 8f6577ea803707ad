import Text

/// Where a line stands in a capture, told without knowing what it is.
package enum LineZone: UInt8, Sendable, CaseIterable {
  /// Before the first line of prose.
  case head
  /// From the first line of prose to the last; everywhere where there is none.
  case body
  /// After the last line of prose.
  case tail

  /// The zones of lines of which it is known whether each is prose.
  package static func zones(ofProse isProse: [Bool]) -> [LineZone] {
    guard let first = isProse.firstIndex(of: true), let last = isProse.lastIndex(of: true) else {
      return Array(repeating: .body, count: isProse.count)
    }
    return isProse.indices.map { $0 < first ? .head : $0 > last ? .tail : .body }
  }

  /// Whether a trimmed line is prose: 140 bytes, or 90 and the end of a sentence.
  package static func isProse(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count >= 140 || line.count >= 90 && endsSentence(line)
  }

  /// The same of a line as text.
  package static func isProse(_ line: String) -> Bool {
    var line = line
    return line.withUTF8 { isProse($0) }
  }

  /// A full stop, `!`, `?`, `…` or their wide forms, before closing quotes and brackets.
  private static func endsSentence(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = line.count
    while end > 0 {
      let wide = end >= 3 ? (line[end - 3], line[end - 2], line[end - 1]) : (0, 0, 0)
      switch (line[end - 1], wide) {
      case (0x2E, _), (0x21, _), (0x3F, _): return true
      case (_, (0xE2, 0x80, 0xA6)), (_, (0xE3, 0x80, 0x82)), (_, (0xEF, 0xBC, 0x81)), (_, (0xEF, 0xBC, 0x9F)):
        return true
      case (0x20, _), (0x22, _), (0x27, _), (0x29, _), (0x2A, _), (0x5D, _): end -= 1
      case (_, (0xE2, 0x80, 0x99...0x9D)), (_, (0xE2, 0x80, 0xAF)), (_, (0xE2, 0x80, 0xBA)),
        (_, (0xE3, 0x80, 0x8D)), (_, (0xE3, 0x80, 0x8F)):
        end -= 3
      case (0xBB, _), (0xA0, _): end -= 2
      default: return false
      }
    }
    return false
  }
}

/// A line of a story's capture, by its key and place.
package struct LineSighting: Equatable, Hashable, Sendable {
  /// From `LineKey.hash`; never 0, which is the key of lines without letters.
  package var key: UInt64
  /// Where in the capture it stands.
  package var zone: LineZone

  package init(key: UInt64, zone: LineZone) {
    self.key = key
    self.zone = zone
  }

  /// The lines of a text capture in their order; those without a key are left out.
  package static func lines(of text: String) -> [LineSighting] {
    var text = text
    return text.withUTF8 { bytes in
      var keys: [UInt64] = []
      var isProse: [Bool] = []
      forEachLine(of: bytes) { line in
        keys.append(LineKey.hash(of: line))
        isProse.append(LineZone.isProse(line))
        return true
      }
      return sightings(keys, isProse)
    }
  }

  /// The sightings of a text that is split into lines already.
  package static func lines(_ lines: some Sequence<String>) -> [LineSighting] {
    var keys: [UInt64] = []
    var isProse: [Bool] = []
    for line in lines {
      keys.append(LineKey.hash(of: line))
      isProse.append(LineZone.isProse(line))
    }
    return sightings(keys, isProse)
  }

  /// The first line of a text capture that has a key; nil where none has.
  package static func text(of key: UInt64, in text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      var found: String?
      forEachLine(of: bytes) { line in
        if LineKey.hash(of: line) == key { found = String(decoding: line, as: UTF8.self) }
        return found == nil
      }
      return found
    }
  }

  private static func sightings(_ keys: [UInt64], _ isProse: [Bool]) -> [LineSighting] {
    zip(keys, LineZone.zones(ofProse: isProse)).compactMap { key, zone in
      key == 0 ? nil : LineSighting(key: key, zone: zone)
    }
  }

  /// Calls with each line that is not blank, without ASCII white space at its ends, until told to stop.
  private static func forEachLine(
    of bytes: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      var from = start
      var to = end
      while from < to, bytes[from] <= 0x20 { from += 1 }
      while to > from, bytes[to - 1] <= 0x20 { to -= 1 }
      if from < to, !take(UnsafeBufferPointer(rebasing: bytes[from..<to])) { return }
      start = end + 1
    }
  }
}
