import CArchive
import Glibc
import Stories

/// Reads tar (ustar, pax, GNU) and zip archives with libarchive, and opens the files in them. Of a WACZ
/// (Webrecorder, version 1.1), which is a zip, only the web archives are read.
final class ArchiveFile: RecordFormat {
  private let archive: OpaquePointer?
  private let source: Source
  private let path: String
  private let open: (ByteStream, String, Instant?) -> any RecordFormat
  private let base: Int64
  private let isWebArchive: Bool
  private let budget: Budget?
  private var inner: (any RecordFormat)?
  private var start: Record.Start?
  private var number: Int
  private var isOver = false
  /// How many headers were read.
  private var headers = 0
  private var file: EntrySupply?

  /// The input of libarchive: an open file, in which it can seek, or a stream.
  enum Source {
    case file(OpenFile)
    case stream(ByteStream)
  }

  /// `base` is the offset in the file at which reading begins; `open` recognises and opens a file of the
  /// archive.
  init(
    _ source: Source, path: String, number: Int, base: Int64, isWebArchive: Bool,
    budget: Budget? = nil, open: @escaping (ByteStream, String, Instant?) -> any RecordFormat
  ) {
    self.source = source
    self.path = path
    self.number = number
    self.base = base
    self.isWebArchive = isWebArchive
    self.budget = budget
    self.open = open
    archive = Self.reader(source)
  }

  deinit { archive.map { _ = archive_read_free($0) } }

  static func isZip(_ head: ArraySlice<UInt8>) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  static func isTar(_ head: ArraySlice<UInt8>) -> Bool {
    head.count >= 512 && head.dropFirst(257).starts(with: "ustar".utf8)
  }

  /// Whether a zip is a web archive: its metadata say so, or it has web archives in the folder for them.
  static func isWebArchive(_ file: OpenFile) -> Bool {
    lseek(file.descriptor, 0, SEEK_SET)
    guard let archive = reader(.file(file)) else { return false }
    defer { archive_read_free(archive) }
    var entry: OpaquePointer?
    while archive_read_next_header(archive, &entry) >= ARCHIVE_WARN, let entry {
      guard let name = name(entry) else { continue }
      if name == "datapackage.json" || isCrawl(name) { return true }
    }
    return false
  }

  private static func isCrawl(_ name: String) -> Bool {
    name.hasPrefix("archive/") && (name.hasSuffix(".warc") || name.hasSuffix(".warc.gz"))
  }

  private static func reader(_ source: Source) -> OpaquePointer? {
    guard let archive = archive_read_new() else { return nil }
    archive_read_support_format_tar(archive)
    archive_read_support_format_zip(archive)
    let result =
      switch source {
      case .file(let file): archive_read_open_fd(archive, file.descriptor, 1 << 16)
      case .stream(let stream):
        archive_read_open(
          archive, Unmanaged.passRetained(Feeder(stream)).toOpaque(), nil,
          { _, feeder, bytes in Feeder.of(feeder)?.next(bytes) ?? 0 },
          { _, feeder in
            feeder.map { Unmanaged<Feeder>.fromOpaque($0).release() }
            return ARCHIVE_OK
          })
      }
    guard result == ARCHIVE_OK else {
      archive_read_free(archive)
      return nil
    }
    return archive
  }

  private static func name(_ entry: OpaquePointer) -> String? {
    guard let name = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else { return nil }
    return PathBytes.string(
      UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) })
  }

  func next() -> Record? {
    while true {
      if var record = inner?.next() {
        record.start = start
        start = nil
        return record
      }
      inner = nil
      guard !isOver, budget?.excess == nil, let archive else { return nil }
      if let record = nextFile(archive) { return record }
    }
  }

  /// Opens the next file. Returns a record where there is a fault to report instead.
  private func nextFile(_ archive: OpaquePointer) -> Record? {
    var entry: OpaquePointer?
    let result = archive_read_next_header(archive, &entry)
    guard result >= ARCHIVE_WARN, result != ARCHIVE_EOF, let entry else {
      if result == ARCHIVE_RETRY { return nil }
      isOver = true
      // That the bytes end early was reported for a file.
      if file?.isBroken == true { return nil }
      return result == ARCHIVE_EOF ? streamFault ?? sharedNames : failed(path)
    }
    number += 1
    headers += 1
    if archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_TAR, case .file = source {
      start = Record.Start(offset: base + archive_read_header_position(archive), number: number - 1)
    }
    budget?.countRecord()
    let name = Self.name(entry) ?? "#\(number)"
    let parts = name.split(separator: "/").filter { $0 != "." }
    let place = path + "/" + parts.joined(separator: "/")
    if archive_entry_filetype(entry) == S_IFLNK {
      return Record(path: place, content: .passed(.kind("link")), start: takeStart())
    }
    guard archive_entry_filetype(entry) == S_IFREG else { return nil }
    if parts.contains("..") {
      let fault = ImportFault.damaged(path: place, at: .record(number), .outside)
      return Record(path: place, content: .failed(fault), start: takeStart())
    }
    if parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { return nil }
    if isWebArchive, !Self.isCrawl(name) {
      return Record(path: place, content: .passed(.directory), start: takeStart())
    }
    let time = archive_entry_mtime_is_set(entry) != 0 ? Instant(archive_entry_mtime(entry)) : nil
    let file = EntrySupply(archive, budget)
    self.file = file
    inner = open(ByteStream(file), place, time.flatMap { StoryDate.known($0) })
    return nil
  }

  private func takeStart() -> Record.Start? {
    defer { start = nil }
    return start
  }

  /// The fault that ended the stream.
  private var streamFault: Record? {
    guard case .stream(let stream) = source, let fault = stream.fault else { return nil }
    return Record(path: path, content: .failed(fault.importFault(path)))
  }

  /// Reports how many names of a zip point to bytes that another name points to as well: libarchive reads
  /// them once.
  private var sharedNames: Record? {
    guard case .file(let file) = source, let archive,
      archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP,
      let names = ZipDirectory.nameCount(in: file), names > headers
    else { return nil }
    let damage = Damage.sharedNames(names - headers)
    return Record(path: path, content: .failed(.damaged(path: path, at: .record(headers), damage)))
  }

  private func failed(_ path: String) -> Record {
    if let record = streamFault { return record }
    let reason = archive.flatMap { archive_error_string($0) }.map { String(cString: $0) } ?? "?"
    let isCut = reason.lowercased().contains("truncated")
    let damage = isCut ? Damage.cut : .other(reason)
    return Record(
      path: path, content: .failed(.damaged(path: path, at: .record(number + 1), damage)))
  }

  /// Passes the bytes of a stream to libarchive.
  private final class Feeder {
    private let stream: ByteStream
    private var portion: [UInt8] = []

    init(_ stream: ByteStream) {
      self.stream = stream
    }

    static func of(_ feeder: UnsafeMutableRawPointer?) -> Feeder? {
      feeder.map { Unmanaged<Feeder>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The bytes are valid until the next call.
    func next(_ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
      portion = stream.take(1 << 16)
      _ = room.update(fromContentsOf: portion)
      bytes?.pointee = UnsafeRawPointer(room.baseAddress)
      return portion.count
    }

    private let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

    deinit { room.deallocate() }
  }
}

/// The bytes of the current file of an archive.
private final class EntrySupply: ByteSupply {
  private let archive: OpaquePointer
  private let budget: Budget?
  private(set) var isBroken = false

  init(_ archive: OpaquePointer, _ budget: Budget?) {
    self.archive = archive
    self.budget = budget
  }

  func supply(_ count: Int, to buffer: inout [UInt8]) throws(StreamFault) {
    var result = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { room, made in
      result = archive_read_data(archive, room.baseAddress, count)
      made = max(0, result)
    }
    guard result >= 0 else {
      isBroken = true
      throw .entry(archive_error_string(archive).map { String(cString: $0) } ?? "?")
    }
    if buffer.isEmpty { buffer = chunk } else { buffer += chunk }
    if budget?.make(chunk.count) == false { throw .bomb(at: 0) }
  }
}
