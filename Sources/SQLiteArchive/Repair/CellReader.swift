import Archive
import FoundationEssentials
import GRDB

/// A row as it is stored in a page.
struct StoredRecord {
  /// Nil in a table without row numbers.
  var rowid: Int64?
  var values: [DatabaseValue]
  /// The size of its cell in the page, in bytes.
  var size: Int
  /// The overflow pages with the rest of the row.
  var overflow: [Int]

  /// The key by which its table is sorted.
  var key: Int64 { rowid ?? values.first.flatMap(Int64.fromDatabaseValue) ?? 0 }
}

/// Reads rows from cells.
struct CellReader {
  let file: PageFile

  /// Nil where the cell is damaged or its row is incomplete.
  func record(_ cell: Int, of page: TreePage) -> StoredRecord? {
    var offset = cell + (page.kind == .indexInterior ? 4 : 0)
    guard page.kind != .tableInterior, let size = page.bytes.variable(at: &offset),
      size >= 0, size <= Int64(file.count) * Int64(file.usable)
    else { return nil }
    var rowid: Int64?
    if page.kind == .tableLeaf {
      rowid = page.bytes.variable(at: &offset)
      if rowid == nil { return nil }
    }
    guard let (payload, end, overflow) = payload(Int(size), at: offset, of: page),
      let values = Self.values(of: payload)
    else { return nil }
    return StoredRecord(
      rowid: rowid, values: values, size: max(4, end - cell), overflow: overflow)
  }

  /// The bytes of a row: the first in the cell, the others in a chain of pages.
  private func payload(
    _ size: Int, at offset: Int, of page: TreePage
  ) -> (bytes: [UInt8], end: Int, overflow: [Int])? {
    let usable = file.usable
    let most = page.kind == .tableLeaf ? usable - 35 : (usable - 12) * 64 / 255 - 23
    let least = (usable - 12) * 32 / 255 - 23
    let rest = least + (size - least) % (usable - 4)
    let local = size <= most ? size : rest <= most ? rest : least
    guard offset <= usable, local <= usable - offset else { return nil }
    var bytes = Array(page.bytes[offset..<offset + local])
    guard local < size else { return (bytes, offset + local, []) }
    guard var next = page.bytes.number(at: offset + local, bytes: 4) else { return nil }
    var (pages, seen) = ([Int](), Set<Int>())
    while bytes.count < size {
      guard next > 1, seen.insert(next).inserted, let more = file.page(next),
        let after = more.number(at: 0, bytes: 4)
      else { return nil }
      bytes += more[4..<min(usable, 4 + size - bytes.count)]
      pages.append(next)
      next = after
    }
    // A chain of pages that is too long is damaged.
    return next == 0 ? (bytes, offset + local + 4, pages) : nil
  }

  /// The values of a row (https://sqlite.org/fileformat2.html#record_format); nil where they do not fill it
  /// or a text is invalid.
  static func values(of payload: [UInt8]) -> [DatabaseValue]? {
    var offset = 0
    guard let header = payload.variable(at: &offset), header >= offset, header <= payload.count else {
      return nil
    }
    var body = Int(header)
    var values: [DatabaseValue] = []
    while offset < header {
      guard let type = payload.variable(at: &offset), offset <= header, values.count < 64,
        let value = value(type, payload, &body)
      else { return nil }
      values.append(value)
    }
    return body == payload.count ? values : nil
  }

  private static func value(_ type: Int64, _ payload: [UInt8], _ body: inout Int) -> DatabaseValue? {
    switch type {
    case 0: return .null
    case 8: return Int64(0).databaseValue
    case 9: return Int64(1).databaseValue
    case 1...7:
      let length = [0, 1, 2, 3, 4, 6, 8, 8][Int(type)]
      guard length <= payload.count - body else { return nil }
      let bits = payload[body..<body + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      body += length
      if type == 7 { return Double(bitPattern: bits).databaseValue }
      let shift = UInt64(64 - 8 * length)
      return (Int64(bitPattern: bits << shift) >> Int64(shift)).databaseValue
    case 12...:
      let length = (type - 12) / 2
      guard length <= payload.count - body else { return nil }
      let bytes = payload[body..<body + Int(length)]
      body += Int(length)
      if type & 1 == 0 { return Data(bytes).databaseValue }
      guard !bytes.contains(0) else { return nil }
      return String(validating: bytes, as: UTF8.self)?.databaseValue
    default: return nil
    }
  }
}
