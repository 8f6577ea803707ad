import Stories

/// What a file holds.
package enum Opening {
  /// A single capture, to be read as a whole; its size is in bytes.
  case page(size: Int)
  /// Many captures in sequence.
  case records(RecordReader)
  /// A database, which is queried rather than read.
  case database
}

/// Reads the records of a file one at a time; its memory does not grow with the file.
package final class RecordReader {
  private let format: any RecordFormat
  private let file: OpenFile?
  /// The time of captures that have none of their own: the modification time of the file.
  private let captured: Instant?
  private let path: String
  private let budget: Budget
  /// Whether the file lay in a folder, and nobody named it.
  private let isFound: Bool
  private var isOver = false
  /// Where to resume after the last record that was returned.
  package private(set) var position: Position

  init(
    _ format: any RecordFormat, path: String, _ budget: Budget, of file: OpenFile? = nil,
    from position: Position = Position(), isFound: Bool = false
  ) {
    self.format = format
    self.path = path
    self.budget = budget
    self.isFound = isFound
    self.file = file
    captured = file.flatMap { StoryDate.known($0.modified) }
    self.position = position
    self.position.passed = 0
    for _ in 0..<position.passed where next() == nil { break }
    self.position = position
  }

  /// How many bytes of the file were read.
  package var reached: Int64 { file?.reached ?? 0 }

  /// What the file has become so far.
  package var account: Budget.Account { budget.account }

  /// The next record; nil at the end.
  package func next() -> Record? {
    guard !isOver, var record = format.next() ?? excess() else { return nil }
    budget.countRecord()
    if let fault = excess() { record = fault }
    if case .capture(var capture) = record.content {
      capture.time = capture.time ?? captured
      capture.budget = budget
      capture.isFoundAlone = capture.isFoundAlone && isFound
      record.content = .capture(capture)
    }
    position.passed += 1
    if let start = record.start {
      position = Position(offset: start.offset, number: start.number, passed: 1)
    }
    return record
  }
}

extension RecordReader {
  /// The fault, returned once, where the file exceeds a limit; nothing more is read then.
  private func excess() -> Record? {
    guard !isOver, let damage = budget.excess else { return nil }
    isOver = true
    let place = Place.record(position.number + position.passed + 1)
    return Record(path: path, content: .failed(.damaged(path: path, at: place, damage)))
  }
}

extension CaptureReader {
  /// Opens the file at a path; a file of many captures resumes at a position.
  ///
  /// A link is followed only where the user gave the path (`named`); pipes and devices never block.
  package func open(
    path: String, named: Bool = true, from position: Position? = nil
  ) -> Result<Opening, ImportFault> {
    OpenFile.open(path, followLinks: named).map { open($0, path: path, named: named, from: position) }
  }

  /// The same of an open file, whose path is used in messages.
  package func open(
    _ file: OpenFile, path: String, named: Bool = true, from position: Position? = nil
  ) -> Opening {
    let head = ByteStream(FileSupply(file)).peek(1 << 16)
    if Packing(head) == nil, FileFormat.unsupported(head) == nil {
      let found = FileFormat.of(head, names)
      if found == .newsboat, format == nil || format == .newsboat { return .database }
      let isOuter = found == .tar || found == .zip
      if !isOuter, !(format ?? found ?? .text).isContainer { return .page(size: file.size) }
    }
    let position = position ?? Position()
    let place = Opener.Place(
      reopen: { ByteStream(FileSupply(file, from: $0)) }, file: file, position: position)
    let opener = Opener(
      format: format, names: names, dates: dates, payloads: payloads, budget: Budget(of: file))
    let found = opener.open(ByteStream(FileSupply(file)), path: path, top: place)
    return .records(
      RecordReader(found, path: path, opener.budget, of: file, from: position, isFound: !named))
  }

  /// The first bytes of a file; empty where it cannot be read.
  package static func head(of path: String, count: Int) -> [UInt8] {
    guard case .success(let file) = FileBytes.open(path, followLinks: true) else { return [] }
    return ByteStream(FileSupply(file)).take(count)
  }

  /// What comes through a pipe, limited to a little more than a record may have.
  package static func all(pipe: Int32) -> [UInt8] { ByteStream(PipeSupply(pipe)).take(limit + 1) }

  /// Reads records from bytes.
  package func open(bytes: [UInt8], name: String) -> RecordReader {
    let opener = Opener(format: format, names: names, dates: dates, payloads: payloads, budget: Budget())
    opener.budget.read(bytes.count)
    return RecordReader(opener.open(ByteStream(bytes), path: name), path: name, opener.budget)
  }

  /// Reads records from an open pipe; `name` is used in messages.
  package func open(pipe: Int32, name: String) -> RecordReader {
    let opener = Opener(format: format, names: names, dates: dates, payloads: payloads, budget: Budget())
    let stream = ByteStream(PipeSupply(pipe, opener.budget))
    return RecordReader(opener.open(stream, path: name), path: name, opener.budget)
  }
}

extension CaptureReader {
  /// The page that a revisit refers to, with the date of the revisit; nil where it stands in no file that was
  /// opened.
  package func page(of revisit: Revisit) -> Record? {
    guard let digest = revisit.digest, let place = payloads.place(of: digest),
      case .success(let file) = FileBytes.open(place.path, followLinks: true)
    else { return nil }
    return page(of: revisit, in: file, at: place.offset)
  }

  /// The same where the file and the offset in bytes are known.
  package func page(of revisit: Revisit, in file: OpenFile, at offset: Int64) -> Record? {
    let stream = ByteStream(FileSupply(file, from: offset))
    let budget = Budget(of: file)
    let packing = Packing(stream.peek(16))
    return WebArchive.page(
      of: revisit,
      in: packing.map { ByteStream(UnpackSupply(stream, $0, dictionary: [], budget: budget)) } ?? stream,
      budget)
  }
}
