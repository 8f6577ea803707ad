import Archive
import Cells
import DataFiles
import Dispatch
import Screens
import Stories
import Theming
import Wording

/// The loop: takes a key or an answer, updates the state, draws a frame. It sleeps in one poll on the
/// keyboard and the mailbox.
final class ReaderSession {
  /// How long a frame waits for the archive's answer, in seconds: long enough that most keys are drawn once,
  /// short enough that none blocks.
  private let timeout: Double
  /// How long the next key waits for a story that is being opened, in seconds: it is meant for the story.
  private static let longestOpening = 2.0
  /// Whether a frame waits for the preview too; else the list moves at once and the preview follows.
  private let waitsForAnswers: Bool
  /// How long a digit waits for a key that makes it a count, in milliseconds.
  private static let longestPause = 350
  /// How many waiting keys are handled before the next frame is drawn.
  private static let mostKeys = 64

  private let terminal: any Terminal
  /// At first only the one in use; all of them after the first frame.
  private var themes: [Theme]
  private let moreThemes: () -> (themes: [Theme], faults: [DataFault])
  private let performer: Performer
  private let mailbox: Mailbox
  private let arrivals: ArrivalWatch
  private let choices: Choices
  private let hyphenations: Hyphenations
  private let history: HistoryFile?
  private(set) var state: State
  private var isOver = false
  private var isOpening = false

  init(
    terminal: any Terminal, archive: any StoryArchive, themes: [Theme], state: State, timeout: Double = 0.012,
    waitsForAnswers: Bool = false, corrector: Corrector? = nil, history: HistoryFile? = nil,
    lastSeen: StoryID? = nil,
    moreThemes: @escaping () -> (themes: [Theme], faults: [DataFault])
  ) {
    self.moreThemes = moreThemes
    self.timeout = timeout
    self.waitsForAnswers = waitsForAnswers
    self.terminal = terminal
    self.themes = themes
    self.state = state
    mailbox = Mailbox()
    self.history = history
    choices = Choices(mailbox: mailbox, history: history)
    hyphenations = Hyphenations(mailbox: mailbox)
    arrivals = ArrivalWatch(archive: archive, since: lastSeen, mailbox: mailbox)
    performer = Performer(
      archive: archive, mailbox: mailbox, corrector: corrector ?? Corrector(archive: archive))
  }

  /// Reads until the reader quits; the terminal is given back whatever happens. Returns how many changes
  /// could not be written.
  @discardableResult
  func run() -> Int {
    defer { terminal.close() }
    adopt(state.theme)
    start()
    terminal.awaitAnswer(milliseconds: 0)
    if let isLight = terminal.isLight { follow(isLight: isLight) }
    show()
    takeThemes()
    performer.checkRules()
    arrivals.start()
    defer { arrivals.stop() }
    while !isOver {
      guard let key = nextKey() else {
        takeNews()
        show()
        continue
      }
      take(key)
      var keys = 1
      while !isOver, keys < Self.mostKeys, !mustShow, let next = terminal.nextKey(mailbox: -1, timeout: 0) {
        take(next)
        keys += 1
      }
      if !isOver { show() }
    }
    let lost = performer.finish()
    choices.finish()
    return lost
  }

  /// The next key; nil where news came instead, or a digit is meant as it stands.
  private func nextKey() -> Key? {
    guard state.awaitsPause else { return terminal.nextKey(mailbox: mailbox.descriptor, timeout: nil) }
    let end = ContinuousClock.now + .milliseconds(waitsForAnswers ? 0 : Self.longestPause)
    repeat {
      let left = (end - .now) / .milliseconds(1)
      if let key = terminal.nextKey(mailbox: mailbox.descriptor, timeout: max(0, Int(left.rounded(.up)))) {
        return key
      }
      takeNews()
      if !state.awaitsPause { return nil }
    } while ContinuousClock.now < end
    apply(.paused)
    waitForNews(previews: waitsForAnswers)
    return nil
  }

  /// Whether a frame must come before the next key: a question is shown before its answer is taken, unless
  /// answers are not waited for.
  private var mustShow: Bool {
    if waitsForAnswers, case .offer(let offer) = state.overlay { !offer.isSeen } else { false }
  }

  /// Keys that are read from here on were typed after this frame was shown.
  private func show() {
    terminal.show(view(state))
    apply(.shown)
  }

  /// Loads the other themes and reports faults of their files, after the first frame.
  private func takeThemes() {
    let (all, faults) = moreThemes()
    themes = all
    state.themes = all.map(\.name)
    if let history { apply(.loadedHistory(history.load())) }
    guard let fault = faults.first, state.message == nil else { return }
    apply(.told(Message(.said(fault.brief), isFault: true)))
    terminal.show(view(state))
  }

  /// What the first frame shows is fetched before it.
  private func start() {
    let effects = state.begin()
    for effect in effects {
      if let action = performer.answer(effect) { apply(action) }
    }
    waitForNews(previews: true)
  }

  private func take(_ key: Key) {
    if case .background(let isLight) = key { return follow(isLight: isLight) }
    guard let action = state.keymap.action(for: key, in: state) else { return }
    apply(action)
    waitForNews(previews: waitsForAnswers)
    if key == .hangUp { isOver = true }
  }

  private func apply(_ action: Action) {
    for effect in update(&state, action) { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .quit: isOver = true
    case .suspend:
      terminal.suspend()
      if terminal.size != state.size { apply(.resize(terminal.size)) }
    case .redraw: terminal.redraw()
    case .forgetArrived: arrivals.forget()
    case .adoptTheme(let name, let keep):
      adopt(name)
      if keep { state.followsBackground = false }
      if keep { choices.keep { $0.theme = name } }
    case .keepMeasure(let columns): choices.keep { $0.measure = columns }
    case .keepJustified(let isJustified): choices.keep { $0.isJustified = isJustified }
    case .keepColumns(let isSet): choices.keep { $0.isInColumns = isSet }
    case .loadHyphenation(let language): hyphenations.load(language)
    case .keepTwoLines(let isOn): choices.keep { $0.isInTwoLines = isOn }
    case .keepPreview(let share): choices.keep { $0.preview = share ?? Settings.usualPreview }
    case .keepHistory(let lines): choices.keep(history: lines)
    case .copy(let text, let what):
      apply(.told(Clipboard.copy(Address.copied(text), what, terminal: terminal.copy)))
    case .openAddress(let url):
      apply(.told(Message(Browser.open(url) ? .addressOpened : .cannotOpenAddress)))
    case .loadStory(_, let request):
      if request.opensStory { isOpening = true }
      performer.perform(effect)
    case .followLink:
      isOpening = true
      performer.perform(effect)
    case .loadPage, .loadRaw, .loadVersions, .compareVersions, .refreshRows, .loadNearDuplicates, .loadCounts,
      .loadSources, .countList, .loadHistogram, .loadSnippet, .loadKept, .keep, .dropKept, .loadTags, .tag,
      .findUnread, .markRead, .markStarred, .markAllRead, .tagAll, .refuse, .choose, .keepProgress, .correct,
      .previewRule, .applyRule, .stopRule, .undo:
      performer.perform(effect)
    }
  }

  /// Takes the theme of the terminal's background, unless one was chosen.
  private func follow(isLight: Bool) {
    guard state.followsBackground else { return }
    let name = ReaderThemes.following(isLight: isLight)
    guard name != state.theme else { return }
    choices.keep { $0.isLight = isLight }
    if !themes.contains(where: { $0.name == name }) { themes.append(ReaderThemes.load(only: name)) }
    state.theme = name
    adopt(name)
  }

  private func adopt(_ name: String) {
    if let theme = themes.first(where: { $0.name == name }) { terminal.adopt(theme.palette) }
  }

  /// Waits a moment for the archive; its answers may lead to further requests.
  private func waitForNews(previews: Bool) {
    let start = DispatchTime.now()
    defer { isOpening = false }
    repeat {
      let deadline = start + (isOpening ? max(timeout, Self.longestOpening) : timeout)
      let isDone = performer.wait(until: deadline, previews: previews)
      takeNews()
      if !isDone { return }
      // What was asked for just now may be answered already.
    } while performer.isBusy(previews: previews) || !mailbox.isEmpty
  }

  private func takeNews() {
    for action in mailbox.empty() { apply(action) }
  }
}
