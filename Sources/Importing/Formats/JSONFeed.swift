import Stories
import Text

/// Reads JSON Feed (jsonfeed.org, versions 1 and 1.1), one record for each item.
///
/// It is read item by item, so that a feed may have any size.
final class JSONFeed: RecordFormat {
  private let stream: ByteStream
  private let path: String
  private let dates: WrittenDate
  private var isBegun = false
  private var isOver = false
  private var source: String?
  private var language: String?
  private var authors: [String] = []
  private var number = 0

  /// Up to this size in bytes, the metadata of a feed may follow its items.
  private static let little = 1 << 20

  init(_ stream: ByteStream, path: String, dates: WrittenDate) {
    self.stream = stream
    self.path = path
    self.dates = dates
  }

  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    Markup.contains(Array(head.prefix(4096)), Array("jsonfeed.org/version".utf8))
  }

  func next() -> Record? {
    if !isBegun {
      isBegun = true
      guard begin() else { return end(.json, at: 0) }
    }
    guard !isOver else { return nil }
    while let byte = stream.peek(1).first, byte != UInt8(ascii: "{"), byte != UInt8(ascii: "]") {
      stream.skip(1)
    }
    if stream.peek(1).first == UInt8(ascii: "]") {
      isOver = true
      return nil
    }
    guard let bytes = JSONScanner.object(in: stream, limit: CaptureReader.limit) else {
      if let fault = stream.fault {
        isOver = true
        return Record(path: path, content: .failed(fault.importFault(path)))
      }
      return end(stream.holds(CaptureReader.limit) ? .tooLarge(limit: CaptureReader.limit) : .cut, at: nil)
    }
    return record(bytes)
  }

  /// Reads the part before the items; false where there are no items.
  private func begin() -> Bool {
    guard let length = JSONScanner.list("items", in: stream, limit: Self.little) else { return false }
    let whole = stream.holds(Self.little) ? nil : JSONValue(Array(stream.peek(Self.little)), whole: false)
    let head = JSONValue(Array(stream.peek(length)) + "]}".utf8, whole: false)
    guard let feed = whole ?? head else { return false }
    source = feed["title"]?.string
    language = feed["language"]?.string
    authors = Self.authors(feed)
    stream.skip(Int64(length))
    return true
  }

  private func end(_ damage: Damage, at byte: Int64?) -> Record {
    isOver = true
    let place = Place.byte(byte ?? stream.position)
    return Record(path: path, content: .failed(.damaged(path: path, at: place, damage)))
  }

  private func record(_ bytes: [UInt8]) -> Record {
    number += 1
    let name = "\(path)#\(number)"
    guard let item = JSONValue(bytes, whole: true) else {
      return Record(path: name, content: .failed(.damaged(path: name, at: .record(number), .json)))
    }
    var piece = FeedPiece()
    // Titles are plain text, but some feeds escape them.
    piece.title = item["title"]?.string.map { XMLText.plain($0).trimmed }.flatMap { $0.isEmpty ? nil : $0 }
    piece.url = WebAddress.kept(item["url"]?.string ?? item["external_url"]?.string)
    piece.authors = Self.authors(item)
    if piece.authors.isEmpty { piece.authors = authors }
    let written = ["date_published", "date_modified"].compactMap { item[$0]?.string }
    piece.date = written.lazy.compactMap { self.dates.date($0) }.first
    let text = item["content_text"]?.string ?? item["summary"]?.string
    piece.body = item["content_html"]?.string ?? text.map { ComposedPage.paragraphs($0) } ?? ""
    guard !piece.isEmpty else {
      return Record(path: name, content: .failed(.empty(path: name)))
    }
    let spoken = item["language"]?.string ?? language
    let capture = piece.capture(name, number: number, source: source, language: spoken)
    return Record(path: name, content: .capture(capture))
  }

  private static func authors(_ value: JSONValue) -> [String] {
    let people = value["authors"]?.all ?? value["author"]?.all ?? []
    return people.compactMap { $0["name"]?.string ?? $0.string }.filter { !$0.trimmed.isEmpty }
  }
}
