/// What is on the screen and what happens next: a state, an update, a view; no SQL, no colours, no keys
/// inside.
import Cells
import Stories
import Text
import Wording

/// All that the screen shows, as a value; only `update` changes it.
package struct State: Equatable, Sendable {
  package var size: Size
  package var language: Language
  /// The measure that the reader asked for, in columns.
  package var measure: Int
  package var list = HeadlineList()
  /// The story on the screen; nil where the headlines are.
  package var reading: Reading?
  package var back: [Visit] = []
  package var forward: [Visit] = []
  package var overlay: Overlay?
  package var prompt: Prompt?
  package var message: Message?
  /// What is said once the archive has done what it says.
  package var confirmation: Confirmation?
  package var counts = Counts()
  /// The searches that have a name.
  package var kept: [KeptSearch] = []
  package var themes: [String]
  package var theme: String
  /// Whether the panel of related stories is wanted; nil until the reader says so.
  package var panelIsWanted: Bool?
  /// Whether this is the bundled archive that is shown while there is no other.
  package var isSample = false
  package var isReadOnly = false
  /// Stories that were stored since the list was begun, by another program most often.
  package var arrived: Arrivals?
  /// The rule that is being carried out.
  package var work: Work?
  /// The number of the latest request; an answer to an older one is dropped.
  package var request = 0

  package init(
    size: Size, language: Language = .english, measure: Int = 68, themes: [String] = [], theme: String = ""
  ) {
    self.size = size
    self.language = language
    self.measure = measure
    self.themes = themes
    self.theme = theme
  }
}

/// A line that tells the reader something until the next key.
package struct Message: Equatable, Sendable {
  package var text: Phrase
  package var isFault: Bool

  package init(_ text: Phrase, isFault: Bool = false) {
    self.text = text
    self.isFault = isFault
  }
}

/// What lies over the screen.
package enum Overlay: Equatable, Sendable {
  case help(top: Int)
  case picker(Picker)
  case details(StoredStory)
  case offer(Offer)
  case histogram(Histogram)
}

/// Something that happens: what the reader wants, or what an effect brought.
package enum Action: Equatable, Sendable {
  case command(Command)
  case followNumber(Int)
  case type(Character)
  case paste(String)
  case eraseCharacter, eraseWord, eraseAll, accept
  case click(Point)
  case wheel(Point, lines: Int)
  case resize(Size)
  case loadedPage(ListPage, PageRequest)
  case loadedStory(StoredStory?, StoryRequest)
  case loadedRaw(String, StoryID)
  case loadedVersions([StoryVersion], StoryID)
  case loadedDifference(WordDiff, VersionPair)
  case loadedCounts(Counts)
  case loadedTwins([Headline], below: StoryID)
  case loadedSources([SourceCount])
  /// How many rows the list has, for the request of that number.
  case loadedTotal(Int, request: Int)
  case loadedHistogram(StoryCount, Query)
  case loadedSnippet(Snippet?, StoryID)
  case loadedKept([KeptSearch])
  case loadedTags([String], StoryID)
  case tagged([String])
  case searchFailed(SearchFault)
  case foundUnread(Headline?)
  case refreshedRows([Headline])
  case changed(Change?)
  case refresh
  case undone(Change?)
  case answer(Answer)
  /// The story as a correction made it, and the question that follows.
  case corrected(Correction, StoredStory, Offer?)
  case previewed(PublisherRule, [RulePreview])
  /// How many of the publisher's stories were looked at so far.
  case working(Int)
  case ruled(RuleOutcome)
  case told(Message)
  /// The reader has seen the frame.
  case shown
  /// Stories are new in the archive.
  case arrived(Arrivals)
}

/// Work for the door to do; a value, so that a test can compare it.
package enum Effect: Equatable, Sendable {
  case loadPage(PageRequest)
  case loadStory(StoryID, StoryRequest)
  case loadRaw(StoryID)
  case loadVersions(StoryID)
  case compareVersions(VersionPair)
  /// Fetches the marks of rows that are in memory.
  case refreshRows([StoryID])
  /// The copies of a story in other papers.
  case loadTwins(StoryID)
  case loadCounts
  /// From now on other stories are new.
  case forgetArrived
  case loadSources
  case countList(Query, request: Int)
  case loadHistogram(Query)
  /// Fetches what a search found in a story.
  case loadSnippet(Query, Headline)
  case loadKept
  case keep(KeptSearch, insteadOf: String?)
  case dropKept(String)
  case loadTags(StoryID)
  case tag(StoryID, with: [String], without: [String])
  case findUnread(Query, from: Headline, forward: Bool)
  case markRead([StoryID], Bool)
  case markStarred([StoryID], Bool)
  case markAllRead(Query)
  case refuse(StoryID, position: Int, of: StoryID)
  case choose(StoryID, position: Int, of: StoryID)
  case keepProgress(StoryID, Double)
  case correct(StoryID, Correction)
  case previewRule(Offer)
  case applyRule(Offer)
  case stopRule
  case undo
  case adoptTheme(String, keep: Bool)
  case keepMeasure(Int)
  case openAddress(String)
  case copy(String, Copied)
  case redraw
  case suspend
  case quit
}

/// Which page of a list is wanted, and what for.
package struct PageRequest: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    /// The list starts anew with it, on the row of this headline where it is there.
    case replace(select: StoryID?)
    case append
    case prepend
  }

  package var number: Int
  package var query: Query
  package var place: ListPosition
  package var limit: Int
  package var purpose: Purpose
}

/// A page with its place in the whole list.
package struct ListPage: Equatable, Sendable {
  package var page: Page
  /// Rows before the page, and rows of the whole list; nil where they were not asked for.
  package var offset: Int?
  package var total: Int?

  package init(page: Page, offset: Int? = nil, total: Int? = nil) {
    self.page = page
    self.offset = offset
    self.total = total
  }
}

/// What a story was loaded for.
package enum StoryRequest: Equatable, Sendable {
  /// To be read, from the list: the trail starts anew.
  case open
  /// To be read, from the story before it.
  case follow
  /// To be shown beside the list.
  case preview
  /// To stand again as it was left.
  case back(Visit)
  case forward(Visit)
  /// To take in what has changed.
  case refresh
  /// To do to it what needs its address or its details.
  case command(Command)

  /// Whether the story will take the screen, so that keys typed meanwhile are meant for it.
  package var opensStory: Bool {
    switch self {
    case .open, .follow, .back, .forward: true
    case .preview, .refresh, .command: false
    }
  }
}

extension State {
  /// What the first frame needs.
  package mutating func begin() -> [Effect] {
    list.height = Chrome(self).content.rows
    return list.reload(request: &request) + [.loadCounts, .loadKept]
  }
}

/// What happens to a state, and what is to be done for it.
package func update(_ state: inout State, _ action: Action) -> [Effect] {
  if clearsMessage(action) {
    state.message = nil
    state.reading?.fresh = nil
  }
  switch action {
  case .resize(let size): return resize(&state, to: size)
  case .loadedCounts(let counts):
    state.counts = counts
    return []
  case .told(let message): return told(&state, message)
  case .shown:
    if case .offer(var offer) = state.overlay, !offer.isSeen {
      offer.isSeen = true
      state.overlay = .offer(offer)
    }
    return []
  case .arrived(let arrivals):
    state.arrived = arrivals
    return [.loadCounts]
  case .changed(let change): return changed(&state, change)
  case .refresh: return refreshed(&state)
  case .undone(let change): return undone(&state, change)
  case .corrected(let correction, let stored, let offer): return corrected(&state, correction, stored, offer)
  case .previewed(let rule, let found): return previewed(&state, rule, found)
  case .working(let done):
    state.work?.done = done
    return []
  case .ruled(let outcome): return ruled(&state, outcome)
  case .loadedPage(let page, let request):
    var list = state.list
    return list.take(page, for: request, in: &state)
  case .loadedStory(let story, let request): return loaded(&state, story, for: request)
  case .loadedRaw(let text, let id):
    guard state.reading?.stored.headline.id == id else { return [] }
    state.reading?.raw = text
    setPlainRows(&state)
    return []
  case .loadedVersions(let all, let id): return loadedVersions(&state, all, of: id)
  case .loadedDifference(let difference, let pair): return loadedDifference(&state, difference, pair)
  case .loadedTwins(let twins, let id): return loadedTwins(&state, twins, below: id)
  case .loadedSources(let sources): return loadedSources(&state, sources)
  case .refreshedRows(let headlines):
    state.list.refresh(headlines)
    return []
  case .foundUnread(let headline): return state.foundUnread(headline)
  default: break
  }
  if let effects = updateSearching(&state, action) { return effects }
  if let effects = updateEverywhere(&state, action) { return effects }
  if state.overlay != nil { return updateOverlay(&state, action) }
  if state.prompt != nil { return updatePrompt(&state, action) }
  return state.reading == nil ? updateHeadlines(&state, action) : updateStory(&state, action)
}

/// The picture of a state.
package func view(_ state: State) -> Frame {
  var frame = Frame(state.size)
  if state.reading == nil { drawHeadlines(state, &frame) } else { drawStory(state, &frame) }
  drawStatus(state, &frame)
  drawOverlay(state, &frame)
  return frame
}

/// News from an effect leaves the message standing; anything the reader does clears it.
private func clearsMessage(_ action: Action) -> Bool {
  switch action {
  case .command, .followNumber, .type, .paste, .eraseCharacter, .eraseWord, .eraseAll, .accept, .click,
    .answer:
    true
  default: false
  }
}
