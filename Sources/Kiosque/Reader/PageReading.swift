import Archive
import Screens
import Stories
import Text

/// Reads data for the screen.
extension Performer {
  /// Reads the archive and applies the changes that wait to be written. Those that were written meanwhile may
  /// be in it or not, so that changes from before and after are applied; twice does no harm.
  func shown<Value>(_ read: () throws -> Value, as apply: ([Effect], Value) -> Value) rethrows -> Value {
    let before = writes.effects
    let value = try read()
    return apply(before + writes.effects, value)
  }

  func page(_ request: PageRequest) throws -> ListPage {
    var query = request.query
    query.isFolded = true
    let page = try shown(
      { try archive.page(query, from: request.position, limit: request.limit) }, as: { $0.applied(to: $1) })
    guard case .replace = request.purpose else { return ListPage(page: page) }
    // The matches of a search are counted after its first page is shown.
    if request.position == .start && query.search != nil {
      return ListPage(page: page, offset: 0)
    }
    let total = try archive.count(query)
    let offset: Int
    switch request.position {
    case .start: offset = 0
    case .end: offset = total - page.headlines.count
    case .after, .before, .at, .day, .undated:
      offset = try page.headlines.first.map { try archive.rank(of: $0, in: query) } ?? 0
    }
    return ListPage(page: page, offset: offset, total: total)
  }

  func compare(_ pair: VersionPair) throws -> Action {
    let texts = try [pair.older, pair.newer].map {
      Versions.compared(try archive.story(pair.story, version: $0)?.story.passages ?? [])
    }
    return .loadedDifference(WordDiff(from: texts[0], to: texts[1]), pair)
  }

  /// The beginning of a raw capture; `kiosque show --raw` prints all of it.
  func rawText(_ id: StoryID) throws -> String {
    guard let capture = try archive.rawCapture(of: id) else { return "" }
    let start = try corrector.text(of: capture, bytes: 256 << 10)
    return start.isWhole ? start.text : start.text + "\n…"
  }
}
