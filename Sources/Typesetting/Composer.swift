import Cells
import Stories
import Text

/// Puts passages one below the other, each in its own manner, as far as they are wanted.
struct Composer: Equatable, Sendable {
  /// The passage that is being set in pieces.
  private struct Unfinished: Equatable, Sendable {
    var passage: Int
    var kind: Passage.Kind
    var language: String?
    var style: Style
    var pieces: Pieces
    /// Links and words set apart, in bytes of the text as it came.
    var spans: [Span]
    /// Where the next line begins in the text as far as it is repaired.
    var line = Extent(emptyBehind: 0, scalars: 0)
    /// Scalars of the text as far as it is repaired.
    var scalars = 0
    /// Whether a blank must come before the next piece.
    var owesBlank = false
    /// Empty rows that stand here only if others follow.
    var emptyRows = 0
    var hasBegun = false
  }

  /// How running text or rows are set.
  private enum Style: Equatable, Sendable {
    case flow(Role, Lead)
    case preformatted
    /// Rows of a table too wide or too long for columns.
    case running(hang: Int)
  }

  /// The first passage of a list, and the leads from there.
  private struct Run: Equatable, Sendable {
    var start: Int
    var leads: [Lead]
  }

  private(set) var lines = SetLines()
  private(set) var origins: [Int] = []
  private let source: PassageSource
  private let measure: Int
  private let manner: Manner
  private var previous: Passage.Kind?
  private var next = 0
  private var unfinished: Unfinished?
  /// The list that the next passage belongs to.
  private var list = Run(start: 0, leads: [])
  private let bytes: Int
  private var done = 0

  init(_ source: PassageSource, measure: Int, _ manner: Manner) {
    self.source = source
    self.manner = manner
    self.measure = max(1, measure)
    bytes = source.bytes
  }

  var isComplete: Bool { unfinished == nil && next == source.count }

  /// How much of the text is set, from 0 to 1.
  var share: Double {
    isComplete ? 1 : Double(done + (unfinished?.pieces.done ?? 0)) / Double(max(1, bytes))
  }

  /// Which part of a story a set passage is, and the language that its words are of.
  func about(_ passage: Int) -> (parts: TextParts, language: String?) {
    source.about(origins.indices.contains(passage) ? origins[passage] : 0)
  }

  /// Sets passages until there are so many lines.
  mutating func set(upTo count: Int) {
    while lines.count < count, !isComplete {
      if unfinished != nil { setPiece() } else { setPassage() }
    }
  }

  private mutating func setPassage() {
    let passage = source[next]
    let lead = lead(of: next)
    next += 1
    switch passage.kind {
    case .title: flow(passage, as: .title)
    case .byline: flow(passage, as: .byline)
    case .standfirst: flow(passage, as: .standfirst)
    case .note(let role): flow(passage, as: role)
    case .block(let kind, _, _): block(passage, kind, lead)
    }
    if unfinished == nil { done += passage.text.utf8.count }
  }

  private mutating func lead(of index: Int) -> Lead {
    guard case .block(.item, _, _) = source.kind(of: index) else { return .none }
    if !(list.start..<list.start + list.leads.count).contains(index) {
      list = Run(start: index, leads: ListLeads.run(from: index, in: source))
    }
    return list.leads[index - list.start]
  }

  private mutating func block(_ passage: Passage, _ kind: Block.Kind, _ lead: Lead) {
    switch kind {
    case .paragraph: flow(passage, as: .body)
    case .heading: flow(passage, as: .heading)
    case .quote: flow(passage, as: .quote, lead: Lead(sign: "│ ", indent: 2, isRepeated: true))
    case .item: flow(passage, as: .body, lead: lead)
    case .caption, .embed: flow(passage, as: .caption)
    case .table: table(passage)
    case .preformatted: begin(passage, .preformatted)
    case .rule: rule(passage)
    case .picture: break
    }
  }

  private mutating func flow(_ passage: Passage, as role: Role, lead: Lead = .none) {
    begin(passage, .flow(role, lead.fitted(to: measure)))
  }

  /// Sets a passage, or its first piece where it is long.
  private mutating func begin(_ passage: Passage, _ style: Style) {
    let isFlow = if case .flow = style { true } else { false }
    unfinished = Unfinished(
      passage: next - 1, kind: passage.kind, language: passage.language, style: style,
      pieces: Pieces(passage.text, inRows: !isFlow),
      spans: isFlow ? passage.spans.standing(in: passage.text) : [])
    setPiece()
  }

  private mutating func setPiece() {
    guard var passage = unfinished else { return }
    unfinished = nil
    let start = passage.pieces.done
    let piece = passage.pieces.next()
    if case .flow(let role, let lead) = passage.style {
      flow(piece.text, from: start, blankBehind: piece.blankBehind, in: &passage, as: role, lead)
    } else {
      setRows(piece.text, in: &passage)
    }
    if passage.pieces.isOver {
      done += passage.pieces.total
    } else {
      unfinished = passage
    }
  }

  /// Sets a piece of running text; its last line waits for the next piece.
  private mutating func flow(
    _ piece: String, from start: Int, blankBehind: Bool, in passage: inout Unfinished, as role: Role,
    _ lead: Lead
  ) {
    let text = Self.prepared(piece, language: passage.language)
    if !text.isEmpty {
      append(text, to: &passage)
      if !passage.spans.isEmpty { addSpans(of: passage, piece, from: start, as: text) }
    }
    passage.owesBlank = passage.hasBegun && (blankBehind || text.isEmpty && passage.owesBlank)
    guard passage.hasBegun else { return }
    let (bytes, scalars) = (passage.line.bytes.lowerBound, passage.line.scalars.lowerBound)
    let isLast = passage.pieces.isOver
    let whole = lines.texts[lines.texts.count - 1]
    // A paragraph taken in pieces is filled line by line, so that it does not matter where the pieces end.
    let broken =
      passage.pieces.total > Pieces.length
      ? Breaker.extents(of: whole, from: bytes, measure: measure - lead.indent).map {
        BrokenLine(extent: $0)
      }
      : ParagraphSetter(manner, measure: measure - lead.indent, role: role, language: passage.language)
        .lines(of: whole, from: bytes)
    for var line in isLast ? broken[...] : broken.dropLast() {
      line.extent = line.extent.moved(by: bytes, scalars: scalars)
      let hasSign = line.extent.bytes.lowerBound == 0 || lead.isRepeated
      lines.add(line, as: role, indent: lead.indent, sign: hasSign ? lead.sign : "")
    }
    guard !isLast, let last = broken.last else { return }
    passage.line = last.extent.moved(by: bytes, scalars: scalars)
    if broken.count > 1 { passage.pieces.shrink() } else { passage.pieces.grow() }
  }

  /// The links and words set apart of a piece that was just added.
  private mutating func addSpans(of passage: Unfinished, _ piece: String, from start: Int, as text: String) {
    let extent = start..<start + piece.utf8.count
    let inside = passage.spans.filter { $0.range.overlaps(extent) }
    guard !inside.isEmpty else { return }
    let before = lines.texts[lines.texts.count - 1].unicodeScalars.count - text.unicodeScalars.count
    lines.add(
      SpanPlaces.set(inside, in: piece, from: start, as: text).map {
        SetSpan(kind: $0.kind, range: $0.range.lowerBound + before..<$0.range.upperBound + before)
      })
  }

  /// Adds to the text of a passage, or begins the passage with it.
  private mutating func append(_ text: String, to passage: inout Unfinished) {
    if passage.hasBegun {
      lines.append((passage.owesBlank ? " " : "") + text, room: passage.pieces.total)
    } else {
      passage.hasBegun = true
      begin(passage.kind, passage.passage, text, room: passage.pieces.isOver ? 0 : passage.pieces.total)
    }
  }

  /// The text gated, repaired and gated again: repair sees no hidden scalars, and may join what the gate
  /// would drop. The same string where nothing changes, so that its storage is shared.
  static func prepared(_ text: String, language: String?) -> String {
    let prepared = Gated.line(Repair.repaired(Gated.line(text), language: language))
    return prepared == text ? text : prepared
  }

  private mutating func table(_ passage: Passage) {
    // A table of this size is set as running rows: nobody reads it in columns.
    guard passage.text.utf8.count <= 16 * Pieces.length else { return running(passage) }
    let table = Table(passage.text, language: passage.language)
    guard !table.rows.isEmpty else { return }
    let rows = table.aligned()
    guard rows.allSatisfy({ Gated.width(of: $0) <= measure }) else { return running(passage) }
    begin(passage.kind, next - 1, rows.joined(separator: "\n"))
    var (bytes, scalars) = (0, 0)
    for (number, row) in rows.enumerated() {
      let extent = Extent(whole: row)
      let role: Role = number == 0 && table.hasHead ? .tableHead : .table
      lines.add(extent.moved(by: bytes, scalars: scalars), as: role)
      bytes += extent.bytes.count + 1
      scalars += extent.scalars.count + 1
    }
  }

  private mutating func running(_ passage: Passage) {
    let hang = Lead(sign: "", indent: 2, isRepeated: false).fitted(to: measure).indent
    begin(passage, .running(hang: hang))
  }

  /// Sets the rows between line feeds; continuation lines have a hanging indent. Empty rows at the end are
  /// left out.
  private mutating func setRows(_ piece: String, in passage: inout Unfinished) {
    var hang = 0
    let rows: [String]
    if case .running(let columns) = passage.style {
      hang = columns
      rows = Table(piece, language: passage.language).running()
    } else {
      rows = Rows.of(piece).map { Tabs.expanded($0) }
    }
    let wrapsWords = passage.style != .preformatted
    let role: Role = wrapsWords ? .table : .preformatted
    for row in rows {
      if row.isEmpty {
        passage.emptyRows += 1
        continue
      }
      feed(&passage, as: role)
      let (bytes, scalars) = (lines.texts[lines.texts.count - 1].utf8.count, passage.scalars)
      lines.append(row)
      let extents = Breaker.extents(of: row, measure: measure, hang: hang, wrapsWords: wrapsWords)
      for (number, extent) in extents.enumerated() {
        lines.add(extent.moved(by: bytes, scalars: scalars), as: role, indent: number > 0 ? hang : 0)
      }
      passage.scalars += row.unicodeScalars.count
    }
  }

  /// Ends the row before, and sets the empty ones that stand between it and the next.
  private mutating func feed(_ passage: inout Unfinished, as role: Role) {
    if passage.hasBegun {
      lines.append("\n")
      passage.scalars += 1
    } else {
      passage.hasBegun = true
      begin(passage.kind, passage.passage, "")
    }
    for _ in 0..<passage.emptyRows {
      lines.add(
        Extent(emptyBehind: lines.texts[lines.texts.count - 1].utf8.count, scalars: passage.scalars), as: role
      )
      lines.append("\n")
      passage.scalars += 1
    }
    passage.emptyRows = 0
  }

  private mutating func rule(_ passage: Passage) {
    let sign = measure >= 5 ? "* * *" : "*"
    begin(passage.kind, next - 1, sign)
    lines.add(Extent(whole: sign), as: .rule, indent: max(0, (measure - sign.utf8.count) / 2))
  }

  /// Opens a passage: its text is kept, with room for so many bytes, and blank lines set it apart from what
  /// stands above.
  private mutating func begin(_ kind: Passage.Kind, _ index: Int, _ text: String, room: Int = 0) {
    if let previous {
      for _ in 0..<Spacing.blanks(between: previous, and: kind) { lines.addBlank() }
    }
    previous = kind
    lines.begin(text, room: room)
    origins.append(index)
  }
}
