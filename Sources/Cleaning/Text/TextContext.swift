import Stories

extension LineContext {
  /// A text capture as features see it; its publisher is inferred where nobody names one.
  static func text(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lines: TextLines, _ capture: Capture, _ library: Library
  ) -> LineContext {
    var reader = LineReader(library.words, lines: lines.ranges.count, bytes: bytes.count)
    defer { reader.close() }
    var lineFeatures: [LineFeatures] = []
    lineFeatures.reserveCapacity(lines.ranges.count)
    for (at, range) in lines.ranges.enumerated() {
      var features = reader.features(of: UnsafeBufferPointer(rebasing: bytes[range]))
      if lines.hasBullet[at] { features.marks.insert(.bullet) }
      lineFeatures.append(features)
    }
    let publisher = library.publisher(of: capture) { library.entry(signs: lineFeatures) }
    reader.judge(&lineFeatures, publisher.entry.lexicon)
    var context = LineContext(
      publisher: publisher, lineFeatures: lineFeatures, gaps: lines.gaps, words: reader.words,
      slug: capture.url.map { Slug.words($0) } ?? [])
    context.isText = true
    return context
  }
}

/// What an address says about a story's headline.
enum Slug {
  /// Hashes of the words of the longest part of the path, four letters and more, as `LineReader` has them.
  static func words(_ url: String) -> [Word] {
    let path = url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" }
    let best = path.split(separator: "/").max { weight($0) < weight($1) }
    guard let best else { return [] }
    let parts = Fold.phrase(decoded(best)).split { !WordHash.isLetter($0) }.filter { $0.count >= 4 }
    guard parts.count >= 2 else { return [] }
    return parts.prefix(24).map { part in
      let plain = withoutUmlauts(part)
      return Word(hash: hash(part), plain: plain.count < 4 ? 0 : hash(plain[...]))
    }
  }

  /// A word of an address, by its hash as it stands and with `ae`, `oe`, `ue` read as letters with two dots.
  struct Word: Sendable {
    var hash: UInt32
    var plain: UInt32
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.reduce(WordHash.start) { WordHash.add($1, to: $0) } >> 16)
  }

  private static func withoutUmlauts(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    for byte in word {
      if byte == 0x65, let last = plain.last, [0x61, 0x6F, 0x75].contains(last) { continue }
      plain.append(byte)
    }
    return plain
  }

  private static func weight(_ part: Substring) -> Int {
    part.utf8.count { $0 == 0x2D || $0 == 0x5F || $0 == 0x2B } * 10 + min(part.utf8.count, 9)
  }

  /// Percent signs undone (RFC 3986, section 2.1).
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var at = text.utf8.startIndex
    let utf8 = text.utf8
    while at < utf8.endIndex {
      let next = utf8.index(after: at)
      if utf8[at] == 0x25, let end = utf8.index(next, offsetBy: 2, limitedBy: utf8.endIndex),
        let value = UInt8(text[next..<end], radix: 16)
      {
        bytes.append(value)
        at = end
      } else {
        bytes.append(utf8[at])
        at = next
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Lines of text captures with their features, for training.
package struct TextSample {
  /// Trimmed, without bullets.
  package var texts: [String]
  package var lines: SequenceModel.Lines
  /// The lexicon's kind of each line, if it has one.
  package var kinds: [String?]
  package var isRelatedHeading: [Bool]
  package var isByline: [Bool]
  package var hasBullet: [Bool]
}

extension Cleaner {
  /// What the labeller sees of a text capture.
  package func sample(of capture: Capture) -> TextSample {
    let reading = TextReading(capture)
    let (whole, capture) = (reading.text, reading.capture)
    var text = whole
    return text.withUTF8 { bytes in
      let lines = TextLines(whole, bytes, reading.marks)
      var context = LineContext.text(bytes, lines, capture, library)
      let features = context.features(library.features)
      return TextSample(
        texts: lines.ranges.indices.map { lines.text($0) }, lines: features,
        kinds: context.lineFeatures.map { $0.verdict.map { context.entry.lexicon.verdicts[$0].kind } },
        isRelatedHeading: context.lineFeatures.map { $0.marks.contains(.relatedHeading) },
        isByline: context.lineFeatures.map { $0.marks.contains(.byline) }, hasBullet: lines.hasBullet)
    }
  }

  package var features: FeatureSpace { library.features }
}
