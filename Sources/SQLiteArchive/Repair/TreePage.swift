import Archive

/// A page of a table's or an index's tree.
///
/// See https://sqlite.org/fileformat2.html#b_tree_pages.
struct TreePage {
  enum Kind: UInt8 {
    case indexInterior = 2
    case tableInterior = 5
    case indexLeaf = 10
    case tableLeaf = 13
  }

  let number: Int
  let kind: Kind
  let bytes: [UInt8]
  /// The positions of its cells, in order.
  let cells: [Int]
  /// The last page below it; nil in a leaf.
  let last: Int?
  /// The position of its header, which on the first page follows that of the file.
  private let start: Int
  /// Whether the header refers to impossible cells.
  private let hasStrayCells: Bool

  /// Nil where it is not such a page.
  init?(_ number: Int, of file: PageFile) {
    let start = number == 1 ? 100 : 0
    guard let bytes = file.page(number), let code = bytes.number(at: start, bytes: 1),
      let kind = Kind(rawValue: UInt8(code)), let told = bytes.number(at: start + 3, bytes: 2)
    else { return nil }
    let isInterior = kind == .indexInterior || kind == .tableInterior
    let header = start + (isInterior ? 12 : 8)
    let most = max(0, (file.usable - header) / 4)
    let named = (0..<min(told, most)).compactMap { bytes.number(at: header + 2 * $0, bytes: 2) }
    cells = named.filter { $0 >= header + 2 * min(told, most) && $0 <= file.usable - 4 }
    hasStrayCells = cells.count < told
    last = isInterior ? bytes.number(at: start + 8, bytes: 4) : nil
    self.number = number
    self.kind = kind
    self.bytes = bytes
    self.start = start
  }

  /// The page below a cell of an interior page.
  func child(of cell: Int) -> Int? { bytes.number(at: cell, bytes: 4) }

  /// Whether cells of these sizes, with the free space that the page states, fill it.
  func isFilled(by cellSizes: Int, usable: Int) -> Bool {
    guard !hasStrayCells, let content = bytes.number(at: start + 5, bytes: 2),
      let fragments = bytes.number(at: start + 7, bytes: 1)
    else { return false }
    var free = fragments
    var (block, before) = (bytes.number(at: start + 1, bytes: 2) ?? 0, 0)
    while block > before, let next = bytes.number(at: block, bytes: 2),
      let size = bytes.number(at: block + 2, bytes: 2)
    {
      free += size
      (before, block) = (block, next)
    }
    return usable - (content == 0 ? 65536 : content) == cellSizes + free
  }
}
