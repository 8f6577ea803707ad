import Cells

/// A long text in pieces that can be repaired and broken one after the other.
struct Pieces: Equatable, Sendable {
  /// Longer texts are taken in pieces of about so many bytes.
  static let length = 16 << 10

  private let text: String
  /// Rows end at line feeds; running text at a blank, or before whatever begins a glyph.
  private let inRows: Bool
  private var taken = 0
  private var wanted = Pieces.length

  init(_ text: String, inRows: Bool) {
    self.text = text
    self.inRows = inRows
  }

  var isOver: Bool { taken == text.utf8.count }
  /// Bytes that were handed out.
  var done: Int { taken }
  var total: Int { text.utf8.count }

  /// Takes twice as much where one piece was too short, so that the work stays linear.
  mutating func grow() { wanted *= 2 }
  mutating func shrink() { wanted = Self.length }

  /// The next piece, and whether a blank stood behind it.
  mutating func next() -> (text: String, blankBehind: Bool) {
    var text = text
    let (start, count) = (taken, text.utf8.count)
    if start == 0, count <= wanted {
      taken = count
      return (text, false)
    }
    let end = text.withUTF8 { bytes in
      min(count, start + wanted) == count ? count : edge(bytes, start)
    }
    taken = end
    var piece = Wrapping.slice(self.text, start..<end)
    let isBlank = piece.utf8.last.map { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? false
    if inRows, end < count, piece.utf8.last == 0x0A { piece.unicodeScalars.removeLast() }
    return (piece, isBlank)
  }

  private func edge(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let middle = start + wanted
    if inRows {
      let before = bytes[start..<middle].lastIndex(of: 0x0A)
      return (before ?? bytes[middle...].firstIndex(of: 0x0A)).map { $0 + 1 } ?? bytes.count
    }
    if let blank = bytes[start..<middle].lastIndex(of: 0x20) { return blank + 1 }
    var edge = middle
    while edge > start, !beginsGlyph(bytes, edge) { edge -= 1 }
    if edge > start { return edge }
    edge = middle
    while edge < bytes.count, !beginsGlyph(bytes, edge) { edge += 1 }
    return edge
  }

  /// Whether a glyph begins here that no mark and no joiner before it belongs to.
  private func beginsGlyph(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    if bytes[index] < 0x80 { return bytes[index] > 0x20 }
    if bytes[index] & 0xC0 == 0x80 { return false }
    let value = UTF8Scalar.at(index, in: bytes).value
    return value < 0x1F000 && Gated.width(value) > 0 && UTF8Scalar.before(index, in: bytes) != 0x200D
  }
}
