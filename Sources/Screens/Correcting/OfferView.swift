import Cells
import Stories
import Typesetting
import Wording

/// The offer at the foot of the content: the question, the line, the answers.
enum OfferBox {
  static let rows = 3

  static func draw(_ state: State, _ offer: Offer, _ frame: inout Frame) {
    let chrome = Chrome(state)
    let language = state.language
    let columns = chrome.size.columns
    let end = chrome.size.rows - chrome.footer
    let count = min(rows, end)
    guard count > 0 else { return }
    let top = end - count
    for row in top..<end { frame.fill(0..<columns, row: row, as: Ink(.text)) }
    if count == rows {
      frame.fill(0..<columns, row: top, with: "─", as: Ink(.rule))
      let said = offer.isPreviewing ? Phrase.looking[language] : line(offer, language, columns: columns - 2)
      frame.write(said, at: Point(column: 1, row: top + 1), as: .missing, limit: max(0, columns - 2))
    }
    let question = question(offer, language, columns: columns - 6)
    let row = count == rows ? top : end - 1
    if count == rows {
      frame.write(
        " " + Width.cut(question, to: columns - 6) + " ", at: Point(column: 2, row: row), as: .section)
    }
    let answers = Answers.segments(language, isPreview: false)
    frame.write(answers, at: Point(column: 1, row: end - 1), limit: max(0, columns - 2))
  }

  static func question(_ offer: Offer, _ language: Language, columns: Int) -> String {
    let publisher = Gate.line(offer.rule.publisher)
    let question = Phrase.doSoForAll(offer.stories, of: publisher)[language]
    return Width.of(question) <= columns ? question : Phrase.forAll(offer.stories, of: publisher)[language]
  }

  private static func line(_ offer: Offer, _ language: Language, columns: Int) -> String {
    let isStory = offer.rule.correction.isStory
    func said(_ text: String) -> String {
      (isStory ? Phrase.alwaysStory(text) : .neverStory(text))[language]
    }
    let text = Gate.line(offer.rule.correction.text)
    return said(Width.cut(text, to: max(1, columns - Width.of(said("")))))
  }
}

/// The keys that answer an offer.
enum Answers {
  static func segments(_ language: Language, isPreview: Bool) -> [Segment] {
    var answers: [(Command, Phrase)] = [
      (.answerYes, .yes), (.answerPreview, .previewAnswer), (.answerNo, .no),
    ]
    if isPreview { answers.remove(at: 1) }
    return answers.enumerated().flatMap { index, answer in
      let key = Keymap.of(language).keys(for: answer.0, in: [.question]).first
      return [
        Segment((index > 0 ? "   " : "") + (key.map { name(of: $0, language) } ?? ""), .statusKey),
        Segment(" " + answer.1[language], .status),
      ]
    }
  }
}

/// Three stories as the rule would change them.
enum OfferSheet {
  static func height(_ state: State, _ offer: Offer) -> Int {
    max(1, sheet(state, offer).rows - 2)
  }

  private static func sheet(_ state: State, _ offer: Offer) -> Sheet {
    let columns = columns(state)
    return Sheet(
      state.size, columns: columns,
      rows: min(rows(state, offer).count + 2, Chrome(state).content.rows + 2))
  }

  private static func columns(_ state: State) -> Int { min(84, state.size.columns - 2) }

  static func rows(_ state: State, _ offer: Offer) -> [[Segment]] {
    let room = max(1, columns(state) - 6)
    guard let found = offer.preview, !found.isEmpty else {
      return LineBreaking.lines(Phrase.noDifference[state.language], measure: room).map {
        [Segment($0, .helpText)]
      }
    }
    return found.enumerated().flatMap { index, story in
      (index > 0 ? [[]] : []) + rows(story, room: room, state.language)
    }
  }

  private static func rows(_ story: RulePreview, room: Int, _ language: Language) -> [[Segment]] {
    let title = Typography.repaired(Gate.line(story.title), language: story.language)
    let lines = story.lines.map { line -> [Segment] in
      switch line {
      case .same(let text): [Segment("  " + Width.cut(Gate.line(text), to: room - 2), .relatedNote)]
      case .gone(let text):
        [Segment("− ", .statusKey), Segment(Width.cut(Gate.line(text), to: room - 2), .removedText)]
      case .come(let text):
        [Segment("+ ", .statusKey), Segment(Width.cut(Gate.line(text), to: room - 2), .body)]
      }
    }
    return [[Segment(Width.cut(title, to: room), .related)]] + lines
  }

  static func draw(_ state: State, _ offer: Offer, _ frame: inout Frame) {
    let sheet = sheet(state, offer)
    let question = OfferBox.question(offer, state.language, columns: sheet.columns - 6)
    sheet.clear(question, hint: Phrase.previewHint[state.language], &frame)
    let rows = rows(state, offer)
    let height = height(state, offer)
    sheet.markMore(above: offer.top > 0, below: offer.top + height < rows.count, &frame)
    for (number, row) in rows.dropFirst(offer.top).prefix(max(0, sheet.rows - 2)).enumerated() {
      frame.write(
        row, at: Point(column: sheet.left + 3, row: sheet.top + 1 + number), limit: max(0, sheet.columns - 5))
    }
  }
}
