import Cells
import Glibc
import Stories

@testable import Screens

/// States and stories for these tests; effects are compared, never performed.
enum Specimen {
  static let size = Size(columns: 80, rows: 24)

  static func headline(_ id: StoryID, read: Bool = false, linked: Int = 0) -> Headline {
    Headline(
      id: id, sortKey: SortKey(1000 - id), title: "Titre \(id)", source: "Le Fanal", language: "fr",
      date: StoryDate(year: 2026, month: 3, day: 28 - Int(id % 20), origin: .manifest), isRead: read,
      linked: linked)
  }

  /// The headlines screen with so many stories of a longer list.
  static func list(_ count: Int = 100, later: Bool = false, size: Size = size) -> State {
    setlocale(LC_CTYPE, "C.UTF-8")
    var state = State(size: size, language: .french, themes: ["ink", "paper"], theme: "ink")
    let effects = state.begin()
    guard case .loadPage(let request) = effects.first else { return state }
    let rows = (1...StoryID(count)).map { headline($0) }
    let page = Page(headlines: rows, hasEarlier: false, hasLater: later)
    _ = update(
      &state, .loadedPage(ListPage(page: page, offset: 0, total: count + (later ? 500 : 0)), request))
    return state
  }

  static func story(
    _ id: StoryID, paragraphs: Int = 30, relations: [Relation] = [], read: Bool = false, progress: Double = 0
  ) -> StoredStory {
    var story = Story(title: "Titre \(id)")
    story.language = "fr"
    story.blocks = (1...paragraphs).map {
      Block(
        .paragraph,
        "Paragraphe \($0) de l’article \(id), assez long pour tenir sur deux lignes au moins, dit-on.")
    }
    return StoredStory(
      headline: headline(id, read: read), story: story, relations: relations, progress: progress)
  }

  /// A digit that no other key follows.
  static func pressDigit(_ digit: Int, _ state: inout State) -> [Effect] {
    update(&state, .followNumber(digit)) + update(&state, .paused)
  }

  /// Types keys, as the standard keymap has them, and returns the effects of the last.
  @discardableResult
  static func press(_ keys: [Key], _ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    for key in keys {
      effects = Keymap.of(state.language).action(for: key, in: state).map { update(&state, $0) } ?? []
    }
    return effects
  }

  @discardableResult
  static func type(_ text: String, _ state: inout State) -> [Effect] {
    press(text.map { .character($0) }, &state)
  }

  /// The story screen.
  static func reading(_ stored: StoredStory, size: Size = size) -> State {
    var state = list(size: size)
    _ = update(&state, .loadedStory(stored, .open))
    return state
  }
}
