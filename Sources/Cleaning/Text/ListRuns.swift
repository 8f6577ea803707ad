/// What makes a short line an item of a list: hours, results, prices, rows of a table.
struct ItemKinds: OptionSet {
  let rawValue: UInt8
  static let bullet = ItemKinds(rawValue: 1 << 0)
  /// Cells that tabs or bars separate.
  static let cells = ItemKinds(rawValue: 1 << 1)
  /// A time, a result, a price, or a number before words.
  static let figures = ItemKinds(rawValue: 1 << 2)
  /// A word, a colon, more words.
  static let pair = ItemKinds(rawValue: 1 << 3)
  /// Words, and others in brackets behind them.
  static let aside = ItemKinds(rawValue: 1 << 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `text` is without its bullet.
  init(_ text: String, _ features: LineFeatures) {
    self = features.marks.contains(.bullet) ? .bullet : []
    if text.utf8.contains(0x09) || features.marks.contains(.pipe) { insert(.cells) }
    if features.marks.contains(.colon), features.end != .colon { insert(.pair) }
    if text.utf8.last == 0x29, text.utf8.dropFirst().contains(0x28) { insert(.aside) }
    guard features.digits > 0, features.words > 0, !features.marks.contains(.year) else { return }
    if features.start == .digit || features.marks.contains(.clock) || Self.hasFigures(text) {
      insert(.figures)
    }
  }

  /// Whether a text has `3-2`, `9 h`, `14h30`, `5 €`, `$5` or `40 %`.
  private static func hasFigures(_ text: String) -> Bool {
    var isAfterNumber = false
    var isAfterCurrency = false
    var hasHour = false
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if isDigit && isAfterCurrency || hasHour && !scalar.properties.isAlphabetic { return true }
      hasHour = isAfterNumber && scalar == "h"
      if isAfterNumber, ["-", "–", "€", "$", "£", "%"].contains(scalar) { return true }
      if Line.isSpace(scalar) { continue }
      (isAfterNumber, isAfterCurrency) = (isDigit, ["€", "$", "£"].contains(scalar))
    }
    return hasHour
  }
}

extension Labelled {
  /// In bytes.
  private static let (longestItem, longestEnd, longParagraph) = (160, 120, 300)
  /// From which doubt on even such a paragraph is none.
  private static let leastDoubt = 0.98

  /// Keeps two and more items of a kind directly beside the story's text, of which the model knows too
  /// little; below the last paragraph only those that menus are not made of.
  mutating func keepLists(_ lines: TextLines) {
    var from = 0
    while from < labels.count {
      guard mayBeItem(from) else {
        from += 1
        continue
      }
      let to = labels.indices[from...].first { !mayBeItem($0) } ?? labels.count
      if to - from > 1 { keepLists(from..<to, lines) }
      from = to
    }
  }

  private func mayBeItem(_ line: Int) -> Bool {
    let features = lineFeatures[line]
    guard line != title, features.length < Self.longestItem, !features.isProse,
      features.marks.isDisjoint(with: [.at, .address, .copyright, .byline, .relatedHeading, .seeAlso])
    else { return false }
    switch labels[line] {
    case .title, .echo, .byline, .standfirst, .related, .relatedHeading: return false
    // Opening hours consist of the words of dates.
    case .date where features.classes & WordTable.month != 0 || features.marks.contains(.year):
      // The calendar of a season: `3rd race: 10 March, Castelvar`.
      return features.verdict == nil && features.marks.contains(.colon) && !features.marks.contains(.year)
    default: return kind(line).map { $0 == "date" && !features.marks.contains(.year) } ?? true
    }
  }

  /// Keeps the lists in a run of short lines: those below text or a line that heads them, and one above text.
  private mutating func keepLists(_ run: Range<Int>, _ lines: TextLines) {
    let isBelow = run.lowerBound > 0 && labels[run.lowerBound - 1] == .body
    let isAbove = run.upperBound < labels.count && labels[run.upperBound] == .body
    let isBeforeFurniture = run.upperBound < labels.count && lineFeatures[run.upperBound].verdict != nil
    guard isBelow, run.contains(where: { !labels[$0].isText }) else { return }
    let kinds = run.map { ItemKinds(lines.text($0), lineFeatures[$0]) }
    var start = 0
    while start < kinds.count {
      var common = kinds[start]
      var end = start + 1
      while end < kinds.count, !common.isDisjoint(with: kinds[end]) {
        common.formIntersection(kinds[end])
        end += 1
      }
      let isInside = isAbove && end == kinds.count
      // Directly above what a site has on all its pages stand its menus: their items have bullets too.
      let isMenu = isBeforeFurniture && end == kinds.count && common.isSubset(of: .bullet)
      let least = !isInside && common.isSubset(of: [.pair, .aside]) ? 3 : 2
      if end - start >= least, !kinds[start].isEmpty, !isMenu { keep(run, start..<end) }
      start = end
    }
  }

  private mutating func keep(_ run: Range<Int>, _ items: Range<Int>) {
    let first = run.lowerBound + items.lowerBound
    if items.lowerBound > 1, !labels[first - 1].isText { return }
    if items.lowerBound == 1, !labels[first - 1].isText { labels[first - 1] = .subhead }
    for line in items where !labels[run.lowerBound + line].isText { labels[run.lowerBound + line] = .body }
  }

  /// Keeps a long paragraph directly below another that an offer may have cut off in its midst, and short
  /// sentences directly below the last paragraph where nothing but furniture follows them.
  mutating func keepEnd() {
    for line in labels.indices.dropFirst() where labels[line - 1] == .body && lineFeatures[line - 1].isProse {
      if !labels[line].isText, isCutParagraph(line) { labels[line] = .body }
    }
    guard let last = labels.lastIndex(of: .body) else { return }
    var end = last + 1
    while end < labels.count, isPlainSentence(end) { end += 1 }
    guard end == labels.count || lineFeatures[end].verdict != nil else { return }
    for line in last + 1..<end { labels[line] = .body }
  }

  private func isCutParagraph(_ line: Int) -> Bool {
    let features = lineFeatures[line]
    guard features.isProse, features.verdict == nil, features.length >= Self.longParagraph,
      !features.isOfPages, line != title, labels[line] != .related, doubt(line) < Self.leastDoubt
    else { return false }
    return line + 1 == labels.count || lineFeatures[line + 1].verdict != nil
  }

  private func isPlainSentence(_ line: Int) -> Bool {
    let features = lineFeatures[line]
    return mayBeItem(line) && features.verdict == nil && features.length <= Self.longestEnd
      && features.end.isSentence && features.words > 1 && !features.isOfPages && features.start == .upper
  }
}
