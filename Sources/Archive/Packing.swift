import CDigest
import CZstd
import Foundation
import Stories
import Text

/// The SHA-256 of a capture's bytes (FIPS 180-4): its name, whatever the file is called.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  package let bytes: [UInt8]

  package init(of content: [UInt8]) {
    var context = SHA2_CTX()
    SHA256Init(&context)
    content.withUnsafeBytes { SHA256Update(&context, $0.baseAddress, $0.count) }
    var result = [UInt8](repeating: 0, count: 32)
    SHA256Final(&result, &context)
    bytes = result
  }

  init(stored bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// A capture and its story, made ready off the writer: hashed, compressed, keys folded.
package struct Deposit: Sendable {
  let capture: Capture
  package let story: Story
  let digest: Digest
  let packed: [UInt8]
  let titleKey: String
  let urlKey: String?
  let related: [RelatedRow]
  let stored: StoredText
  let words: Int
  /// Where the story stands in a list by date, if it is new.
  let sortKey: SortKey
  /// What copies in other papers find it by.
  let sketch: [UInt32]
  /// By what its headline and those it points to are found by others that read nearly alike.
  let signatures: NearIndex.Known
  /// What the source's template learns of it.
  let sightings: [LineSighting]
  /// Headlines among its lines: its own and those it points to.
  let headlines: Set<UInt64>

  package var title: String { story.title }
  /// What tells whether it is one more capture of a stored story.
  var identity: StoryIdentity {
    StoryIdentity(
      urlKey: urlKey, titleKey: titleKey, source: story.source, date: story.date?.instant, text: stored.text)
  }
  /// The lowest row that the story may have in the search index.
  var searchRow: Int64 { SearchRow.first(date: story.date?.instant, captured: capture.time ?? 0) }
  package var match: ProfileMatch? { story.profile }

  package init(capture: Capture, story: Story, digest: Digest? = nil) {
    self.capture = capture
    self.story = story
    self.digest = digest ?? Digest(of: capture.bytes)
    packed = Packing.pack(capture.bytes)
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

/// zstd frames (RFC 8878) at level 3, their size in the header.
enum Packing {
  static func pack(_ bytes: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      let written = ZSTD_compress(buffer.baseAddress, bound, bytes, bytes.count, 3)
      count = ZSTD_isError(written) == 0 ? written : 0
    }
  }

  /// Nil where the frame is damaged or does not hold `size` bytes.
  static func unpack(_ packed: [UInt8], size: Int) -> [UInt8]? {
    guard ZSTD_getFrameContentSize(packed, packed.count) == UInt64(size) else { return nil }
    var written = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      written = ZSTD_decompress(buffer.baseAddress, size, packed, packed.count)
      count = ZSTD_isError(written) == 0 ? min(written, size) : 0
    }
    return bytes.count == size ? bytes : nil
  }
}

extension Digest {
  var data: Data { Data(bytes) }
}
