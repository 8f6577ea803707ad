import Stories
import Text

/// Reads pages that SingleFile saved: a comment holds address and time, and pictures are embedded.
enum SingleFile {
  struct Note: Equatable {
    var url: String?
    var time: Instant?
  }

  private static let mark = Array("Page saved with SingleFile".utf8)

  /// The contents of the comment; nil where there is none.
  static func note(_ bytes: [UInt8]) -> Note? {
    let head = bytes.prefix(4096)
    guard let start = Markup.index(of: mark, in: head) else { return nil }
    let comment = String(decoding: head[(start + mark.count)...].prefix(3000), as: UTF8.self)
    var note = Note()
    for line in comment.split(separator: "\n").prefix(8) {
      if line.contains("-->") { break }
      let text = line.trimmed
      if text.hasPrefix("url:") { note.url = WebAddress.kept(String(text.dropFirst(4))) }
      if text.hasPrefix("saved date:") {
        note.time = WrittenDate.protocols.date(String(text.dropFirst(11)))?.instant
      }
    }
    return note
  }

  /// The page without embedded pictures and fonts (`data:`, RFC 2397).
  static func withoutData(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      let mark = Array("data:".utf8)
      var result: [UInt8] = []
      var at = 0
      while at < bytes.count {
        guard let next = bytes[at...].firstIndex(of: mark[0]) else { break }
        result += bytes[at..<next]
        at = next
        if bytes[at...].starts(with: mark), let end = dataEnd(bytes, at) {
          at = end
        } else {
          result.append(bytes[at])
          at += 1
        }
      }
      result += bytes[at...]
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// The index after `data:…;base64,…`; nil where the data are short, or text.
  private static func dataEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard let comma = bytes[start...].prefix(128).firstIndex(of: UInt8(ascii: ",")),
      bytes[start..<comma].suffix(7).elementsEqual(";base64".utf8)
    else { return nil }
    var at = comma + 1
    while at < bytes.count, isBase64(bytes[at]) { at += 1 }
    return at - start > 256 ? at : nil
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2F
      || byte == 0x3D
  }
}
