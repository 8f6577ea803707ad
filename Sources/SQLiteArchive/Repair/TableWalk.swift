import Archive

/// Traverses the tree of a table from its root, page by page, and skips damaged pages.
struct TableWalk {
  let file: PageFile
  let hasRowids: Bool
  /// Whether a part of the table was not found.
  private(set) var isDamaged = false
  /// The ranges of keys in which rows may be missing.
  private(set) var gaps: [ClosedRange<Int64>] = []
  /// The pages of the table, with the overflow pages of its long rows.
  private(set) var pages: Set<Int> = []

  private var visited: Set<Int> = []
  private var latest = Int64.min
  private var gapBegin: Int64?
  private let reader: CellReader

  /// The greatest depth; no tree of a real archive is that deep.
  private static let deepest = 20

  init(_ file: PageFile, hasRowids: Bool) {
    self.file = file
    self.hasRowids = hasRowids
    reader = CellReader(file: file)
  }

  /// Calls `take` with each row; it returns whether the row belongs to the table.
  mutating func run(from root: Int, _ take: (StoredRecord) throws -> Bool) rethrows {
    try visit(root, 0, take)
    if let begin = gapBegin { gaps.append(begin...Int64.max) }
    gapBegin = nil
  }

  private mutating func visit(
    _ number: Int, _ depth: Int, _ take: (StoredRecord) throws -> Bool
  ) rethrows {
    guard depth <= Self.deepest, visited.insert(number).inserted, let page = TreePage(number, of: file),
      hasRowids == (page.kind == .tableLeaf || page.kind == .tableInterior)
    else { return miss() }
    var (isOurs, size) = (page.cells.isEmpty, 0)
    for cell in page.cells {
      if page.last != nil { try below(page.child(of: cell), depth, take) }
      if page.kind == .tableInterior { continue }
      guard let record = reader.record(cell, of: page), try take(record) else {
        miss()
        continue
      }
      isOurs = true
      size += record.size
      pages.formUnion(record.overflow)
      reach(record.key)
    }
    if page.last != nil { try below(page.last, depth, take) }
    if isOurs || page.kind == .tableInterior { pages.insert(number) }
    if page.kind != .tableInterior, !page.isFilled(by: size, usable: file.usable) { miss() }
  }

  private mutating func below(
    _ child: Int?, _ depth: Int, _ take: (StoredRecord) throws -> Bool
  ) rethrows {
    if let child { try visit(child, depth + 1, take) } else { miss() }
  }

  private mutating func miss() {
    isDamaged = true
    if gapBegin == nil { gapBegin = latest }
  }

  private mutating func reach(_ key: Int64) {
    if let begin = gapBegin {
      gaps.append(min(begin, key)...max(begin, key))
      gapBegin = nil
    }
    latest = key
  }
}
