/// Finds, reads and decodes captures on disk.
///
/// * Found: ``FileWalk`` over folders, in them a ``Snapshot`` of one page, paths as ``PathBytes``; a
/// ``Manifest`` (``ManifestFault``) and a ``DatePattern`` (``DatePatternFault``) add what files do not say.
///
/// * Read: ``CaptureReader`` opens a file. A file of many captures is read by a ``RecordReader``, which
/// returns ``Record``s and can resume at a ``Position``. A ``Record`` gives a ``Reading``, is ``Passed``
/// over (a ``Revisit`` may be looked at again), has a ``FeedAddress``, or is an ``ItemPiece`` of another
/// program’s database.
///
/// * Read in another process: a ``RawCapture`` is told what its file may expand to by a ``Budget``;
///   ``Charsets`` names what has to be loaded before.
import Glibc
import Stories

/// Why a file did not become a capture.
package enum ImportFault: Error, Equatable, Sendable {
  case missing(path: String)
  /// The reason is the system's own, in English.
  case unreadable(path: String, reason: String)
  /// A folder, a pipe, a device, or a link inside a folder.
  case notAFile(path: String)
  case empty(path: String)
  case binary(path: String)
  /// The limit is in bytes.
  case tooLarge(path: String, limit: Int)
  /// A damaged part of a file of many captures; the others are read as far as possible.
  case damaged(path: String, at: Place, Damage)
  /// A file that is written for programs, or has no text.
  case noStory(path: String, NoStory)
  /// A known format that is not supported.
  case unsupported(path: String, format: String)

  /// The path of the file.
  package var path: String {
    switch self {
    case .missing(let path), .unreadable(let path, _), .notAFile(let path), .empty(let path),
      .binary(let path), .tooLarge(let path, _), .damaged(let path, _, _), .unsupported(let path, _),
      .noStory(let path, _):
      path
    }
  }
}

/// Makes captures from files and from bytes.
package struct CaptureReader: Sendable {
  /// Longer input is refused; in bytes.
  package static let limit = 32 << 20

  /// The format that was given; nil to recognise it.
  package let format: FileFormat?
  /// The names of the fields of records.
  package let names: FieldNames
  /// How to read dates in feeds, tables and JSON.
  package let dates: WrittenDate
  /// Of the web archives that it has opened.
  package let payloads = PayloadIndex()

  /// Without a `format`, it is recognised from the content, never from the name.
  package init(
    format: FileFormat? = nil, names: FieldNames = FieldNames(), dates: WrittenDate = .protocols
  ) {
    self.format = format
    self.names = names
    self.dates = dates
  }

  /// Reads the capture at a path; its time is the file's modification time.
  ///
  /// A link is followed only where the user gave the path (`named`); pipes and devices never block.
  package func read(path: String, named: Bool = true) -> Result<Capture, ImportFault> {
    OpenFile.open(path, followLinks: named).flatMap { read($0, path: path) }
  }

  /// The same of an open file, whose path is used in messages.
  package func read(_ file: OpenFile, path: String) -> Result<Capture, ImportFault> {
    FileBytes.read(file, path, limit: Self.limit).flatMap { file in
      capture(bytes: file.bytes, path: path).map { capture in
        var capture = capture
        capture.time = capture.time ?? StoryDate.known(file.modified)
        return capture
      }
    }
  }

  /// Makes a capture from bytes; `charset` is a label that came with them, for instance by HTTP.
  ///
  /// The text has no C0 control except tab and newline; a carriage return or a form feed ends a line.
  package func capture(
    bytes: [UInt8], path: String?, url: String? = nil, charset: String? = nil
  ) -> Result<Capture, ImportFault> {
    let name = path ?? "-"
    guard bytes.count <= Self.limit else { return .failure(.tooLarge(path: name, limit: Self.limit)) }
    guard !BinaryFile.isKnown(bytes) else { return .failure(Self.binary(bytes, name)) }
    let isMarkup = Markup.begins(bytes)
    let decoded = Decoding.decode(bytes, label: charset, isMarkup: isMarkup)
    guard !BinaryFile.looks(decoded, of: bytes) else { return .failure(Self.binary(bytes, name)) }
    let note = isMarkup ? SingleFile.note(bytes) : nil
    let text = Repair.repaired(note == nil ? decoded.text : SingleFile.withoutData(decoded.text))
    guard text.utf8.contains(where: { !isSpace($0) }) else { return .failure(.empty(path: name)) }
    let isPage = isMarkup || decoded.isWide && Markup.begins(Array(text.utf8.prefix(4096)))
    let told: Capture.Format? = format == .html ? .html : format == .text ? .text : nil
    let kind = told ?? (isPage ? .html : .text)
    if told == nil, let none = NoStory.of(page: bytes[...]) ?? (kind == .text ? NoStory.of(text) : nil) {
      return .failure(.noStory(path: name, none))
    }
    return .success(
      Capture(
        bytes: bytes, text: kind == .text ? CharacterReferences.decoded(text) : DoubleEscapes.mended(text),
        format: kind,
        encoding: decoded.encoding, path: path, url: url ?? note?.url, time: note?.time))
  }
}

extension CaptureReader {
  private static func binary(_ bytes: [UInt8], _ name: String) -> ImportFault {
    let head = bytes.prefix(128)
    let kind = NoStory.isOffice(head) ? NoStory.officeDocument : NoStory.of(binary: head)
    return kind.map { .noStory(path: name, $0) } ?? .binary(path: name)
  }
}

/// Whether a byte is ASCII white space.
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte)
}
