import Text

/// The values everyone speaks: what was captured, and the story that came out of it.

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
  package var format: Format
  /// The IANA name of the charset that was applied.
  package var encoding: String
  /// Where it lay; nil for standard input.
  package var path: String?
  package var url: String?
  /// When it was captured, never when the story was written.
  package var time: Instant?
  package var publisher: String?
  /// The story's date as the person gave it, by a manifest or a pattern, or the record it came in.
  package var date: StoryDate?
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
  package var title: String
  package var byline: [String] = []
  package var date: StoryDate?
  /// The publisher's name as people say it.
  package var source: String?
  package var url: String?
  /// BCP 47 primary tag: `fr`, `en`, `de`.
  package var language: String?
  package var section: String?
  package var standfirst: String?
  package var blocks: [Block] = []
  package var related: [RelatedLink] = []
  package var removed: [RemovedLine] = []
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
  /// Cleaning kept less than a third of the running text that the page has in one place: all of
  /// that was taken.
  case incomplete
  /// Nothing of the page reads like a story's text.
  case noText = "no-text"
}

/// A piece of a story that stands by itself.
package struct Block: Equatable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case paragraph, heading, quote, item, caption, table, preformatted, embed, rule

    /// Whether it belongs to the body that people read.
    package var isRead: Bool {
      switch self {
      case .paragraph, .heading, .quote, .item, .embed, .preformatted: true
      case .caption, .table, .rule: false
      }
    }
  }

  package var kind: Kind
  /// One line, except in `preformatted`; rows of a `table` stand a line each, cells apart by a tab.
  package var text: String
  /// Depth of a heading or a list item, from 1.
  package var level: Int
  /// Whether a list item is numbered.
  package var ordered: Bool

  package init(_ kind: Kind, _ text: String, level: Int = 1, ordered: Bool = false) {
    self.kind = kind
    self.text = text
    self.level = level
    self.ordered = ordered
  }
}

/// A headline that a story points to, whether or not the archive has it.
package struct RelatedLink: Equatable, Sendable {
  package var title: String
  package var url: String?

  package init(title: String, url: String? = nil) {
    self.title = title
    self.url = url
  }
}

/// A line that cleaning took away, and the rule that said so (`general.share`, `euronews.credit`).
package struct RemovedLine: Equatable, Sendable {
  package var text: String
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
  package var profile: String
  /// Nil where none fitted: the general cleaner decided.
  package var layout: String?

  package init(profile: String, layout: String?) {
    self.profile = profile
    self.layout = layout
  }
}
