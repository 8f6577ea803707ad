import Archive
import Dispatch
import Locking
import Screens
import Stories
import Wording
import Workers

/// Performs effects on the archive, off the loop, and posts what came of them.
final class Performer: Sendable {
  let archive: any StoryArchive
  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "kiosque.archive", qos: .userInteractive)
  private let group = DispatchGroup()
  /// Loads stories for the preview: no frame waits for them, and only the newest is wanted.
  private let previews = DispatchGroup()
  private let state = Mutex(State())
  let corrector: Corrector
  private let slow: SlowQuestions
  let writes = PendingWrites()
  private let isFinishing = Atomic(false)

  /// What was asked for and is under way.
  private struct State {
    var waiting = 0
    var waitingPreviews = 0
    var newestPreview: StoryID = 0
    /// The number of the newest page that was asked for; a search that was typed over is not run.
    var newestPage = 0
    /// Whether a page is being read that may be broken off.
    var isPaging = false
    /// How many rules are being tried or carried out: they read by the same connection, which must not be
    /// interrupted then.
    var correcting = 0
  }

  init(archive: any StoryArchive, mailbox: Mailbox, corrector: Corrector) {
    self.archive = archive
    self.mailbox = mailbox
    self.corrector = corrector
    slow = SlowQuestions(archive: archive, mailbox: mailbox, group: previews)
  }

  /// Whether work is pending, with or without previews.
  func isBusy(previews includesPreviews: Bool) -> Bool {
    state.withLock { $0.waiting > 0 || includesPreviews && $0.waitingPreviews > 0 }
      || includesPreviews && slow.isBusy
  }

  func perform(_ effect: Effect) {
    switch effect.route {
    case .stop: corrector.stop()
    case .rule: aside(effect)
    case .slow: slow.ask(effect)
    case .write: write(effect)
    case .preview(let id):
      state.withLock {
        $0.newestPreview = id
        $0.waitingPreviews += 1
      }
      previews.enter()
      queue.async { [self] in
        post(effect)
        state.withLock { $0.waitingPreviews -= 1 }
        previews.leave()
      }
    case .page(let number):
      state.withLock {
        $0.newestPage = number
        if $0.isPaging, $0.correcting == 0, writes.effects.isEmpty { archive.interrupt() }
      }
      slow.stop()
      read(effect)
    case .read: read(effect)
    case .elsewhere: break
    }
  }

  private func read(_ effect: Effect) {
    state.withLock { $0.waiting += 1 }
    group.enter()
    queue.async { [self] in
      post(effect)
      state.withLock { $0.waiting -= 1 }
      group.leave()
    }
  }

  /// Makes a change: it is shown at once, and written when no other program is writing.
  private func write(_ effect: Effect) {
    state.withLock { $0.waiting += 1 }
    group.enter()
    writes.add(effect) { [self] in
      guard isWritten(effect) else { return false }
      writes.whenIdle { [archive] in archive.consolidate() }
      return true
    } isDone: { [self] isLate in
      if isLate { mailbox.post(.refresh) }
      state.withLock { $0.waiting -= 1 }
      group.leave()
    } isLong: { [mailbox] in
      mailbox.post(.told(Message(.changesWait)))
    }
  }

  /// False where it is still to be written. When the program ends that is every change that failed, since
  /// nobody would read a message.
  private func isWritten(_ effect: Effect) -> Bool {
    do {
      if let action = try work(effect) { mailbox.post(action) }
      return true
    } catch ArchiveFault.busy {
      return false
    } catch {
      if isFinishing.load(ordering: .relaxed) { return false }
      // What is shown of it already is undone.
      mailbox.post(.refresh)
      if !(error is CancellationError) { mailbox.post(.told(Message(Self.phrase(error), isFault: true))) }
      return true
    }
  }

  /// Says what is wrong in the reader's own profiles, when there is time.
  func checkRules() {
    corrector.queue.async { [self] in
      if let action = corrector.checkRules() { mailbox.post(action) }
    }
  }

  /// Starts slow work in the background.
  private func aside(_ effect: Effect) {
    state.withLock {
      $0.waitingPreviews += 1
      $0.correcting += 1
    }
    previews.enter()
    corrector.start()
    corrector.queue.async { [self] in
      if let action = answer(effect) { mailbox.post(action) }
      state.withLock {
        $0.correcting -= 1
        $0.waitingPreviews -= 1
      }
      previews.leave()
    }
  }

  private func post(_ effect: Effect) {
    writes.waitAsUsual()
    let isPage = if case .loadPage = effect { true } else { false }
    if isPage { state.withLock { $0.isPaging = true } }
    defer { if isPage { state.withLock { $0.isPaging = false } } }
    if !isOutdated(effect), let action = answer(effect) { mailbox.post(action) }
  }

  /// Waits until everything but previews is done, or previews too; false where the time ran out first.
  func wait(until deadline: DispatchTime, previews includesPreviews: Bool) -> Bool {
    group.wait(timeout: deadline) == .success
      && (!includesPreviews || previews.wait(timeout: deadline) == .success)
  }

  /// How long the reader waits on exit for another program that locks the archive, in seconds.
  private static let longestFinish = 5.0

  /// Waits for what was asked for, so that no mark is lost on the way out; returns how many could not be
  /// written.
  func finish() -> Int {
    isFinishing.store(true, ordering: .relaxed)
    slow.close()
    // A rule that takes long is undone rather than waited for.
    if previews.wait(timeout: .now() + 2) != .success { corrector.stop() }
    let isDone = writes.finish(within: Self.longestFinish)
    if !isDone || previews.wait(timeout: .now() + Self.longestFinish) != .success {
      archive.stop()
      _ = writes.finish(within: Self.longestFinish)
    }
    previews.wait()
    group.wait()
    return writes.effects.count
  }

  private func isOutdated(_ effect: Effect) -> Bool {
    if case .page(let number) = effect.route { return state.withLock { $0.newestPage } != number }
    if case .preview(let id) = effect.route { return state.withLock { $0.newestPreview } != id }
    return false
  }

  /// Performs an effect synchronously.
  func answer(_ effect: Effect) -> Action? {
    do {
      return try work(effect)
    } catch is CancellationError {
      return nil
    } catch let fault as SearchFault {
      return .searchFailed(fault)
    } catch {
      let message = Message(Self.phrase(error), isFault: true)
      if case .applyRule = effect { return .ruled(.failed(message)) }
      return .told(message)
    }
  }

  private static func phrase(_ error: any Error) -> Phrase {
    if let fault = error as? ArchiveFault { return Faults.brief(fault) }
    if let fault = error as? OwnRulesFault { return Faults.phrase(fault) }
    if let loss = error as? WorkerLoss { return Faults.phrase(loss) }
    return .failed("\(error)")
  }

  private func work(_ effect: Effect) throws -> Action? {
    switch effect {
    case .loadPage(let request): return .loadedPage(try page(request), request)
    case .loadStory(let id, let request):
      return .loadedStory(try shown({ try archive.story(id) }, as: { $0.applied(to: $1) }), request)
    case .loadRaw(let id): return .loadedRaw(try rawText(id), id)
    case .loadVersions(let id): return .loadedVersions(try archive.versions(of: id), id)
    case .compareVersions(let pair): return try compare(pair)
    case .refreshRows(let ids):
      return .refreshedRows(try shown({ try archive.headlines(ids) }, as: { $1.map($0.applied) }))
    case .loadNearDuplicates(let id):
      let copies = try shown({ try archive.nearDuplicates(below: id) }, as: { $1.map($0.applied) })
      return .loadedNearDuplicates(copies, below: id)
    case .loadCounts: return .loadedCounts(try archive.counts())
    case .loadSources: return .loadedSources(try archive.sources())
    case .followLink(let url):
      guard let id = try archive.story(at: url) else { return .loadedLink(nil, url) }
      return .loadedLink(try shown({ try archive.story(id) }, as: { $0.applied(to: $1) }), url)
    case .loadKept: return .loadedKept(try archive.keptSearches())
    case .loadTags(let id): return .loadedTags(try archive.tags(of: id), id)
    case .loadSnippet(let query, let headline):
      return .loadedSnippet(try archive.snippets(of: query, in: [headline])[headline.id], headline.id)
    case .findUnread(var query, let headline, let forward):
      query.unreadOnly = true
      query.isFolded = true
      let page = try archive.page(query, from: forward ? .after(headline) : .before(headline), limit: 1)
      return .foundUnread(page.headlines.first)
    case .correct(let id, let correction): return try corrector.correct(id, correction)
    case .previewRule(let offer): return try corrector.preview(offer)
    case .applyRule(let offer):
      return try corrector.apply(offer) { [mailbox] in mailbox.post(.working($0)) }
    case .markRead, .markStarred, .markAllRead, .tagAll, .refuse, .choose, .undo, .keep, .dropKept, .tag,
      .keepProgress:
      return try change(effect)
    case .countList, .loadHistogram, .stopRule, .forgetArrived, .adoptTheme, .keepMeasure, .keepJustified,
      .keepColumns, .keepPreview, .keepTwoLines, .keepHistory, .loadHyphenation, .openAddress, .copy, .redraw,
      .suspend, .quit:
      return nil
    }
  }

  private func change(_ effect: Effect) throws -> Action? {
    let now = Clock.now
    switch effect {
    case .markRead(let ids, let isRead): return .changed(try archive.mark(ids, read: isRead, at: now))
    case .markStarred(let ids, let isStarred):
      return .changed(try archive.mark(ids, starred: isStarred, at: now))
    case .tagAll(let query, let added, let removed):
      return .changed(try archive.tag(query, with: added, without: removed, at: now))
    case .markAllRead(let query): return .changed(try archive.markAllRead(query, at: now))
    case .refuse(let target, let position, let id):
      return .changed(try archive.refuse(target, for: position, of: id, at: now))
    case .choose(let target, let position, let id):
      return .changed(try archive.choose(target, for: position, of: id, at: now))
    case .undo: return try undo()
    case .keep(let search, let old):
      try archive.keep(search, insteadOf: old)
      return .loadedKept(try archive.keptSearches())
    case .dropKept(let name):
      try archive.dropKeptSearch(name)
      return .loadedKept(try archive.keptSearches())
    case .tag(let id, let added, let removed):
      _ = try archive.tag([id], with: added, without: removed, at: now)
      return .tagged(try archive.tags(of: id))
    case .keepProgress(let id, let progress):
      try archive.keepProgress(progress, of: id)
      return nil
    case .loadPage, .loadStory, .followLink, .loadRaw, .loadVersions, .compareVersions, .refreshRows,
      .loadNearDuplicates, .loadCounts, .forgetArrived, .loadSources, .countList, .loadHistogram,
      .loadSnippet, .loadKept,
      .loadTags, .findUnread, .correct, .previewRule, .applyRule, .stopRule, .adoptTheme, .keepMeasure,
      .keepJustified, .keepColumns, .keepPreview, .keepTwoLines, .keepHistory, .loadHyphenation, .openAddress,
      .copy, .redraw, .suspend, .quit:
      return nil
    }
  }

  private func undo() throws -> Action {
    let change = try archive.undo()
    if let rule = change?.rule {
      do {
        try corrector.forget(rule)
      } catch {
        mailbox.post(.undone(change))
        throw error
      }
    }
    return .undone(change)
  }
}
