import Stories
import Text

/// A capture and its story, ready to be saved: hashed, compressed, keys folded, before a transaction begins.
package struct PreparedCapture: Sendable {
  /// As it came; its bytes may be left out.
  package let capture: Capture
  /// How many bytes it has.
  package let size: Int
  /// What cleaning made of it.
  package let story: Story
  /// Of the bytes of the capture.
  package let digest: Digest
  /// Its bytes, compressed.
  package let packed: [UInt8]
  /// The folded headline.
  package let titleKey: String
  /// The canonical address; nil where there is none.
  package let urlKey: String?
  /// The headlines that it points to.
  package let related: [RelatedRow]
  /// Its text as it is stored.
  package let stored: StoredText
  /// How many words the text has.
  package let words: Int
  /// Where the story stands in a list by date, if it is new.
  package let sortKey: SortKey
  /// The keys by which copies in other papers are found (`TextSketch`).
  package let sketch: [UInt32]
  /// For its own headline and each that it points to, the keys by which headlines that read nearly alike are
  /// found (`HeadlineSignature`).
  package let signatures: [String: [Int64]]
  /// What the source's template learns of it.
  package let sightings: [LineSighting]
  /// Headlines among its lines: its own and those it points to.
  package let headlines: Set<UInt64>

  /// The headline.
  package var title: String { story.title }
  /// Why it may not be whole; nil where nothing says so.
  package var doubt: Doubt? { story.doubt }
  /// What tells whether it is one more capture of a stored story.
  package var identity: StoryIdentity {
    StoryIdentity(
      urlKey: urlKey, titleKey: titleKey, source: story.source, date: story.date?.instant, text: stored.text)
  }
  /// The layout that fitted; nil where no profile was tried.
  package var match: ProfileMatch? { story.profile }

  package init(capture: Capture, story: Story, digest: Digest? = nil) {
    self.capture = capture
    size = capture.bytes.count
    self.story = story
    self.digest = digest ?? Digest(of: capture.bytes)
    packed = Compression.pack(capture.bytes)
    titleKey = HeadlineKey.of(story.title)
    urlKey = story.url.flatMap(URLKey.of)
    related = RelatedRow.rows(story.related)
    stored = StoredText(story)
    words = story.words
    sortKey = SortKey(
      date: story.date?.instant, captured: capture.time ?? 0, urlKey: urlKey, titleKey: titleKey,
      source: story.source?.nonEmpty)
    let printed = [(story.title, titleKey)] + related.map { ($0.title, $0.titleKey) }
    signatures = Dictionary(
      printed.map { ($0, HeadlineSignature.keys(of: $0, folded: $1)) },
      uniquingKeysWith: { first, _ in first })
    sketch = TextSketch.keys(of: stored.text)
    let headlines = Set(([story.title] + story.related.map(\.title)).map { LineKey.hash(of: $0) })
    self.headlines = headlines
    let lines = capture.format == .text ? LineSighting.lines(of: capture.text) : []
    sightings = lines.filter { !headlines.contains($0.key) }
  }
}
