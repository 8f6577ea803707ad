import Cells
import Stories

/// Puts passages one below the other, each in its own manner.
struct Composer {
  private(set) var lines: [SetLine] = []
  private(set) var texts: [String] = []
  private(set) var origins: [Int] = []
  private let measure: Int
  private var previous: Passage.Kind?
  private var origin = 0

  init(measure: Int) {
    self.measure = max(1, measure)
  }

  static func passages(of story: Story, byline: String) -> [Passage] {
    var passages = [Passage(.title, story.title, language: story.language), Passage(.byline, byline)]
    if let standfirst = story.standfirst {
      passages.append(Passage(.standfirst, standfirst, language: story.language))
    }
    return passages
      + story.blocks.map {
        Passage(.block($0.kind, level: $0.level, ordered: $0.ordered), $0.text, language: story.language)
      }
  }

  mutating func set(_ passages: [Passage]) {
    let leads = ListLeads.of(passages.map(\.kind))
    for (index, (passage, lead)) in zip(passages, leads).enumerated() {
      origin = index
      switch passage.kind {
      case .title: flow(passage, as: .title)
      case .byline: flow(passage, as: .byline)
      case .standfirst: flow(passage, as: .standfirst)
      case .note(let role): flow(passage, as: role)
      case .block(let kind, _, _): block(passage, kind, lead)
      }
    }
  }

  private mutating func block(_ passage: Passage, _ kind: Block.Kind, _ lead: Lead) {
    switch kind {
    case .paragraph: flow(passage, as: .body)
    case .heading: flow(passage, as: .heading)
    case .quote: flow(passage, as: .quote, lead: Lead(sign: "│ ", indent: 2, isRepeated: true))
    case .item: flow(passage, as: .body, lead: lead)
    case .caption, .embed: flow(passage, as: .caption)
    case .table: table(passage)
    case .preformatted: preformatted(passage)
    case .rule: rule(passage)
    }
  }

  private mutating func flow(_ passage: Passage, as role: Role, lead: Lead = .none) {
    let text = Self.prepared(passage.text, language: passage.language)
    guard !text.isEmpty else { return }
    begin(passage.kind, text)
    let lead = lead.fitted(to: measure)
    for extent in Breaker.extents(of: text, measure: measure - lead.indent) {
      let isFirst = extent.bytes.lowerBound == 0
      add(
        Fold.slice(text, extent.bytes), range: extent.scalars, as: role, indent: lead.indent,
        lead: isFirst || lead.isRepeated ? lead.sign : "")
    }
  }

  /// Gate, repair, gate: repair sees no hidden scalars, and what it joined is looked at again.
  static func prepared(_ text: String, language: String?) -> String {
    Gated.line(Repair.repaired(Gated.line(text), language: language))
  }

  private mutating func table(_ passage: Passage) {
    let table = Table(passage.text, language: passage.language)
    guard !table.rows.isEmpty else { return }
    let columns = table.aligned()
    let fits = columns.allSatisfy { Gated.width(of: $0) <= measure }
    let rows = fits ? columns : table.running()
    let hang = fits ? 0 : Lead(sign: "", indent: 2, isRepeated: false).fitted(to: measure).indent
    begin(passage.kind, rows.joined(separator: "\n"))
    setRows(rows, as: .body, hang: hang) { [measure] row in
      fits ? [Extent(whole: row)] : Breaker.extents(of: row, measure: measure, hang: hang)
    }
  }

  private mutating func preformatted(_ passage: Passage) {
    var rows = Rows.of(passage.text).map { Tabs.expanded($0) }
    while rows.last?.isEmpty == true { rows.removeLast() }
    guard !rows.isEmpty else { return }
    begin(passage.kind, rows.joined(separator: "\n"))
    setRows(rows, as: .preformatted, hang: 0) { [measure] row in
      Breaker.extents(of: row, measure: measure, wrapsWords: false)
    }
  }

  /// Sets rows that line feeds part; what goes over the first line of a row hangs.
  private mutating func setRows(
    _ rows: [String], as role: Role, hang: Int, breaking: (String) -> [Extent]
  ) {
    var offset = 0
    for row in rows {
      let extents = breaking(row)
      if extents.isEmpty { add("", range: offset..<offset, as: role) }
      for (number, extent) in extents.enumerated() {
        let range = extent.scalars.lowerBound + offset..<extent.scalars.upperBound + offset
        add(Fold.slice(row, extent.bytes), range: range, as: role, indent: number > 0 ? hang : 0)
      }
      offset += row.unicodeScalars.count + 1
    }
  }

  private mutating func rule(_ passage: Passage) {
    let sign = measure >= 5 ? "* * *" : "*"
    begin(passage.kind, sign)
    add(sign, range: 0..<sign.utf8.count, as: .rule, indent: max(0, (measure - sign.utf8.count) / 2))
  }

  /// Opens a passage: its text is kept, and blank lines set it apart from what stands above.
  private mutating func begin(_ kind: Passage.Kind, _ text: String) {
    if let previous {
      let end = lines.last?.range.upperBound ?? 0
      for _ in 0..<Spacing.blanks(between: previous, and: kind) {
        add("", range: end..<end, as: .text)
      }
    }
    previous = kind
    texts.append(text)
    origins.append(origin)
  }

  private mutating func add(
    _ text: String, range: Range<Int>, as role: Role, indent: Int = 0, lead: String = ""
  ) {
    lines.append(
      SetLine(text: text, indent: indent, role: role, lead: lead, block: texts.count - 1, range: range))
  }
}

/// Blank lines between passages: one, none within a list, two before a heading amid the text.
enum Spacing {
  static func blanks(between above: Passage.Kind, and below: Passage.Kind) -> Int {
    guard case .block(let lower, _, _) = below else { return 1 }
    guard case .block(let upper, _, _) = above else { return 1 }
    if upper == .item && lower == .item { return 0 }
    return lower == .heading && upper != .heading ? 2 : 1
  }
}

/// Texts of several lines.
enum Rows {
  /// The lines between line feeds, with a carriage return before them or not; empty ones too.
  static func of(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

/// Tabs in preformatted text.
enum Tabs {
  /// The line gated, without blanks at its end; a tab goes to the next multiple of eight columns.
  static func expanded(_ line: Substring) -> String {
    var result = ""
    for (number, part) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { result += String(repeating: " ", count: 8 - Gated.width(of: result) % 8) }
      result += Gated.line(String(part))
    }
    while result.last == " " { result.removeLast() }
    return result
  }
}
