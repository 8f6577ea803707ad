import Text

/// The values that all targets share: what was captured, and the story that came out of it.
///
/// * From a page to a story: ``Capture`` with what came beside it (``Given``) and what the reader said of it
///   (``Correction``, ``PublisherRule``); ``Story`` of ``Block``s with ``Span``s and ``Picture``s.
///   Dates are ``StoryDate`` and ``CivilDay``.
/// * Lines that recur in a source: ``LineSighting``, ``LineZone``, ``Template``, ``Templates``.
/// * A stored story: ``StoredStory`` with its ``Headline``, its ``Relation``s (each with its ``LinkMatch``),
///   its ``StoryVersion``s (each with its ``CaptureRecord``s).
/// * A list: ``Query``, ``ListPosition``, ``Page``, ``SortKey``; what is new in it, ``Arrivals``; what the
///   reader did to it, ``Change``; ``Counts``, ``SourceCount``, ``WantedHeadline``.
/// * A search: ``SearchTree`` of ``SearchWords`` in a ``StoryPart`` and of ``SearchFilter``s (``StoryState``,
///   ``Period``), read with ``SearchNames`` or a ``SearchFault``; ``KeptSearch``; ``StoryCount`` of
///   ``CountLine``s by ``CountKey``.
/// * Beside these: ``JSONValue``, ``TextStart``.

/// A story's number in its archive: small, stable, never reused.
package typealias StoryID = Int64

/// Seconds since 1970-01-01T00:00:00Z.
package typealias Instant = Int64

/// One page as somebody kept it, before anything was taken away.
package struct Capture: Equatable, Sendable {
  /// What the bytes are.
  package enum Format: String, Sendable, CaseIterable {
    case text, html
  }

  /// The bytes as they came, after decompression, before the charset was applied.
  package var bytes: [UInt8]
  /// The bytes read in `encoding`, with broken encodings repaired, in NFC.
  package var text: String
  /// Told by the bytes, or by who gave the capture.
  package var format: Format
  /// The IANA name of the charset that was applied.
  package var encoding: String
  /// Where it lay; nil for standard input.
  package var path: String?
  /// The page's address as its capture gives it; nil where it gives none.
  package var url: String?
  /// When it was captured, never when the story was written.
  package var time: Instant?
  /// The name or key of the publisher where the person said it, as in a manifest; nil to find out.
  package var publisher: String?
  /// The story's date as the person gave it, by a manifest or a pattern, or the record it came in.
  package var date: StoryDate?
  /// What the record says that it came in; empty for plain files.
  package var given = Given()
  /// The folder of site configurations that its import was told to use; nil for that of the settings.
  package var siteConfigs: String?
  /// What the reader said of its lines; cleaning keeps to it.
  package var corrections: [Correction] = []

  package init(
    bytes: [UInt8], text: String, format: Format, encoding: String = "utf-8", path: String? = nil,
    url: String? = nil, time: Instant? = nil, publisher: String? = nil, date: StoryDate? = nil
  ) {
    self.bytes = bytes
    self.text = text
    self.format = format
    self.encoding = encoding
    self.path = path
    self.url = url
    self.time = time
    self.publisher = publisher
    self.date = date
  }
}

/// What cleaning made of a capture. A field that is unknown is nil or empty, never guessed.
package struct Story: Equatable, Sendable {
  /// The headline in one line of plain text; the beginning of the text where a capture has none.
  package var title: String
  /// Names of people, without “by”, in the order of the page.
  package var byline: [String] = []
  /// When it was published; never the time of the capture.
  package var date: StoryDate?
  /// The publisher's name as people say it.
  package var source: String?
  /// The canonical address where the page names one, else that of the capture.
  package var url: String?
  /// BCP 47 primary tag: `fr`, `en`, `de`.
  package var language: String?
  /// The publisher's rubric as it is printed: “Culture”.
  package var section: String?
  /// The lead below the headline, in one paragraph of plain text.
  package var standfirst: String?
  /// The text in reading order; without headline, byline and standfirst.
  package var blocks: [Block] = []
  /// Headlines that the page points to as related, in its order; the archive looks for their stories.
  package var related: [RelatedLink] = []
  /// What cleaning took away, and a correction can put back.
  package var removed: [RemovedLine] = []
  /// When its page was captured; nil where nobody knows.
  package var captured: Instant?
  /// Nil for most.
  package var doubt: Doubt?
  /// Nil where no profile with layouts was asked.
  package var profile: ProfileMatch?

  package init(title: String) {
    self.title = title
  }

  /// The texts that are read, in order: paragraphs, headings, list items, quotes, posts, code.
  package var body: [String] {
    blocks.filter(\.kind.isRead).map(\.text)
  }

  /// Words of the body, counted as runs of letters and digits.
  package var words: Int {
    body.reduce(0) { $0 + Words.count($1) }
  }
}

/// Why a story may not be whole.
package enum Doubt: String, Sendable, CaseIterable {
  /// Cleaning kept less than a third of the running text that the page has in one place: all of that was
  /// taken.
  case incomplete
  /// Nothing of the page reads like a story's text.
  case noText = "no-text"
}

/// A piece of a story that stands by itself.
package struct Block: Equatable, Sendable {
  /// What a block is on the page; the raw values are stored.
  package enum Kind: String, Sendable, CaseIterable {
    case paragraph, heading, quote, item, caption, table, preformatted, embed, rule
    /// A picture without a caption; its text is empty.
    case picture

    /// Whether it belongs to the body that people read.
    package var isRead: Bool {
      switch self {
      case .paragraph, .heading, .quote, .item, .embed, .preformatted: true
      case .caption, .table, .rule, .picture: false
      }
    }
  }

  /// Decides how it is set.
  package var kind: Kind
  /// One line, except in `preformatted`; rows of a `table` stand a line each, cells apart by a tab.
  package var text: String
  /// Depth of a heading or a list item, from 1.
  package var level: Int
  /// Whether a list item is numbered.
  package var ordered: Bool
  /// Links and words set apart, in order, an outer one before those inside it.
  package var spans: [Span] = []
  /// What a caption belongs to, and what a `picture` is.
  package var picture: Picture? {
    get { pictures.first }
    set { pictures = newValue.map { [$0] } ?? [] }
  }
  /// At most one; an array is a word where there is none, and long stories have many blocks.
  private var pictures: [Picture] = []

  package init(_ kind: Kind, _ text: String, level: Int = 1, ordered: Bool = false) {
    self.kind = kind
    self.text = text
    self.level = level
    self.ordered = ordered
  }
}

/// A headline that a story points to, whether or not the archive has it.
package struct RelatedLink: Equatable, Sendable {
  /// The headline as the page prints it, plain text.
  package var title: String
  /// Absolute; nil in captures of plain text.
  package var url: String?

  package init(title: String, url: String? = nil) {
    self.title = title
    self.url = url
  }
}

/// A line that cleaning took away, and the rule that said so (`general.share`, `euronews.credit`).
package struct RemovedLine: Equatable, Sendable {
  /// The line as it stands in the capture, in plain text.
  package var text: String
  /// The rule's name, which `kiosque clean --explain` explains.
  package var rule: String
  /// How sure that is, from 0 to 1; nil where a plain rule said so.
  package var probability: Double?

  package init(_ text: String, rule: String, probability: Double? = nil) {
    self.text = text
    self.rule = rule
    self.probability = probability
  }

  /// The probability in percent, for people.
  package var percent: Int? {
    probability.flatMap { $0.isFinite ? Int((min(1, max(0, $0)) * 100).rounded()) : nil }
  }
}

/// Which publisher's profile was asked about a page, and which of its layouts fitted.
package struct ProfileMatch: Equatable, Sendable {
  /// The profile's file name without its ending.
  package var profile: String
  /// Nil where none fitted: the general cleaner decided.
  package var layout: String?

  package init(profile: String, layout: String?) {
    self.profile = profile
    self.layout = layout
  }
}
