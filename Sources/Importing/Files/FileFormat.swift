/// The format of a file, recognised by its first bytes and never by its name.
package enum FileFormat: String, CaseIterable, Sendable {
  case text, html, mhtml, warc, arc, tar, zip, json, csv, feed, opml, newsboat

  /// The format of a file that begins with these bytes; nil where it is not supported.
  static func of(_ head: ArraySlice<UInt8>, _ names: FieldNames) -> FileFormat? {
    if WebArchive.begins(head) || WebArchive.isBroken(head) { return .warc }
    if ARCFile.begins(head) { return .arc }
    if ArchiveFile.isZip(head) { return NoStory.isOffice(head) ? .text : .zip }
    if ArchiveFile.isTar(head) { return .tar }
    if head.starts(with: "SQLite format 3\0".utf8) { return .newsboat }
    let plain = WideText.decode(Array(head)).map { Array($0.text.utf8)[...] } ?? head
    if OPML.begins(plain) { return .opml }
    if Feed.begins(plain) { return .feed }
    if JSONRecords.begins(plain) { return .json }
    if MHTML.begins(plain) { return .mhtml }
    if Markup.begins(Array(plain)) { return .html }
    if TableRecords.begins(plain, names) || TableRecords.isManifest(plain) { return .csv }
    return .text
  }

  /// The name of a known format that is not supported.
  static func unsupported(_ head: ArraySlice<UInt8>) -> String? {
    if head.starts(with: "PAR1".utf8) { return "Parquet" }
    if head.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return "7z" }
    if head.starts(with: "Rar!".utf8) { return "RAR" }
    if head.starts(with: "%PDF-".utf8) { return "PDF" }
    if head.starts(with: "Obj\u{1}".utf8) { return "Avro" }
    return nil
  }

  /// Whether a file of this format holds several captures, or has to be unpacked to be one.
  var isContainer: Bool { self != .text && self != .html }
}
