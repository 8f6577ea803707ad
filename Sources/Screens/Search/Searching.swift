import Cells
import Stories
import Text
import Wording

extension Query {
  /// The order for a list that is no search.
  var plainSort: Sort { sort == .relevance ? .newest : sort }
}

extension KeptSearch {
  var query: Query {
    Query(words: words, search: (try? SearchTree.parse(words, .spoken, typed: true)) ?? nil)
  }
}

/// Handles answers to searches and counts on any screen; nil for other actions.
func updateSearching(_ state: inout State, _ action: Action) -> [Effect]? {
  switch action {
  case .loadedTotal(let total, let request):
    if request == state.list.counted { state.list.total = total }
  case .loadedSnippet(let snippet, let id):
    state.list.snippet = HeadlineList.FoundSnippet(id: id, snippet: snippet ?? Snippet([]))
  case .loadedKept(let searches):
    state.kept = searches
    confirm(&state, .keptSearches)
  case .loadedHistogram(let count, let query):
    guard case .histogram(let histogram) = state.overlay, query == state.list.query else { return [] }
    state.overlay = .histogram(histogram.filled(with: count))
  case .loadedTags(let tags, let id): return loadedTags(&state, tags, of: id)
  case .tagged(let tags):
    state.message = Message(tags.isEmpty ? .untagged : .tags(tags))
    return refreshed(&state)
  case .searchFailed(let fault): failed(&state, fault)
  default: return nil
  }
  return []
}

/// A search names a source or a tag that the archive does not have.
private func failed(_ state: inout State, _ fault: SearchFault) {
  state.list.fail()
  if state.prompt?.kind == .search {
    state.prompt?.fault = fault
  } else {
    state.message = Message(.wrong(fault.reason), isFault: true)
  }
}

/// Searches for the words that are being typed.
func search(_ state: inout State, _ words: String) -> [Effect] {
  guard let origin = state.list.origin else { return [] }
  let tree: SearchTree?
  do throws(SearchFault) {
    tree = try SearchTree.parse(words, .spoken, typed: true)
    state.prompt?.fault = nil
  } catch {
    state.prompt?.fault = error
    return []
  }
  guard let tree, !isTooShort(tree) else {
    state.list.query = origin.query
    return state.list.reload(request: &state.request)
  }
  let sort: Query.Sort = state.list.query.sort == .relevance ? .relevance : .newest
  state.list.query = Query(words: words, search: tree, sort: sort)
  state.list.query.isTyping = true
  return state.list.reload(request: &state.request)
}

/// A single letter would match half of the archive; an ideograph is a word.
private func isTooShort(_ tree: SearchTree) -> Bool {
  guard case .words(let words) = tree, words.form == .unfinished || words.form == .anyForm else {
    return false
  }
  let letters = words.text.unicodeScalars.filter {
    $0.properties.isAlphabetic || $0.properties.numericType != nil
  }
  return letters.count < 2 && letters.allSatisfy { $0.value < 0x3000 }
}

/// Accepts a search that was typed, and repeats it where the end of its last word was guessed.
func keepTyped(_ state: inout State) -> [Effect] {
  guard state.list.query.isTyping else { return [] }
  state.list.query.isTyping = false
  guard state.list.query.search?.wanted.contains(where: { $0.form == .unfinished }) == true else { return [] }
  let selected = state.list.selectedHeadline
  let position = state.list.selected == 0 ? ListPosition.start : selected.map(ListPosition.at) ?? .start
  return state.list.reload(from: position, select: selected?.id, request: &state.request)
}

/// The mistake in a query that is no longer being typed.
func mistake(_ words: String) -> SearchFault? {
  do throws(SearchFault) {
    _ = try SearchTree.parse(words, .spoken)
    return nil
  } catch {
    return error
  }
}

func searchCommand(_ state: inout State, _ command: Command) -> [Effect] {
  let query = state.list.query
  switch command {
  case .rank:
    guard query.search?.wanted.isEmpty == false else { return tell(&state, .nothingToRank) }
    var ranked = query
    ranked.sort = query.sort == .relevance ? .newest : .relevance
    return show(&state, ranked)
  case .histogram:
    state.overlay = .histogram(Histogram())
    return [.loadHistogram(query)]
  case .keepSearch:
    guard query.search != nil else { return tell(&state, .nothingToKeep) }
    let old = state.kept.first { $0.words == query.words }
    state.prompt = Prompt(kind: .keep(old: old), text: old?.name ?? query.words)
    return []
  default:
    guard !state.kept.isEmpty else { return tell(&state, .noKeptSearch) }
    state.overlay = .picker(.kept(state.kept, chosen: query.words))
    return []
  }
}

/// Saves the search on the screen under a name, renames it, or deletes it; the message is shown when that is
/// done.
func keepSearch(_ state: inout State, named typed: String, _ old: KeptSearch?) -> [Effect] {
  let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  if name.isEmpty {
    guard let old else { return [] }
    state.confirmation = Confirmation(awaited: .keptSearches, message: Message(.dropped(old.name)))
    return keeping(&state, [.dropKept(old.name)])
  }
  let search = KeptSearch(name: name, words: state.list.query.words)
  state.confirmation = Confirmation(awaited: .keptSearches, message: Message(.kept(name)))
  return keeping(&state, [.keep(search, insteadOf: old?.name)])
}

/// Loads the tags of a story; the prompt is opened at once, so that what is typed goes into it.
func askForTags(_ state: inout State, of id: StoryID) -> [Effect] {
  let effects = keeping(&state, [.loadTags(id)])
  if !effects.isEmpty { state.prompt = Prompt(kind: .tags(id, old: nil)) }
  return effects
}

/// Inserts the tags before what was typed meanwhile; Enter that was typed meanwhile is carried out now.
private func loadedTags(_ state: inout State, _ tags: [String], of id: StoryID) -> [Effect] {
  guard var prompt = state.prompt, prompt.kind == .tags(id, old: nil) else { return [] }
  prompt.kind = .tags(id, old: tags)
  // A line to add to: these are not selected, or typing would take them all away.
  prompt.line.prepend(tags.map { $0 + ", " }.joined())
  state.prompt = prompt.isAccepted ? nil : prompt
  return prompt.isAccepted ? accept(&state, prompt) : []
}

/// Adds the tags of the line to a story, and removes those that are no longer in it.
func tag(_ state: inout State, _ id: StoryID, _ line: String, _ old: [String]) -> [Effect] {
  let names = line.split(separator: ",").map {
    $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  .filter { !HeadlineKey.of($0).isEmpty }
  let keys = Set(names.map(HeadlineKey.of))
  let added = names.filter { name in !old.contains { HeadlineKey.of($0) == HeadlineKey.of(name) } }
  let removed = old.filter { !keys.contains(HeadlineKey.of($0)) }
  if added.isEmpty && removed.isEmpty { return [] }
  return keeping(&state, [.tag(id, with: added, without: removed)])
}

/// Gives tags to every story of a list; those behind a minus sign are taken away.
func tagAll(_ state: inout State, _ query: Query, _ line: String) -> [Effect] {
  var (added, removed): ([String], [String]) = ([], [])
  for part in line.split(separator: ",") {
    let typed = part.drop(while: \.isWhitespace)
    let isGone = typed.first == "-"
    let name = typed.dropFirst(isGone ? 1 : 0).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if HeadlineKey.of(name).isEmpty { continue }
    if isGone { removed.append(name) } else { added.append(name) }
  }
  if added.isEmpty && removed.isEmpty { return [] }
  return keeping(&state, [.tagAll(query, with: added, without: removed)])
}

/// Loads the extract of the selected story.
func snippetEffects(_ state: State) -> [Effect] {
  guard state.reading == nil, Chrome(state).footer == 2, let headline = state.list.selectedHeadline,
    state.list.query.search?.wanted.isEmpty == false, state.list.snippet?.id != headline.id
  else { return [] }
  return [.loadSnippet(state.list.query, headline)]
}
