import CNcurses
import Cells
import Glibc

/// Paints frames onto the screen: only the cells that changed.
struct Painter {
  private var shown: Frame?
  private var glyphs: [kq_glyph] = []
  private var styles: CursesStyles

  /// Whether the cursor is seen where it rests.
  private let showsCursor: Bool

  init(styles: CursesStyles, showsCursor: Bool) {
    (self.styles, self.showsCursor) = (styles, showsCursor)
  }

  /// The last frame shown, for showing it again.
  var last: Frame? { shown }

  mutating func adopt(_ palette: Palette) {
    styles.adopt(palette)
    forget()
  }

  /// The next frame is written whole.
  mutating func forget() {
    shown = nil
  }

  mutating func paint(_ frame: Frame, on window: Size) {
    let before = shown.flatMap { $0.size == frame.size ? $0 : nil }
    if let before, before == frame { return }
    if before == nil { kq_screen_erase() }
    let rows = min(frame.size.rows, window.rows)
    let columns = min(frame.size.columns, window.columns)
    frame.cells.withUnsafeBufferPointer { cells in
      for row in 0..<rows {
        let start = row * frame.size.columns
        let new = UnsafeBufferPointer(rebasing: cells[start..<start + columns])
        guard let before else {
          put(new[...], row: row, limit: columns)
          continue
        }
        before.cells.withUnsafeBufferPointer { old in
          let old = UnsafeBufferPointer(rebasing: old[start..<start + columns])
          if let changed = Self.changes(from: old, to: new) {
            put(new[changed], row: row, limit: columns)
          }
        }
      }
    }
    flush(frame, rows: rows, columns: columns)
    shown = frame
  }

  private func flush(_ frame: Frame, rows: Int, columns: Int) {
    let places = [frame.cursor, frame.focus]
    let place = places.compactMap(\.self).first {
      (0..<rows).contains($0.row) && (0..<columns).contains($0.column)
    }
    guard let place else { return kq_screen_flush(0, 0, false) }
    kq_screen_flush(Int32(place.row), Int32(place.column), place == frame.cursor || showsCursor)
  }

  /// The columns from the first to the last cell that differs, widened to whole glyphs; nil for none.
  private static func changes(
    from old: UnsafeBufferPointer<Cell>, to new: UnsafeBufferPointer<Cell>
  ) -> Range<Int>? {
    // Cells of the same bytes are the same cells; the converse need not hold (long clusters, padding).
    if let first = old.baseAddress, let second = new.baseAddress,
      memcmp(first, second, old.count * MemoryLayout<Cell>.stride) == 0
    {
      return nil
    }
    guard var first = new.indices.first(where: { new[$0] != old[$0] }),
      var last = new.indices.last(where: { new[$0] != old[$0] })
    else { return nil }
    while first > 0, new[first].width == 0 { first -= 1 }
    while last + 1 < new.count, new[last + 1].width == 0 { last += 1 }
    return first..<last + 1
  }

  private mutating func put(_ cells: Slice<UnsafeBufferPointer<Cell>>, row: Int, limit: Int) {
    glyphs.removeAll(keepingCapacity: true)
    var ink: Ink?
    var style: Int32 = 0
    var column = cells.startIndex
    while column < cells.endIndex {
      let cell = cells[column]
      if cell.ink != ink {
        ink = cell.ink
        style = styles.number(of: cell.ink)
      }
      let fits = cell.width > 0 && column + Int(cell.width) <= limit
      let width = fits ? Int(cell.width) : 1
      glyphs.append(Self.glyph(fits ? cell.glyph : " ", width: width, style: style))
      column += width
    }
    kq_put(Int32(row), Int32(cells.startIndex), glyphs, Int32(glyphs.count))
  }

  private static func glyph(_ character: Character, width: Int, style: Int32) -> kq_glyph {
    var glyph = kq_glyph(text: (0, 0, 0, 0, 0), width: UInt32(width), style: style)
    var scalars = character.unicodeScalars.makeIterator()
    glyph.text.0 = scalars.next()?.value ?? 0x20
    guard let mark = scalars.next() else { return glyph }
    glyph.text.1 = mark.value
    glyph.text.2 = scalars.next()?.value ?? 0
    glyph.text.3 = scalars.next()?.value ?? 0
    glyph.text.4 = scalars.next()?.value ?? 0
    return glyph
  }
}
