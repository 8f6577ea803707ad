import Archive
import Cells
import Glibc
import Screens
import Stories
import Typesetting
import Wording

/// The reader as a dialogue of lines, for braille displays, screen readers, teletypes and pipes: numbered
/// headlines, the story as text, related stories by their numbers. It sends text and line feeds only.
struct LinearReader {
  private let archive: any StoryArchive
  private let language: Language
  private let size: Size
  private var query = Query()
  private var rows: [Headline] = []
  /// How many stories stand before the first of the rows.
  private var offset = 0
  private var total = 0
  private var hasLater = false
  private var reading: LinearStory?
  private var trail: [StoryID] = []
  private static let headlines = 10

  /// `size` is that of the terminal, in cells.
  init(_ archive: any StoryArchive, _ language: Language, size: Size) {
    (self.archive, self.language) = (archive, language)
    self.size = Size(columns: max(20, min(size.columns - 1, 78)), rows: max(6, size.rows))
    query.isFolded = true
  }

  /// Answers one line after another until one quits or there is none.
  mutating func run(_ read: () -> String? = { Swift.readLine() }) {
    say(Phrase.linearGreeting[language])
    attempt { try $0.load(.start) }
    while true {
      Output.bytes(Array("> ".utf8))
      Output.flush()
      guard let line = read(), LinearCommand(line) != .quit else { break }
      attempt { try $0.perform(LinearCommand(line)) }
    }
    attempt { try $0.leave() }
  }

  /// What goes wrong is said, and the dialogue goes on.
  private mutating func attempt(_ body: (inout Self) throws -> Void) {
    do {
      try body(&self)
    } catch let fault as ArchiveFault {
      say(Faults.phrase(fault)[language])
    } catch let fault as SearchFault {
      say(Phrase.wrong(fault.reason)[language])
    } catch {
      say("\(error)")
    }
  }

  private func say(_ text: String) {
    for line in LineBreaking.lines(Gate.line(text), measure: size.columns) { Output.line(line) }
  }

  private mutating func perform(_ command: LinearCommand) throws {
    switch command {
    case .goOn: try goOn()
    case .open(let number): try open(number)
    case .back: try back()
    case .list:
      try leave()
      sayRows()
    case .next: try openNext()
    case .earlier: try earlier()
    case .unread:
      var query = query
      query.unreadOnly.toggle()
      try show(query)
    case .star(let number): try star(number)
    case .search(let words):
      _ = try SearchTree.parse(words, .spoken)
      try show(Query(words: words))
    case .related: sayRelated()
    case .again:
      reading?.restart()
      try goOn()
    case .browse: browse()
    case .place: sayPlace()
    case .help: for line in Phrase.linearHelp[language].split(separator: "\n") { say(String(line)) }
    case .quit: break
    case .unknown(let line): say(Phrase.linearUnknown(line)[language])
    }
  }
}

/// The list.
extension LinearReader {
  /// Another list; the one before stays where that cannot be had.
  private mutating func show(_ wanted: Query) throws {
    let former = query
    query = wanted
    query.isFolded = true
    do {
      try load(.start)
    } catch {
      query = former
      throw error
    }
  }

  private mutating func load(_ place: ListPosition) throws {
    let page = try archive.page(query, from: place, limit: Self.headlines)
    try leave()
    switch place {
    case .after: offset += rows.count
    case .before: offset = max(0, offset - page.headlines.count)
    default: (offset, total) = (0, try archive.count(query))
    }
    (rows, hasLater) = (page.headlines, page.hasLater)
    sayRows()
  }

  private func sayRows() {
    let name =
      query.words.isEmpty ? (query.unreadOnly ? Phrase.unread : .all) : Phrase.search(query.words)
    say(name[language] + ", " + range[language])
    for (index, headline) in rows.enumerated() { say("\(offset + index + 1). " + row(headline)) }
    if hasLater { say(Phrase.linearMoreHeadlines[language]) }
  }

  /// Which of how many stories.
  private var range: Phrase {
    guard !rows.isEmpty else { return .linearNothing }
    return rows.count < total ? .linearRange(offset + 1, offset + rows.count, of: total) : .stories(total)
  }

  /// The title first: who listens may go on as soon as it is known.
  private func row(_ headline: Headline) -> String {
    let day = headline.date.map { DateWords.plain($0.day, language) }
    let marks: [String?] = [
      headline.source, day, headline.isRead ? nil : Phrase.linearUnread[language],
      headline.isStarred ? Phrase.linearStarred[language] : nil,
    ]
    return Typography.repaired(headline.title, language: headline.language) + " — "
      + marks.compactMap(\.self).joined(separator: ", ")
  }

  private mutating func earlier() throws {
    guard reading == nil, offset > 0, let first = rows.first else { return say(Phrase.linearStart[language]) }
    try load(.before(first))
  }

  private mutating func star(_ number: Int?) throws {
    let index = rows.firstIndex { $0.id == reading?.stored.headline.id }
    let chosen = number.map { $0 - 1 - offset } ?? index
    guard let chosen, rows.indices.contains(chosen) else { return say(Phrase.linearWhich[language]) }
    let isStarred = !rows[chosen].isStarred
    _ = try archive.mark([rows[chosen].id], starred: isStarred, at: Clock.now)
    rows[chosen].isStarred = isStarred
    say(row(rows[chosen]))
  }
}

/// The story.
extension LinearReader {
  private mutating func open(_ number: Int) throws {
    if let reading {
      let related = reading.related
      guard related.indices.contains(number - 1) else { return say(Phrase.linearNoSuch(number)[language]) }
      guard let target = related[number - 1].target else {
        return say(related[number - 1].linear(language))
      }
      trail.append(reading.stored.headline.id)
      try read(target.id)
    } else {
      let index = number - 1 - offset
      guard rows.indices.contains(index) else { return say(Phrase.linearNoSuch(number)[language]) }
      try read(rows[index].id)
    }
  }

  private mutating func read(_ id: StoryID) throws {
    try keepPlace()
    guard let stored = try archive.story(id, version: nil) else { return say(Phrase.storyGone[language]) }
    let story = LinearStory(stored, columns: size.columns, language)
    reading = story
    if story.said > 0 { say(Phrase.linearLeftAt(Int(story.progress * 100))[language]) }
    try goOn()
  }

  private mutating func goOn() throws {
    guard var story = reading else {
      guard hasLater, let last = rows.last else { return say(Phrase.linearEndOfList[language]) }
      return try load(.after(last))
    }
    guard !story.isAtEnd else { return try openNext() }
    for line in story.next(size.rows - 2) { Output.line(Gate.line(line)) }
    reading = story
    guard story.isAtEnd else { return say(Phrase.linearMore(Int(story.progress * 100))[language]) }
    try finish(story)
    Output.line("")
    sayRelated()
    say(Phrase.linearEnd[language])
  }

  /// A story is read when its end was said.
  private mutating func finish(_ story: LinearStory) throws {
    let id = story.stored.headline.id
    guard !story.stored.headline.isRead, archive.isWritable else { return }
    _ = try archive.mark([id], read: true, at: Clock.now)
    if let index = rows.firstIndex(where: { $0.id == id }) { rows[index].isRead = true }
  }

  private func sayRelated() {
    guard let reading else { return say(Phrase.linearWhich[language]) }
    var section: Phrase?
    for item in reading.related {
      if item.section != section { say(Phrase.linearHeading(item.section)[language]) }
      section = item.section
      say(item.linear(language))
    }
  }

  private mutating func openNext() throws {
    let index = rows.firstIndex { $0.id == reading?.stored.headline.id } ?? -1
    if index + 1 < rows.count { return try read(rows[index + 1].id) }
    guard hasLater, let last = rows.last else { return say(Phrase.linearEndOfList[language]) }
    try load(.after(last))
  }

  private mutating func back() throws {
    if let earlier = trail.popLast() { return try read(earlier) }
    // From a story to its list, from a search to all stories.
    if reading == nil, !query.words.isEmpty || query.unreadOnly { return try show(Query()) }
    try leave()
    sayRows()
  }

  private func browse() {
    guard let url = reading?.stored.story.url, Browser.open(url) else {
      return say(Phrase.noAddress[language])
    }
    say(url)
  }

  private func sayPlace() {
    if let reading {
      let headline = reading.stored.headline
      let title = Typography.repaired(headline.title, language: headline.language)
      say(title + ", " + Phrase.percent(Int(reading.progress * 100))[language])
    } else {
      say(range[language])
    }
  }

  /// Back to the list; where the story was left is kept.
  private mutating func leave() throws {
    try keepPlace()
    (reading, trail) = (nil, [])
  }

  private func keepPlace() throws {
    guard let reading, archive.isWritable, reading.progress != reading.stored.progress else { return }
    try archive.keepProgress(reading.progress, of: reading.stored.headline.id)
  }
}
