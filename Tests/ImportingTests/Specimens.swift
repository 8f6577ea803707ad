import CArchive
import CZstd
import Foundation
import Stories

@testable import Importing

/// Packs fixtures as other programs do.
enum Pack {
  static func gzip(_ bytes: [UInt8]) -> [UInt8] { filtered(bytes, ARCHIVE_FILTER_GZIP) }
  static func zstd(_ bytes: [UInt8]) -> [UInt8] { filtered(bytes, ARCHIVE_FILTER_ZSTD) }
  static func xz(_ bytes: [UInt8]) -> [UInt8] { filtered(bytes, ARCHIVE_FILTER_XZ) }
  static func bzip2(_ bytes: [UInt8]) -> [UInt8] { filtered(bytes, ARCHIVE_FILTER_BZIP2) }

  static func tar(_ files: [(String, [UInt8])]) -> [UInt8] {
    written(files, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE)
  }

  static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
    written(files, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE)
  }

  private static func filtered(_ bytes: [UInt8], _ filter: Int32) -> [UInt8] {
    written([("data", bytes)], ARCHIVE_FORMAT_RAW, filter)
  }

  private static func written(_ files: [(String, [UInt8])], _ format: Int32, _ filter: Int32) -> [UInt8] {
    let archive = archive_write_new()
    archive_write_set_format(archive, format)
    archive_write_add_filter(archive, filter)
    archive_write_set_bytes_in_last_block(archive, 1)
    var room = [UInt8](repeating: 0, count: files.reduce(1 << 16) { $0 + $1.1.count + 4096 })
    var used = 0
    room.withUnsafeMutableBytes { room in
      archive_write_open_memory(archive, room.baseAddress, room.count, &used)
      for (name, bytes) in files {
        let entry = archive_entry_new()
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, Int64(bytes.count))
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_mtime(entry, 1_700_000_000, 0)
        archive_write_header(archive, entry)
        archive_write_data(archive, bytes, bytes.count)
        archive_entry_free(entry)
      }
      archive_write_close(archive)
    }
    archive_write_free(archive)
    return Array(room.prefix(used))
  }

  /// A zstd frame made with a dictionary of any bytes.
  static func zstd(_ bytes: [UInt8], dictionary: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { room, count in
      count = ZSTD_compress_usingDict(
        context, room.baseAddress, bound, bytes, bytes.count, dictionary, dictionary.count, 3)
    }
  }
}

/// Web archives, written by hand.
enum Crawl {
  static func record(
    _ type: String, _ url: String, _ body: [UInt8], _ more: [String] = [],
    date: String = "2025-01-06T10:00:00Z"
  ) -> [UInt8] {
    let lines =
      ["WARC/1.0", "WARC-Type: \(type)", "WARC-Target-URI: \(url)", "WARC-Date: \(date)"] + more
      + ["Content-Length: \(body.count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body + Array("\r\n\r\n".utf8)
  }

  static func page(_ title: String) -> String {
    "<html><head><title>\(title)</title></head><body><p>Le bac a repris ses rotations : \(title).</p></body></html>"
  }

  static func answer(_ body: [UInt8], _ headers: [String] = ["Content-Type: text/html"], status: Int = 200)
    -> [UInt8]
  {
    Array((["HTTP/1.1 \(status) X"] + headers + ["", ""]).joined(separator: "\r\n").utf8) + body
  }

  static func response(_ number: Int, _ more: [String] = []) -> [UInt8] {
    record(
      "response", "https://quai.example/\(number)", answer(Array(page("Titre \(number)").utf8)),
      ["Content-Type: application/http; msgtype=response"] + more)
  }
}

/// What a file holds, read to its end.
struct Contents {
  var captures: [Capture] = []
  var passed: [Passed] = []
  var faults: [ImportFault] = []
  var feeds: [FeedAddress] = []
  var paths: [String] = []

  init(_ bytes: [UInt8], format: FileFormat? = nil, names: FieldNames = FieldNames(), name: String = "f") {
    let reader = CaptureReader(format: format, names: names)
    self.init(reader, reader.open(bytes: bytes, name: name))
  }

  init(_ text: String, format: FileFormat? = nil, names: FieldNames = FieldNames()) {
    self.init(Array(text.utf8), format: format, names: names)
  }

  init(_ reader: CaptureReader, _ records: RecordReader) {
    while let record = records.next() { take(record, reader) }
  }

  mutating func take(_ record: Record, _ reader: CaptureReader) {
    switch record.content {
    case .passed(let reason): passed.append(reason)
    case .failed(let fault): faults.append(fault)
    case .feeds(let list): feeds += list
    case .capture(let raw):
      paths.append(record.path)
      switch reader.reading(of: raw) {
      case .capture(let capture): captures.append(capture)
      case .passed(let reason): passed.append(reason)
      case .failed(let fault): faults.append(fault)
      }
    }
  }

  var urls: [String] { captures.compactMap(\.url) }
  var titles: [String] { captures.compactMap(\.given.title) }
  var texts: [String] { captures.map(\.text) }
}

/// A file that goes when the test ends.
final class Specimen {
  let path: String

  init(_ bytes: [UInt8], named name: String = "specimen") throws {
    path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString)-\(name)"
    try Data(bytes).write(to: URL(filePath: path))
  }

  deinit { unlink(path) }

  func reader(from position: Position? = nil, _ reader: CaptureReader = CaptureReader()) throws
    -> RecordReader?
  {
    guard case .records(let records) = try reader.open(path: path, from: position).get() else { return nil }
    return records
  }

  func contents(from position: Position? = nil) throws -> Contents? {
    try reader(from: position).map { Contents(CaptureReader(), $0) }
  }
}
