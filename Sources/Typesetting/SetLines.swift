import Cells

/// The lines of a set story. Each is kept as offsets; its text is taken from its passage when it is
/// asked for, so that a line costs a few bytes and not a string.
package struct SetLines: RandomAccessCollection, Equatable, Sendable {
  /// Where a line stands in its passage, in 32 bits: no text is longer than 2 GB.
  struct Record: Equatable, Sendable {
    var block: Int32
    var byte: Int32
    var bytes: Int32
    var scalar: Int32
    var scalars: Int32
    var indent: Int16
    var role: Role
    var flags: Flags
  }

  /// What few lines have; together a byte.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let lead = Flags(rawValue: 1)
    static let hyphen = Flags(rawValue: 2)
    static let extras = Flags(rawValue: 4)
  }

  private var records: [Record] = []
  /// The passages' texts, repaired and gated.
  var texts: [String] = []
  /// What stands before the lines of passages that have such a sign, by rising passage.
  private var signs: [(block: Int32, sign: String)] = []
  /// Where the extra columns of lines that have some begin in `extras`, by rising line.
  private var stretched: [(line: Int32, first: Int32)] = []
  /// One for each gap of such a line.
  private var extras: [UInt8] = []
  /// Links and words set apart, of passages that have some, by rising passage.
  private(set) var spans: [(block: Int32, spans: [SetSpan])] = []

  /// The first line.
  package var startIndex: Int { 0 }
  /// Behind the last line.
  package var endIndex: Int { records.count }

  /// The line at an index, cut out of its passage.
  package subscript(index: Int) -> SetLine {
    let record = records[index]
    let range = Int(record.byte)..<Int(record.byte + record.bytes)
    var line = SetLine(
      text: range.isEmpty ? "" : Wrapping.slice(texts[Int(record.block)], range), indent: Int(record.indent),
      role: record.role, lead: record.flags.contains(.lead) ? sign(of: record.block) : "",
      block: Int(record.block),
      range: self.range(of: index))
    line.isHyphenated = record.flags.contains(.hyphen)
    if record.flags.contains(.extras) {
      line.extras = Array(extras[firstExtra(of: index)...].prefix(line.gaps))
    }
    return line
  }

  /// The links and words set apart that a line has a part of, an outer one before those in it.
  package func spans(on index: Int) -> [SetSpan] {
    let range = range(of: index)
    return spans(of: block(of: index)).filter { $0.range.overlaps(range) }
  }

  /// The links and words set apart of a passage, by rising start.
  package func spans(of block: Int) -> [SetSpan] {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(spans[middle].block) < block { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && Int(spans[low].block) == block ? spans[low].spans : []
  }

  /// The block that a line belongs to; reading it copies no text.
  package func block(of index: Int) -> Int { Int(records[index].block) }

  /// The part of its block that a line shows; reading it copies no text.
  package func range(of index: Int) -> Range<Int> {
    let record = records[index]
    return Int(record.scalar)..<Int(record.scalar + record.scalars)
  }

  /// Whether a line has no text.
  package func isBlank(_ index: Int) -> Bool { records[index].bytes == 0 }

  /// The lines of a passage, with the blank ones after it.
  package func lines(of block: Int) -> Range<Int> {
    first { $0.block >= block }..<first { $0.block > block }
  }

  /// The first line that ends behind a scalar of a passage; the number of lines where none does.
  package func first(behind scalar: Int, in block: Int) -> Int {
    first { $0.block > block || $0.block == block && $0.scalar + $0.scalars > scalar }
  }

  /// The last line that begins at or before a scalar of a passage; nil where none does.
  package func last(upTo scalar: Int, in block: Int) -> Int? {
    let next = first { $0.block > block || $0.block == block && $0.scalar > scalar }
    return next > 0 ? next - 1 : nil
  }

  /// The first line for which this holds; it must hold for all behind it.
  private func first(where isBehind: (Record) -> Bool) -> Int {
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(records[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func firstExtra(of line: Int) -> Int {
    var (low, high) = (0, stretched.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(stretched[middle].line) < line { low = middle + 1 } else { high = middle }
    }
    return low < stretched.count ? Int(stretched[low].first) : extras.count
  }

  private func sign(of block: Int32) -> String {
    var (low, high) = (0, signs.count)
    while low < high {
      let middle = (low + high) / 2
      if signs[middle].block < block { low = middle + 1 } else { high = middle }
    }
    return low < signs.count && signs[low].block == block ? signs[low].sign : ""
  }

  /// Begins a passage with the text set so far; `room` is its whole length, 0 where that is all of it.
  mutating func begin(_ text: String, room: Int) {
    guard room > 0 else { return texts.append(text) }
    var long = ""
    long.reserveCapacity(room + room / 16)
    long += text
    texts.append(long)
  }

  /// Goes on with the text of the passage that is open. Capacity is reserved at once: growing by doubling
  /// could waste as much again.
  mutating func append(_ text: String, room: Int = 0) {
    if room > 0 { texts[texts.count - 1].reserveCapacity(room + room / 16) }
    texts[texts.count - 1] += text
  }

  /// A blank line after the last one.
  mutating func addBlank() {
    let last = records.last
    let (byte, scalar) = (last.map { $0.byte + $0.bytes } ?? 0, last.map { $0.scalar + $0.scalars } ?? 0)
    add(Extent(emptyBehind: Int(byte), scalars: Int(scalar)), as: .text)
  }

  /// Links and words set apart in the passage that is open.
  mutating func add(_ new: [SetSpan]) {
    guard !new.isEmpty else { return }
    let block = Int32(clamping: texts.count - 1)
    if spans.last?.block == block { spans[spans.count - 1].spans += new } else { spans.append((block, new)) }
  }

  mutating func add(_ line: BrokenLine, as role: Role, indent: Int = 0, sign: String = "") {
    add(line.extent, as: role, indent: indent, sign: sign)
    if line.isHyphenated { records[records.count - 1].flags.insert(.hyphen) }
    guard !line.extras.isEmpty else { return }
    records[records.count - 1].flags.insert(.extras)
    stretched.append((Int32(clamping: records.count - 1), Int32(clamping: extras.count)))
    extras += line.extras
  }

  mutating func add(_ extent: Extent, as role: Role, indent: Int = 0, sign: String = "") {
    let block = Int32(clamping: texts.count - 1)
    if !sign.isEmpty, signs.last?.block != block { signs.append((block, sign)) }
    records.append(
      Record(
        block: block, byte: Int32(clamping: extent.bytes.lowerBound),
        bytes: Int32(clamping: extent.bytes.count), scalar: Int32(clamping: extent.scalars.lowerBound),
        scalars: Int32(clamping: extent.scalars.count), indent: Int16(clamping: indent), role: role,
        flags: sign.isEmpty ? [] : .lead))
  }

  package static func == (left: SetLines, right: SetLines) -> Bool {
    left.records == right.records && left.texts == right.texts && left.extras == right.extras
      && left.spans.elementsEqual(right.spans) { $0.block == $1.block && $0.spans == $1.spans }
      && left.signs.elementsEqual(right.signs) { $0.block == $1.block && $0.sign == $1.sign }
  }
}
