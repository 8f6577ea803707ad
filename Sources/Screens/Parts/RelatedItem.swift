import Cells
import Stories
import Typesetting
import Wording

/// A story that another one links to or is linked from, with the number that opens it.
package struct RelatedItem: Equatable {
  /// How it belongs to the story.
  package enum Kind: Equatable {
    case relation(Relation)
    case citation(Headline)
    /// The same story in another paper.
    case copy(Headline)
  }

  /// What opens it, from 1.
  package var number: Int
  var kind: Kind
  var language: String?
  /// Whether that story points back.
  var isMutual = false

  /// The related headlines in their order, then the stories that point here, then copies of this one; each
  /// story once.
  package static func items(of stored: StoredStory) -> [RelatedItem] {
    let citing = Set(stored.citedBy.map(\.id))
    var named = Set(stored.relations.compactMap { $0.stored.count == 1 ? $0.stored.first?.id : nil })
    func once(_ headlines: [Headline]) -> [Headline] { headlines.filter { named.insert($0.id).inserted } }
    let kinds =
      stored.relations.map(Kind.relation) + once(stored.citedBy).map(Kind.citation)
      + once(stored.similar).map(Kind.copy)
    return kinds.enumerated().map { index, kind in
      var item = RelatedItem(number: index + 1, kind: kind, language: stored.story.language)
      if case .relation = kind { item.isMutual = item.target.map { citing.contains($0.id) } ?? false }
      return item
    }
  }

  /// What it stands below.
  package var section: Phrase {
    switch kind {
    case .relation: .alsoDiscover
    case .citation: .citedBy
    case .copy: .similar
    }
  }

  /// The one stored story that it means; nil where it is missing or several fit.
  package var target: Headline? {
    switch kind {
    case .relation(let relation): relation.stored.count == 1 ? relation.stored.first : nil
    case .citation(let headline), .copy(let headline): headline
    }
  }

  var title: String {
    switch kind {
    case .relation(let relation): relation.title
    case .citation(let headline), .copy(let headline): headline.title
    }
  }

  /// The stored headline, if it differs from the printed one.
  var storedTitle: String? {
    if case .relation(let relation) = kind, relation.isAltered { relation.stored.first?.title } else { nil }
  }

  /// How many stored stories fit it.
  package var candidates: Int {
    switch kind {
    case .relation(let relation): relation.stored.count
    case .citation, .copy: 1
    }
  }

  var url: String? {
    if case .relation(let relation) = kind { relation.url } else { nil }
  }

  /// Its title as it is read.
  package var shownTitle: String { Typography.repaired(title, language: target?.language ?? language) }
}

/// A related item as it is drawn: in one row, or in several where there is room.
struct RelatedLines {
  var rows: [[Segment]]
  /// The right end of the first row.
  var right: [Segment] = []
  var columns: Int

  /// `1 ● headline … 17 Nov 2015` in one row.
  static func compact(_ item: RelatedItem, columns: Int, _ language: Language) -> RelatedLines {
    let note = shortNote(item, language)
    let noteWidth = note.reduce(0) { $0 + Width.of($1.text) }
    let head = lead(item)
    let room = columns - Width.of(head[0].text + head[1].text)
    let fits = room - noteWidth - 1 >= 16
    let title = Width.cut(item.shownTitle, to: fits ? room - noteWidth - 1 : room)
    return RelatedLines(
      rows: [head + [Segment(title, titleRole(item))]], right: fits ? note : [], columns: columns)
  }

  /// The headline on up to three rows, the stored headline where it differs, and source, date, read.
  static func full(_ item: RelatedItem, columns: Int, _ language: Language) -> RelatedLines {
    let head = lead(item)
    let indent = Width.of(head[0].text + head[1].text)
    let room = max(4, columns - indent)
    let blank = Segment(String(repeating: " ", count: indent), .text)
    var rows: [[Segment]] = []
    for (number, line) in LineBreaking.lines(item.shownTitle, measure: room, most: 3).enumerated() {
      rows.append((number == 0 ? head : [blank]) + [Segment(line, titleRole(item))])
    }
    if let stored = item.storedTitle {
      let shown = Typography.repaired(stored, language: item.target?.language)
      for (number, line) in LineBreaking.lines(shown, measure: max(2, room - 2), most: 3).enumerated() {
        rows.append([blank, Segment(number == 0 ? "≈ " : "  ", .altered), Segment(line, .relatedNote)])
      }
    }
    rows.append([blank, Segment(Width.cut(longNote(item, language), to: room), .relatedNote)])
    return RelatedLines(rows: rows, columns: columns)
  }

  func draw(at point: Point, _ frame: inout Frame) {
    for (number, row) in rows.enumerated() {
      frame.write(row, at: Point(column: point.column, row: point.row + number), limit: columns)
    }
    let width = right.reduce(0) { $0 + Width.of($1.text) }
    frame.write(right, at: Point(column: point.column + columns - width, row: point.row))
  }

  private static func lead(_ item: RelatedItem) -> [Segment] {
    // Only the first nine can be opened with a digit.
    let number = item.number < 10 ? " \(item.number) " : "   "
    let isStored = item.candidates > 0
    let isUnread = item.target.map { !$0.isRead } ?? (item.candidates > 1)
    return [
      Segment(number, .number),
      Segment(isStored ? isUnread ? "● " : "○ " : "· ", isStored ? .unreadMark : .missing),
    ]
  }

  private static func titleRole(_ item: RelatedItem) -> Role {
    guard item.candidates > 0 else { return .missing }
    return item.target?.isRead == true ? .readRelated : .related
  }

  private static func shortNote(_ item: RelatedItem, _ language: Language) -> [Segment] {
    if item.candidates == 0 { return [Segment(absence(item)[language], .missing)] }
    guard let target = item.target else {
      return [Segment(Phrase.fits(item.candidates)[language], .altered)]
    }
    let back = item.isMutual ? [Segment("⇄ ", .relatedNote)] : []
    let altered = item.storedTitle == nil ? [] : [Segment("≈ ", .altered)]
    return back + altered + [Segment(day(target, language), .relatedNote)]
  }

  private static func absence(_ item: RelatedItem) -> Phrase {
    if case .relation(let relation) = item.kind, !relation.refused.isEmpty { .refused } else { .notStored }
  }

  private static func longNote(_ item: RelatedItem, _ language: Language) -> String {
    if item.candidates == 0 { return absence(item)[language] }
    guard let target = item.target else { return Phrase.fits(item.candidates)[language] }
    let back = item.isMutual ? "⇄" : nil
    return [target.source, day(target, language), back].compactMap(\.self).joined(separator: " · ")
  }

  private static func day(_ headline: Headline, _ language: Language) -> String {
    headline.date.map { DateWords.short($0.day, language) } ?? Phrase.noDate[language]
  }
}
