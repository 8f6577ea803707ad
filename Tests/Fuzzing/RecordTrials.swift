import Importing
import Stories

extension Trial {
  static let records =
    [
      Trial(name: "decode") { bytes in
        let (choice, rest) = choice(bytes, of: RecordTrials.charsets.count)
        RecordTrials.decode(rest, RecordTrials.charsets[choice])
      },
      Trial(name: "web-archive") { bytes in
        let isARC = bytes.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == 0x66 }
        RecordTrials.read(bytes, isARC == true ? .arc : .warc)
      },
      Trial(name: "archive") { RecordTrials.read($0, nil) },
      Trial(name: "mhtml") { RecordTrials.read($0, .mhtml) },
      Trial(name: "json") { bytes in
        RecordTrials.read(bytes, .json)
        if let value = JSONValue(bytes, whole: true) { RecordTrials.check(value, 0) }
      },
      Trial(name: "csv") { bytes in
        RecordTrials.read(bytes, .csv)
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.utf8.count { $0 == 0x0A || $0 == 0x0D } + 1
        for fault in Manifest.parse(text: text, name: "manifest.csv").1 {
          promise(fault.line <= lines, "\(fault) is no line of the file")
        }
      },
      Trial(name: "feed") { RecordTrials.read($0, .feed) },
      Trial(name: "opml") { RecordTrials.read($0, .opml) },
    ]
}

/// What reading and decoding promise.
enum RecordTrials {
  static let charsets: [String?] = [
    nil, "utf-8", "windows-1252", "iso-8859-15", "utf-16le", "shift_jis", "gb18030", "euc-kr", "big5",
    "iso-2022-jp", "koi8-r", "macintosh", "windows-1256", "x-user-defined", "none",
  ]

  static func decode(_ bytes: [UInt8], _ charset: String?) {
    for format in [nil, FileFormat.text, .html] {
      let reader = CaptureReader(format: format)
      if case .success(let capture) = reader.capture(bytes: bytes, path: nil, charset: charset) {
        check(capture)
      }
    }
  }

  /// A text has no C0 control except tab and newline.
  static func check(_ capture: Capture) {
    let control = capture.text.unicodeScalars.first { $0.value < 0x20 && $0 != "\t" && $0 != "\n" }
    promise(control == nil, "decoded text has no control, but \(control?.value ?? 0)")
    promise(capture.text.utf8.count <= 64 + capture.bytes.count * 12, "decoding does not blow up")
  }

  /// A value that was read is no deeper than what JSON may be.
  static func check(_ value: JSONValue, _ depth: Int) {
    promise(depth < 5000, "JSON is not nested without bound")
    switch value {
    case .list(let values): for value in values { check(value, depth + 1) }
    case .object(let members): for member in members { check(member.value, depth + 1) }
    default: break
    }
  }

  static func read(_ bytes: [UInt8], _ format: FileFormat?) {
    let reader = CaptureReader(format: format)
    let records = reader.open(bytes: bytes, name: "-")
    var count = 0
    while let record = records.next() {
      count += 1
      promise(count <= 4 * bytes.count + 64, "records come to an end")
      guard case .capture(let raw) = record.content else { continue }
      if case .capture(let capture) = reader.reading(of: raw) { check(capture) }
    }
    promise(records.next() == nil, "what has ended stays at its end")
  }
}
