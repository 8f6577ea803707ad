import Stories

/// Why a record is skipped: it is no page of its own, which is not a fault.
package enum Passed: Hashable, Sendable {
  /// A kind of record: `request`, `metadata`, `warcinfo`.
  case kind(String)
  /// The response of the server was not a page (RFC 9110, section 15).
  case status(Int)
  /// A media type that holds no story, without its parameters.
  case type(String)
  /// Another form of a page that is imported.
  case snapshot
  /// A revisit whose target is not available.
  case revisit
  /// A revisit that is looked at again when all files are read.
  case later
  /// A file that is written for programs, a picture, a font.
  case content(NoStory)
  /// A file of an archive that holds neither text nor HTML.
  case binary
  /// A file that describes a web archive: its index, its list of pages.
  case directory
  /// A table of path, url, date and publisher.
  case manifest

  /// A short name, under which such records are counted.
  package var name: String {
    switch self {
    case .kind(let name): name
    case .status(let code): "HTTP \(code)"
    case .type(let name): name.isEmpty ? "?" : name
    case .content(let kind): kind.rawValue
    case .snapshot: "snapshot"
    case .revisit: "revisit"
    case .later: "later"
    case .binary: "binary"
    case .directory: "directory"
    case .manifest: "manifest"
    }
  }
}

/// A position in a file, for messages.
package enum Place: Hashable, Sendable {
  /// From 0.
  case byte(Int64)
  /// From 1.
  case record(Int)
  /// From 1.
  case line(Int)
}

/// Damage in a file of many captures.
package enum Damage: Hashable, Sendable {
  /// The beginning of a record is invalid.
  case header
  /// A length that is not a number, or is greater than the file.
  case length
  /// The file ends inside a record.
  case cut
  /// Compressed data, or a body, that cannot be decompressed.
  case packing
  /// A decompression bomb: little data that expands to very much.
  case bomb
  /// A file that expands to more than `ratio` times its size.
  case flood(ratio: Int)
  /// A file with more records than it has bytes.
  case crowd
  /// A path in an archive that leads out of the archive.
  case outside
  /// The number of names in an archive that point to the bytes of another name.
  case sharedNames(Int)
  /// A record larger than `limit` bytes.
  case tooLarge(limit: Int)
  /// A line that is not a JSON object.
  case json
  /// A record without a field for a text or a page.
  case noText
  /// A quote that is never closed.
  case quote
  /// XML in which no feed was found.
  case xml
  /// A database whose pages refer to each other in a cycle.
  case endless
  /// A database whose rows are not in order, so that some may be missing.
  case order
  /// The message of the library that reads the format, in English.
  case other(String)
}

/// Where reading of a file resumes: at an offset, after the first few records there.
package struct Position: Hashable, Sendable {
  /// The offset in bytes of a record that can be read without those before it.
  package var offset: Int64
  /// The number or line of the record before that one.
  package var number: Int
  /// How many records from there on were handled.
  package var passed: Int

  package init(offset: Int64 = 0, number: Int = 0, passed: Int = 0) {
    self.offset = offset
    self.number = number
    self.passed = passed
  }
}

/// One capture in a file of many, before its charset is decoded.
package struct RawCapture: Sendable {
  /// What the bytes are.
  enum Form: Sendable {
    /// A page or a text.
    case plain
    /// A page in HTML that was made from the fields of a feed, a table or an export.
    case page
    /// A status line, headers and a body (RFC 9112).
    case response
    /// A JSON object, with the names of its fields.
    case json(FieldNames)
    /// Fields by the names of `FieldNames.Field`.
    case fields([String: JSONValue])
  }

  var form = Form.plain
  var bytes: [UInt8]
  /// The path of the file, and the position in it.
  var path: String
  var url: String?
  var time: Instant?
  /// A charset label that came with the bytes.
  var charset: String?
  var date: StoryDate?
  var given = Given()
  /// Its position, for faults that are found later.
  var place: Place

  /// The limit on what may be unpacked from its file.
  var budget: Budget?
  /// Whether it is a file in an archive, where binary files are not faults.
  var isInside = false
  /// Whether it is all that a file holds which nobody named.
  var isFoundAlone = false
  /// The size of its fields, in bytes.
  var weight = 0

  /// How much memory it takes, in bytes.
  package var size: Int { bytes.count + weight }

  /// What its file has become so far; nil where nothing limits that.
  package var account: Budget.Account? { budget?.account }

  /// The fault, where its file has become too much already.
  package var excess: ImportFault? {
    budget?.excess.map { .damaged(path: path, at: place, $0) }
  }

  /// The same with what is known of the page that it is a form of; nil leaves what it has.
  package func told(url: String?, time: Instant?) -> RawCapture {
    var raw = self
    raw.url = raw.url ?? url
    raw.time = time ?? raw.time
    return raw
  }

  /// Counts bytes that were unpacked of it elsewhere.
  package func countUnpacked(_ bytes: Int64) { _ = budget?.make(Int(clamping: bytes)) }

  /// The same with another limit on what may be unpacked from its file.
  package func limited(by budget: Budget) -> RawCapture {
    var raw = self
    raw.budget = budget
    return raw
  }
}

/// A record that says a page is the same as one captured before, and has none of its own (ISO 28500:2017,
/// section 6.7).
package struct Revisit: Sendable {
  /// The file's path, and where in it.
  package var path: String
  /// Of the page that it is the same as, as the record has it; nil where it has none.
  package var digest: String?
  /// The page's address.
  package var url: String?
  /// When it was visited again.
  var time: Instant?
  var place: Place
}

/// One record of a file of many.
package struct Record: Sendable {
  /// What a record holds.
  package enum Content: Sendable {
    case capture(RawCapture)
    case passed(Passed)
    case failed(ImportFault)
    /// A list of feeds, as subscription lists have them.
    case feeds([FeedAddress])
  }

  /// The path of the file, and the position in it.
  package var path: String
  /// What it holds.
  package var content: Content
  /// The offset at which it can be read again, and the number of the record before it; nil where reading has
  /// to start earlier.
  var start: Start?
  /// What it is where it is passed over as a revisit.
  package var revisit: Revisit?

  /// Whether it is skipped, which is not a fault.
  package var isPassed: Bool { if case .passed = content { true } else { false } }

  /// A record that is passed over.
  package init(path: String, passed: Passed) {
    self.init(path: path, content: .passed(passed))
  }

  /// A record that is a capture.
  package init(path: String, capture: RawCapture) {
    self.init(path: path, content: .capture(capture))
  }

  /// A record that cannot be read.
  package init(path: String, fault: ImportFault) {
    self.init(path: path, content: .failed(fault))
  }

  /// The same with another capture.
  package func with(_ raw: RawCapture) -> Record {
    var record = self
    record.content = .capture(raw)
    return record
  }

  init(path: String, content: Content, start: Start? = nil) {
    (self.path, self.content, self.start) = (path, content, start)
  }

  struct Start: Sendable {
    var offset: Int64
    var number: Int
  }
}

/// The result of reading a raw capture.
package enum Reading: Sendable {
  case capture(Capture)
  case passed(Passed)
  case failed(ImportFault)
}

/// A feed in a list of subscriptions.
package struct FeedAddress: Hashable, Sendable {
  /// The feed's address.
  package var url: String
  /// The feed's name in the list.
  package var title: String?
  /// The address of the feed's web site.
  package var site: String?
  /// The folders that contain it, outermost first, separated by slashes.
  package var folder: String?
}

/// Reads a file of many captures, one at a time.
protocol RecordFormat: AnyObject {
  /// The next record, nil at the end.
  func next() -> Record?
}
