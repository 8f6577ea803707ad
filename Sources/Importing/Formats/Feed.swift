import Stories

/// Reads RSS 0.9x, 1.0 (RDF) and 2.0, and Atom (RFC 4287), one record for each item; malformed feeds are
/// repaired.
///
/// The part before the first item is read at once, then one item after the other, so that a feed may have any
/// size.
final class Feed: RecordFormat {
  private let path: String
  private let dates: WrittenDate
  private var scan: FeedScan
  private var number = 0
  private var isBegun = false
  private var head = FeedHead()

  init(_ stream: ByteStream, path: String, dates: WrittenDate) {
    self.path = path
    self.dates = dates
    scan = FeedScan(FeedHead.readable(stream))
  }

  /// The name of the root element, if it is that of a feed.
  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    XMLRoot.name(head).map { FeedHead.isRoot($0) && $0 != "channel" } ?? false
  }

  func next() -> Record? {
    if !isBegun {
      isBegun = true
      if let fault = begin() { return fault }
    }
    while let found = scan.item() {
      number += 1
      let name = "\(path)#\(number)"
      switch found {
      case .tooLarge:
        let damage = Damage.tooLarge(limit: CaptureReader.limit)
        return failed(name, .damaged(path: name, at: .record(number), damage))
      case .item(let bytes, let isCut):
        if let record = record(bytes, name, isCut: isCut) { return record }
      }
    }
    return last()
  }

  /// Reads the head. Returns a record where there is a fault to report.
  private func begin() -> Record? {
    guard let bytes = scan.head() else {
      let fault = ImportFault.tooLarge(path: path, limit: CaptureReader.limit)
      scan.end()
      return failed(path, fault)
    }
    head = FeedHead(bytes, rest: scan.rest)
    scan.root = head.root
    guard head.isFeed else { return failed(path, .damaged(path: path, at: .byte(0), .xml)) }
    return nil
  }

  /// Nil for an item that ends before it has any content.
  private func record(_ bytes: [UInt8], _ name: String, isCut: Bool) -> Record? {
    let text = head.text(of: bytes)
    if XMLTree.isTooMuch(text) {
      return failed(name, .damaged(path: name, at: .record(number), .bomb))
    }
    let piece = head.item(in: text).map { item in
      FeedPiece(item, author: head.author) { dates.date($0, isDayFirst: head.isDayFirst) }
    }
    guard let piece, !piece.isEmpty else { return isCut ? nil : failed(name, .empty(path: name)) }
    let capture = piece.capture(name, number: number, source: head.source, language: head.language)
    return Record(path: name, content: .capture(capture))
  }

  /// The last record: the fault that ended the bytes, or that the feed is incomplete.
  private func last() -> Record? {
    if let fault = scan.takeFault() { return failed(path, fault.importFault(path)) }
    guard scan.isCut, head.isFeed, !head.isEmpty else { return nil }
    scan.end()
    return failed(path, .damaged(path: path, at: .byte(scan.position), .cut))
  }

  private func failed(_ name: String, _ fault: ImportFault) -> Record {
    Record(path: name, content: .failed(fault))
  }
}
