/// The state of the screen, its updates and its view; without SQL, colours or keys.
///
/// The program turns keys into ``Action``s by the ``Keymap``, passes them to ``update(_:_:)``, performs the
/// ``Effect``s, whose answers are actions again (``PageRequest``, ``Offer``, ``Versions``…), and shows
/// ``view(_:)``. A ``RelatedItem`` is what a story names, a ``KeyChange`` a key that is bound anew.
import Cells
import Stories
import Text
import Typesetting
import Wording

/// All that the screen shows, as a value; only `update` changes it.
package struct State: Equatable, Sendable {
  /// The size of the terminal in columns and rows; may be as small as 1 × 1.
  package var size: Size
  /// The language of the program's messages, not of the stories.
  package var language: Language
  /// Which key means what.
  package var keymap: Keymap
  /// How stories are set.
  package var style: ReadingStyle
  /// The headlines; they stay as they are while a story is read.
  package var list = HeadlineList()
  /// The story on the screen; nil where the headlines are.
  package var reading: Reading?
  /// The trail of stories that led to this one, the last one at the end; empty where it was opened from the
  /// list.
  package var back: [Visit] = []
  /// Stories to go forward to, the next one at the end.
  package var forward: [Visit] = []
  /// What lies over list or story and takes the keys.
  package var overlay: Overlay?
  /// The line that is being typed at the foot; it takes the keys.
  package var prompt: Prompt?
  /// The message in the last line until the next key; a prompt takes precedence.
  package var message: Message?
  /// The message that is shown when the archive has done what it says.
  package var confirmation: Confirmation?
  /// The totals of the archive, for the tabs; zeros until they are loaded.
  package var counts = Counts()
  /// The saved searches.
  package var kept: [KeptSearch] = []
  /// Names of the themes to choose from; only the one on the screen until all are read.
  package var themes: [String]
  /// The name of the theme on the screen, one of `themes`.
  package var theme: String
  /// Whether the theme follows the terminal's background: nobody chose one.
  package var followsBackground = false
  /// Whether the panel of related stories is wanted; nil until the reader says so.
  package var panelIsWanted: Bool?
  /// Whether a story is read without anything around it.
  package var isAlone = false
  /// Whether this is the bundled archive that is shown while there is no other.
  package var isSample = false
  /// Whether the archive cannot be written; marks are refused with a message then.
  package var isReadOnly = false
  /// Stories that were stored since the list was loaded, usually by another program.
  package var arrived: Arrivals?
  /// The rule that is being applied.
  package var work: Work?
  /// The number typed before a key that moves.
  package var count: Count?
  /// The lines that were typed before.
  package var history = History()
  /// The number of the latest request; answers to older ones are ignored.
  package var request = 0

  package init(
    size: Size, language: Language = .english, style: ReadingStyle = ReadingStyle(), themes: [String] = [],
    theme: String = ""
  ) {
    self.size = size
    self.language = language
    keymap = Keymap.of(language)
    self.style = style
    self.themes = themes
    self.theme = theme
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

/// An event: a command of the reader, or the answer to an effect.
package enum Action: Equatable, Sendable {
  case command(Command)
  /// A digit: of a count, or the number of a related story or of an entry.
  case followNumber(Int)
  /// No key came for a moment after a digit.
  case paused
  /// A key that means nothing here.
  case unbound(Key)
  case type(Character)
  case paste(String)
  case eraseCharacter, eraseWord, eraseAll, accept
  case click(Point)
  case wheel(Point, lines: Int)
  case resize(Size)
  case loadedPage(ListPage, PageRequest)
  case loadedStory(StoredStory?, StoryRequest)
  case loadedRaw(String, StoryID)
  /// The stored story that a link leads to; nil where there is none.
  case loadedLink(StoredStory?, String)
  case loadedVersions([StoryVersion], StoryID)
  case loadedDifference(WordDiff, VersionPair)
  case loadedCounts(Counts)
  case loadedNearDuplicates([Headline], below: StoryID)
  case loadedSources([SourceCount])
  /// How many rows the list has, for the request of that number.
  case loadedTotal(Int, request: Int)
  case loadedHistogram(StoryCount, Query)
  case loadedSnippet(Snippet?, StoryID)
  case loadedKept([KeptSearch])
  /// The dictionary of a language, as stories name it; nil where there is none.
  case loadedHyphenation(Hyphenation?, language: String)
  /// The lines of earlier sittings.
  case loadedHistory(History)
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
  /// How many of the publisher's stories have been examined.
  case working(Int)
  case ruled(RuleOutcome)
  case told(Message)
  /// The reader has seen the frame.
  case shown
  /// Stories are new in the archive.
  case arrived(Arrivals)
}

/// Work for the program to do outside the state; a value, so that a test can compare it.
package enum Effect: Equatable, Sendable {
  case loadPage(PageRequest)
  case loadStory(StoryID, StoryRequest)
  case loadRaw(StoryID)
  case loadVersions(StoryID)
  case compareVersions(VersionPair)
  /// Fetches the marks of rows that are in memory.
  case refreshRows([StoryID])
  /// The copies of a story in other papers.
  case loadNearDuplicates(StoryID)
  case loadCounts
  /// Counts only later stories as new from now on.
  case forgetArrived
  case loadSources
  case countList(Query, request: Int)
  case loadHistogram(Query)
  /// Fetches what a search found in a story.
  case loadSnippet(Query, Headline)
  case loadKept
  case keep(KeptSearch, insteadOf: String?)
  case dropKept(String)
  case keepHistory(History)
  case loadTags(StoryID)
  case tag(StoryID, with: [String], without: [String])
  case findUnread(Query, from: Headline, forward: Bool)
  case markRead([StoryID], Bool)
  case markStarred([StoryID], Bool)
  case markAllRead(Query)
  case tagAll(Query, with: [String], without: [String])
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
  case keepJustified(Bool)
  case keepColumns(Bool)
  /// The preview's share of the screen in percent; nil for the usual one.
  case keepPreview(Int?)
  /// Keeps whether rows of the list have two lines.
  case keepTwoLines(Bool)
  /// Fetches the dictionary of a language, as stories name it.
  case loadHyphenation(String)
  case openAddress(String)
  /// Opens the stored story of an address, or the address itself.
  case followLink(String)
  case copy(String, Copied)
  case redraw
  case suspend
  case quit
}

extension State {
  /// The effects that load what the first frame needs: the list from where it was left.
  package mutating func begin() -> [Effect] {
    list.height = Chrome(self).content.rows
    list.rowHeight = Chrome(self).rowHeight
    let position = list.begin.map(ListPosition.at) ?? .start
    return list.reload(from: position, select: list.begin?.id, request: &request) + [.loadCounts, .loadKept]
  }

  /// The list, or that from which a search was started, and the story under its cursor; nil for the first.
  package var place: (query: Query, story: StoryID?) {
    if let origin = list.origin { return (origin.query, origin.headline?.id) }
    return (list.query, list.position > 1 ? list.selectedHeadline?.id : nil)
  }
}

/// Updates the state for an action, and returns the effects to perform.
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
    let effects = list.take(page, for: request, in: &state)
    return effects + state.style.ask(for: page.page.headlines.lazy.map(\.language))
  case .loadedStory(let story, let request): return loaded(&state, story, for: request)
  case .loadedRaw(let text, let id):
    guard state.reading?.stored.headline.id == id else { return [] }
    state.reading?.raw = text
    setPlainRows(&state)
    return []
  case .loadedLink(let stored, let url): return loadedLink(&state, stored, url)
  case .loadedVersions(let all, let id): return loadedVersions(&state, all, of: id)
  case .loadedDifference(let difference, let pair): return loadedDifference(&state, difference, pair)
  case .loadedHyphenation(let hyphenation, let language):
    return loadedHyphenation(&state, hyphenation, of: language)
  case .loadedNearDuplicates(let found, let id): return loadedNearDuplicates(&state, found, below: id)
  case .loadedSources(let sources): return loadedSources(&state, sources)
  case .refreshedRows(let headlines): return refresh(&state, headlines)
  case .foundUnread(let headline): return state.foundUnread(headline)
  case .loadedHistory(let earlier):
    state.history.remember(earlier)
    return []
  case .unbound(let key): return unbound(&state, key)
  default: break
  }
  if let effects = updateSearching(&state, action) { return effects }
  if state.overlay == nil, state.prompt == nil, let effects = updateCount(&state, action) { return effects }
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

/// Answers to effects leave the message; any command of the reader clears it.
private func clearsMessage(_ action: Action) -> Bool {
  switch action {
  case .command, .followNumber, .type, .paste, .eraseCharacter, .eraseWord, .eraseAll, .accept, .click,
    .answer:
    true
  default: false
  }
}
