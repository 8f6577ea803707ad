import Archive
import Dispatch
import Screens
import Stories
import Synchronization
import Wording

/// Performs effects on the archive, off the loop, and posts what came of them.
final class Performer: Sendable {
  let archive: any StoryArchive
  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "kiosque.archive", qos: .userInteractive)
  private let group = DispatchGroup()
  /// Loads stories for the preview: no frame waits for them, and only the newest is wanted.
  private let previews = DispatchGroup()
  private let newestPreview = Mutex<StoryID>(0)
  private let waitingPreviews = Mutex(0)
  private let waiting = Mutex(0)
  /// The newest page that was requested; a search that was replaced while typing is not run.
  private let newest = Mutex(0)
  private let corrector: Corrector
  /// Whether a page is being read that may be cancelled.
  private let isPaging = Mutex(false)
  /// How many rules are being tried or applied: they read by the same connection, which must not be
  /// interrupted meanwhile.
  private let correcting = Mutex(0)
  private let slow: SlowQuestions
  let writes = PendingWrites()
  private let isFinishing = Atomic(false)

  init(archive: any StoryArchive, mailbox: Mailbox, corrector: Corrector) {
    self.archive = archive
    self.mailbox = mailbox
    self.corrector = corrector
    slow = SlowQuestions(archive: archive, mailbox: mailbox, group: previews)
  }

  /// Whether work is pending, with or without previews.
  func isBusy(previews includesPreviews: Bool) -> Bool {
    waiting.withLock { $0 > 0 }
      || (includesPreviews && (waitingPreviews.withLock { $0 > 0 } || slow.isBusy))
  }

  func perform(_ effect: Effect) {
    switch effect {
    case .stopRule:
      corrector.stop()
      return
    case .applyRule, .previewRule:
      aside(effect)
      return
    case .countList, .loadHistogram:
      slow.ask(effect)
      return
    default:
      if effect.isWrite { return write(effect) }
    }
    if case .loadStory(let id, .preview) = effect {
      newestPreview.withLock { $0 = id }
      waitingPreviews.withLock { $0 += 1 }
      previews.enter()
      queue.async { [self] in
        post(effect)
        waitingPreviews.withLock { $0 -= 1 }
        previews.leave()
      }
      return
    }
    if case .loadPage(let request) = effect {
      newest.withLock { $0 = request.number }
      isPaging.withLock {
        if $0, correcting.withLock({ $0 == 0 }), writes.effects.isEmpty { archive.interrupt() }
      }
      slow.stop()
    }
    waiting.withLock { $0 += 1 }
    group.enter()
    queue.async { [self] in
      post(effect)
      waiting.withLock { $0 -= 1 }
      group.leave()
    }
  }

  /// Makes a change: it is shown at once, and written when no other program is writing.
  private func write(_ effect: Effect) {
    waiting.withLock { $0 += 1 }
    group.enter()
    writes.add(effect) { [self] in
      guard isWritten(effect) else { return false }
      writes.whenIdle { [archive] in archive.consolidate() }
      return true
    } isDone: { [self] isLate in
      if isLate { mailbox.post(.refresh) }
      waiting.withLock { $0 -= 1 }
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
    waitingPreviews.withLock { $0 += 1 }
    correcting.withLock { $0 += 1 }
    previews.enter()
    corrector.start()
    corrector.queue.async { [self] in
      if let action = answer(effect) { mailbox.post(action) }
      correcting.withLock { $0 -= 1 }
      waitingPreviews.withLock { $0 -= 1 }
      previews.leave()
    }
  }

  private func post(_ effect: Effect) {
    writes.waitAsUsual()
    let isPage = if case .loadPage = effect { true } else { false }
    if isPage { isPaging.withLock { $0 = true } }
    defer { if isPage { isPaging.withLock { $0 = false } } }
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
    switch effect {
    case .loadPage(let request): newest.withLock { $0 } != request.number
    case .loadStory(let id, .preview): newestPreview.withLock { $0 } != id
    default: false
    }
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
    switch error {
    case let fault as ArchiveFault: Faults.brief(fault)
    case let fault as OwnRulesFault: Faults.phrase(fault)
    default: .failed("\(error)")
    }
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
    case .markRead, .markStarred, .markAllRead, .refuse, .choose, .undo, .keep, .dropKept, .tag,
      .keepProgress:
      return try change(effect)
    case .countList, .loadHistogram, .stopRule, .forgetArrived, .adoptTheme, .keepMeasure, .openAddress,
      .copy,
      .redraw, .suspend, .quit:
      return nil
    }
  }

  private func change(_ effect: Effect) throws -> Action? {
    let now = Clock.now
    switch effect {
    case .markRead(let ids, let isRead): return .changed(try archive.mark(ids, read: isRead, at: now))
    case .markStarred(let ids, let isStarred):
      return .changed(try archive.mark(ids, starred: isStarred, at: now))
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
    case .loadPage, .loadStory, .loadRaw, .loadVersions, .compareVersions, .refreshRows, .loadNearDuplicates,
      .loadCounts,
      .forgetArrived, .loadSources, .countList, .loadHistogram, .loadSnippet, .loadKept, .loadTags,
      .findUnread,
      .correct, .previewRule, .applyRule, .stopRule, .adoptTheme, .keepMeasure, .openAddress, .copy, .redraw,
      .suspend, .quit:
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
