import BinaryCoding
import Stories

extension Digest: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    let bytes = try reader.blob()
    guard bytes.count == 32 else { throw .invalid }
    self.init(stored: bytes)
  }

  package func write(to writer: inout ByteWriter) { writer.append(blob: bytes) }
}

extension RelatedRow: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    self.init(
      title: try reader.text(), titleKey: try reader.text(), url: try reader.value(),
      urlKey: try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(title)
    writer.append(titleKey)
    writer.append(url)
    writer.append(urlKey)
  }
}

extension StoredText: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    (text, shapes) = (try reader.text(), try reader.text())
    (removed, byline) = (try reader.text(), try reader.text())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(text)
    writer.append(shapes)
    writer.append(removed)
    writer.append(byline)
  }
}

/// Where it stands in lists is reckoned anew. Without the bytes of the capture, of which only the compressed
/// ones are stored, and without the text of a page, from which templates learn nothing.
extension PreparedCapture: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    capture = try reader.value()
    size = Int(try reader.size())
    guard size <= 1 << 28 else { throw .invalid }
    story = try reader.value()
    digest = try reader.value()
    packed = try reader.blob()
    titleKey = try reader.text()
    urlKey = try reader.value()
    related = try reader.value()
    stored = try reader.value()
    words = try reader.value()
    sortKey = SortKey(
      date: story.date?.instant, captured: capture.time ?? 0, urlKey: urlKey, titleKey: titleKey,
      source: story.source?.nonEmpty)
    sketch = try reader.value()
    signatures = try reader.value()
    sightings = try reader.value()
    headlines = try reader.value()
  }

  package func write(to writer: inout ByteWriter) {
    var told = capture
    told.bytes = []
    if told.format == .html { told.text = "" }
    writer.append(told)
    writer.append(size)
    writer.append(story)
    writer.append(digest)
    writer.append(blob: packed)
    writer.append(titleKey)
    writer.append(urlKey)
    writer.append(related)
    writer.append(stored)
    writer.append(words)
    writer.append(sketch)
    writer.append(signatures)
    writer.append(sightings)
    writer.append(headlines)
  }
}
