import Archive
import Glibc
import Importing
import SQLiteArchive
import Stories

/// Turns paths into inputs, one at a time, whatever container they lie in.
final class Intake {
  private let ingest: Ingest
  /// Looks up how far the import of a file had come.
  var mark: (ImportMark.File) throws -> ImportMark? = { _ in nil }
  /// Files that are no input.
  var isLeftOut: (String) -> Bool = { _ in false }
  /// The options for reading files, as text; with other options, an import starts at the beginning.
  var way = ""
  /// How much of the files was read, in bytes.
  private(set) var bytes: Int64 = 0
  private var current: (any RecordStream)?
  /// Whether the bytes of pipes are kept, because the paths are read more than once.
  var keepsPipes = false
  private var kept: [String: [UInt8]] = [:]
  /// Whether folders are snapshots.
  private var snapshots: [String: Snapshot?] = [:]
  private static let mostFolders = 1000
  /// Revisits whose page may stand in a file that is read later.
  private var revisits: [Revisit] = []
  private static let mostRevisits = 100_000

  /// How far the import of a large file has come when an input of it is stored: where an interrupted import
  /// resumes.
  struct Checkpoint {
    var mark: ImportMark
    /// Whether it is the file's last one.
    var isLast: Bool
  }

  typealias Body = (IngestInput, Checkpoint?) throws -> Void

  /// From this size on, in bytes, an interrupted import resumes within the file.
  static let large: Int64 = 1 << 20
  /// How many items of a database are asked for at once.
  private static let page = 200

  init(_ ingest: Ingest) {
    self.ingest = ingest
  }

  private func records(of pipe: Int32, named name: String, _ body: Body) throws {
    let reader: any RecordStream
    if keepsPipes {
      let bytes = kept[name] ?? CaptureReader.all(pipe: pipe)
      kept[name] = bytes
      reader = ingest.work.open(bytes: bytes, name: name)
    } else {
      reader = ingest.work.open(pipe: pipe, name: name)
    }
    while let record = reader.next() { try body(.record(kept(record)), nil) }
  }

  /// A revisit without its page is kept for the end.
  private func kept(_ record: Record) -> Record {
    guard let revisit = record.revisit, revisits.count < Self.mostRevisits else { return record }
    revisits.append(revisit)
    var record = record
    record.content = .passed(.later)
    return record
  }

  /// The revisits whose page was not at hand, when all paths are read: with their page, as the story that
  /// `known` has for their address, or as they are.
  func forEachRevisit(known: (String) throws -> StoryID? = { _ in nil }, _ body: (IngestInput) throws -> Void)
    throws
  {
    let waiting = revisits
    revisits = []
    for revisit in waiting {
      if let page = ingest.work.page(of: revisit) {
        try body(.record(page))
      } else if let id = try revisit.url.flatMap(known) {
        try body(.known(revisit.path, id))
      } else {
        try body(.record(Record(path: revisit.path, passed: .revisit)))
      }
    }
  }

  /// The same, with the file that is being read.
  var reached: Int64 { bytes + (current?.reached ?? 0) }

  /// Files and what they hold, folders with all that is in them, pipes, `-` for standard input.
  func forEach(_ path: String, _ body: Body) throws {
    if path == "-" { return try records(of: STDIN_FILENO, named: path, body) }
    if Self.isPipe(path) {
      guard let pipe = Self.openPipe(path) else {
        let reason = String(cString: strerror(errno))
        return try body(.fault(.unreadable(path: path, reason: reason)), nil)
      }
      defer { close(pipe) }
      return try records(of: pipe, named: path, body)
    }
    try FileWalk.forEach(path) { found in
      switch found {
      case .success(let file) where file != path && isLeftOut(file): break
      case .success(let file):
        guard file != path, let snapshot = snapshot(around: file, below: path) else {
          return try open(file, isNamed: file == path, body)
        }
        let passed = Record(path: file, passed: .snapshot)
        let size = Int(LargeFile.size(of: file))
        try body(snapshot.page == file ? .snapshot(snapshot, size: size) : .record(passed), nil)
        bytes += Int64(size)
      case .failure(let fault): try body(.fault(fault), nil)
      }
    }
  }

  /// The snapshot that a file belongs to, in its folder or one around it.
  private func snapshot(around file: String, below root: String) -> Snapshot? {
    var folder = file[...]
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = folder[..<slash]
      guard folder.utf8.count >= root.utf8.count - 1 else { break }
      let name = String(folder)
      if snapshots.count > Self.mostFolders { snapshots = [:] }
      let known = snapshots[name] ?? self.snapshot(in: name)
      snapshots[name] = .some(known)
      if let known { return known }
    }
    return nil
  }

  private func snapshot(in folder: String) -> Snapshot? {
    Snapshot.indexBytes(in: folder).flatMap(ingest.work.snapshot).flatMap { Snapshot(folder: folder, $0) }
  }

  /// Opens a named pipe, as `<(zcat FILE)` is one; a pipe without a writer is at its end.
  private static func openPipe(_ path: String) -> Int32? {
    let pipe = PathBytes.withBytes(of: path) { Glibc.open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard pipe >= 0 else { return nil }
    _ = fcntl(pipe, F_SETFL, O_RDONLY)
    return pipe
  }

  private static func isPipe(_ path: String) -> Bool {
    var status = stat()
    return PathBytes.withBytes(of: path) { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  /// The total size of the files at the paths, in bytes; 0 where it is unknown.
  static func size(of paths: [String]) -> Int64 {
    var size: Int64 = 0
    for path in paths {
      if path == "-" || isPipe(path) { return 0 }
      FileWalk.forEach(path) { found in
        if case .success(let file) = found { size += LargeFile.size(of: file) }
      }
    }
    return size
  }

  private func open(_ path: String, isNamed: Bool, _ body: Body) throws {
    let file = LargeFile.of(path, way: way)
    defer { bytes += file?.size ?? 0 }
    let before = try file.flatMap { $0.size >= Self.large ? try mark($0) : nil }
    let position = before.map { Position(offset: $0.offset, number: $0.number, passed: $0.passed) }
    switch ingest.work.open(path, isNamed: isNamed, from: position) {
    case .failure(let fault): try body(.fault(fault), nil)
    case .success(.page(let size)): try body(.file(path, isNamed: isNamed, size: size), nil)
    case .success(.database): try items(of: path, body)
    case .success(.records(let reader)):
      current = reader
      defer { current = nil }
      let large = file.flatMap { $0.size >= Self.large ? $0 : nil }
      try records(reader, large, done: before?.done ?? 0, body)
    }
  }

  /// Reads one record ahead, so that the last one is known to be the last.
  private func records(
    _ reader: any RecordStream, _ file: ImportMark.File?, done: Int, _ body: Body
  ) throws {
    var done = done
    var next = reader.next()
    while let record = next {
      let position = reader.position
      next = reader.next()
      done += record.isPassed ? 0 : 1
      let checkpoint = file.map { file in
        Checkpoint(
          mark: ImportMark(
            file: file, offset: position.offset, number: position.number, passed: position.passed,
            done: done),
          isLast: next == nil)
      }
      try body(.record(kept(record)), checkpoint)
    }
  }

  private func items(of path: String, _ body: Body) throws {
    guard let cache = NewsboatCache(path: path) else {
      return try body(.fault(.unsupported(path: path, format: "SQLite")), nil)
    }
    var last: Int64 = 0
    var isDamaged = false
    while true {
      let page: NewsboatCache.Page
      do throws(NewsboatCache.Fault) {
        page = try cache.items(after: last, limit: Self.page)
      } catch {
        return try body(.fault(Self.fault(error, path: path, at: .record(Int(last)))), nil)
      }
      for item in page.items {
        let piece = ItemPiece(
          title: item.title, html: item.content, url: item.url, author: item.author,
          published: item.published, feed: item.feed)
        try body(.record(piece.record(path: path, number: Int(item.id))), nil)
      }
      isDamaged = isDamaged || page.isDamaged
      guard let next = page.last else { break }
      last = next
    }
    if isDamaged { try body(.fault(.damaged(path: path, at: .record(Int(last)), .order)), nil) }
  }

  private static func fault(_ fault: NewsboatCache.Fault, path: String, at place: Importing.Place)
    -> ImportFault
  {
    switch fault {
    case .damaged(let reason): .damaged(path: path, at: place, .other(reason))
    case .endless: .damaged(path: path, at: place, .endless)
    case .unreadable(let reason): .unreadable(path: path, reason: reason)
    }
  }
}

/// Identifies a large file, so that its import resumes only in the same one.
private enum LargeFile {
  /// Nil where it cannot be read, which is reported when it is opened.
  static func of(_ path: String, way: String) -> ImportMark.File? {
    guard let status = status(of: path) else { return nil }
    // Nanoseconds in 64 bits end in 2262, some file systems later. Wrapping is fine: it only tells files
    // apart.
    let modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    let size = Int64(status.st_size)
    guard size >= Intake.large else {
      return ImportMark.File(path: path, size: size, modified: modified, head: Digest(of: []))
    }
    let head = CaptureReader.head(of: path, count: 1 << 16) + way.utf8
    return ImportMark.File(path: Paths.resolved(path), size: size, modified: modified, head: Digest(of: head))
  }

  static func size(of path: String) -> Int64 { status(of: path).map { Int64($0.st_size) } ?? 0 }

  private static func status(of path: String) -> stat? {
    var status = stat()
    let isThere = PathBytes.withBytes(of: path) { stat($0, &status) }
    return isThere == 0 && status.st_mode & S_IFMT == S_IFREG ? status : nil
  }
}
