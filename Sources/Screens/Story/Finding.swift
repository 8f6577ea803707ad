import Stories
import Text
import Typesetting
import Wording

/// Where the view moves when words are found in a story.
enum FindStart {
  /// To the first match.
  case start
  /// To the first match below the top of the screen.
  case top
  /// Nowhere.
  case stay
}

/// Finds in the story what a search with these terms finds in the archive.
func find(_ state: inout State, _ terms: [SearchTerm], from start: FindStart, keep: Int? = nil) {
  state.reading?.find = nil
  guard !terms.isEmpty else { return }
  state.reading?.document.set.set(upTo: .max)
  guard let reading = state.reading else { return }
  let matches = reading.document.set.matches(of: WordFinder(terms))
  guard !matches.isEmpty else { return }
  var found = Reading.Find(terms: terms, matches: matches, current: 0)
  let below = start == .start ? 0 : found.first(from: reading.top, in: reading.document.set)
  found.current = min(keep ?? (below < matches.count ? below : 0), matches.count - 1)
  state.reading?.find = found
  if start == .top { showMatch(&state) }
  if start == .start { goToMatch(&state) }
}

/// Finds what was typed, as a phrase or, if the story does not have it, each word. It is parsed as a search;
/// if that fails, it is searched literally.
func find(_ state: inout State, typed text: String) {
  guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
    state.reading?.find = nil
    return
  }
  let tree = (try? SearchTree.parse(text, .spoken, typed: true)) ?? nil
  let phrase = [SearchTerm(text, .beginning)]
  guard let terms = tree?.terms, !terms.isEmpty else { return find(&state, phrase, from: .top) }
  // A single letter at the end is too short for a search, but not for a phrase.
  if case .all(let trees)? = (try? SearchTree.parse(text, .spoken)) ?? nil, trees.allSatisfy(\.isWord) {
    find(&state, phrase, from: .top)
  }
  if state.reading?.find?.terms != phrase { find(&state, terms, from: .top) }
}

extension SearchTree {
  fileprivate var isWord: Bool {
    guard case .words(let words) = self else { return false }
    return words.form == .anyForm
  }
}

/// Scrolls to the current match and says which one it is.
func showMatch(_ state: inout State) {
  guard let find = state.reading?.find else { return }
  goToMatch(&state)
  let isAll = find.matches.count < SetStory.mostMatches
  state.message = Message(.match(find.current + 1, of: find.matches.count, orMore: !isAll))
}

/// Scrolls to the current match, a third of the way down the screen.
private func goToMatch(_ state: inout State) {
  guard let find = state.reading?.find,
    let line = state.reading?.document.set.line(of: find.matches[find.current])
  else { return }
  let rows = StoryLayout(state).rows
  let top = state.reading?.top ?? 0
  if let page = state.reading?.page {
    if !page.lines.contains(line) { state.reading?.top = line }
  } else if line < top || line >= top + rows {
    state.reading?.top = max(0, line - rows / 3)
  }
  _ = clampStory(&state)
  keepAnchor(&state)
}
