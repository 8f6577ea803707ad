import Stories

/// Why a record is passed over: it is no page of its own, and that is no fault.
package enum Passed: Hashable, Sendable {
  /// A kind of record: `request`, `metadata`, `warcinfo`.
  case kind(String)
  /// The server's answer was no page (RFC 9110, section 15).
  case status(Int)
  /// A media type that holds no story, without its parameters.
  case type(String)
  /// A revisit whose page is not at hand.
  case revisit
  /// A revisit that is looked at again when all files are read.
  case later
  /// A file that is written for programs, a picture, a font.
  case content(NoStory)
  /// A file of an archive that holds neither text nor HTML.
  case binary
  /// A file that says what a web archive holds: its index, its list of pages.
  case directory
  /// A table of path, url, date and publisher.
  case manifest

  /// A short name, for counting.
  package var name: String {
    switch self {
    case .kind(let name): name
    case .status(let code): "HTTP \(code)"
    case .type(let name): name.isEmpty ? "?" : name
    case .content(let kind): kind.rawValue
    case .revisit: "revisit"
    case .later: "later"
    case .binary: "binary"
    case .directory: "directory"
    case .manifest: "manifest"
    }
  }
}

/// Where in a file something stands, for people.
package enum Place: Hashable, Sendable {
  /// From 0.
  case byte(Int64)
  /// From 1.
  case record(Int)
  /// From 1.
  case line(Int)
}

/// What is wrong in a file that holds many captures.
package enum Damage: Hashable, Sendable {
  /// A record begins as none does.
  case header
  /// A length that is no number, or more than is there.
  case length
  /// The file ends within a record.
  case cut
  /// Compressed bytes, or a body, that cannot be unpacked.
  case packing
  /// A little makes so much that it can only be meant to.
  case bomb
  /// A file that unpacks to more than so many times its size, all in all.
  case flood(ratio: Int)
  /// A file with more records than it has bytes.
  case crowd
  /// A name in an archive that leads out of it.
  case outside
  /// So many names in an archive that lead to bytes another name has.
  case sharedNames(Int)
  /// A record larger than so many bytes.
  case tooLarge(limit: Int)
  /// A line that is no JSON object.
  case json
  /// A record in which no field was found that holds a text or a page.
  case noText
  /// A quote that is never closed.
  case quote
  /// XML in which no feed was found.
  case xml
  /// A database whose pages lead in circles.
  case endless
  /// A database whose rows came out of their order: some may be missing.
  case order
  /// The reading library's own words, in English.
  case other(String)
}

/// Which of its records a file goes on with: those from a byte on, but the first few.
package struct Position: Hashable, Sendable {
  /// In bytes, where a record begins that can be read without those before it.
  package var offset: Int64
  /// The number of the record before that one, or its line.
  package var number: Int
  /// Records from there on that are done.
  package var passed: Int

  package init(offset: Int64 = 0, number: Int = 0, passed: Int = 0) {
    self.offset = offset
    self.number = number
    self.passed = passed
  }
}

/// One capture as it stands in a file of many, before its charset is applied.
package struct RawCapture: Sendable {
  /// What the bytes are.
  enum Form: Sendable {
    /// A page or a text.
    case plain
    /// A page that a feed, a table or an export carried in pieces; it is HTML.
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
  /// The file's path, and where in it.
  var path: String
  var url: String?
  var time: Instant?
  /// A label that came with the bytes.
  var charset: String?
  var date: StoryDate?
  var given = Given()
  /// Where it stands, for what is found wrong in it later.
  var place: Place

  /// What all of its file may become.
  var budget: Budget?
  /// Whether it is a file of an archive: what is no text there is no fault.
  var isInside = false
  /// What its fields hold beside the bytes.
  var weight = 0

  /// What is held in memory for it, in bytes.
  package var size: Int { bytes.count + weight }
}

/// One piece of a file that holds many.
package struct Record: Sendable {
  /// What comes of a record.
  package enum Content: Sendable {
    case capture(RawCapture)
    case passed(Passed)
    case failed(ImportFault)
    /// A list of feeds, as one subscribes to them.
    case feeds([FeedAddress])
  }

  /// The file's path, and where in it.
  package var path: String
  /// What came of it.
  package var content: Content
  /// From which byte of the file on it can be read again, and the number of the record before it; nil where
  /// one must begin earlier.
  var start: Start?
  /// What it is where it is passed over as a revisit.
  package var revisit: Revisit?

  /// Whether it holds no capture and is no fault.
  package var isPassed: Bool { if case .passed = content { true } else { false } }

  struct Start: Sendable {
    var offset: Int64
    var number: Int
  }
}

/// What a raw capture turned out to be.
package enum Reading: Sendable {
  case capture(Capture)
  case passed(Passed)
  case failed(ImportFault)
}

/// A feed that a list of subscriptions names.
package struct FeedAddress: Hashable, Sendable {
  /// The feed's address.
  package var url: String
  /// The feed's name in the list.
  package var title: String?
  /// The address of the site that it is about.
  package var site: String?
  /// The folders it lies in, outermost first, with slashes between.
  package var folder: String?
}

/// Reads a file of many captures, one at a time.
protocol RecordFormat: AnyObject {
  /// The next record, nil at the end.
  func next() -> Record?
}
