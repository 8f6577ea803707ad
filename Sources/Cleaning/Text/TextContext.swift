import Stories

extension LineContext {
  /// The lines of a text capture as the model sees them. The publisher is inferred where it is not given.
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

/// Lines of text captures with their features, for training.
package struct TextSample {
  /// Trimmed, without bullets.
  package var texts: [String]
  /// The features of each line.
  package var lines: SequenceModel.Lines
  /// The lexicon's kind of each line, if it has one.
  package var kinds: [String?]
  /// Of each line, whether it is a known heading of related headlines.
  package var isRelatedHeading: [Bool]
  /// Of each line, whether it begins as a byline does (`By`, `Par`).
  package var isByline: [Bool]
  /// Of each line, whether it begins with a bullet.
  package var hasBullet: [Bool]
}

extension Cleaner {
  /// The lines of a text capture with the features that the model sees.
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

  /// The names and numbers of the features of text.
  package var features: FeatureSpace { library.features }
}
