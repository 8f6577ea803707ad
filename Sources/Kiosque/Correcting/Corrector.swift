import Archive
import Cleaning
import Dispatch
import Locking
import Screens
import Stories
import Wording
import Workers

/// Carries out the reader's corrections: on one story at once, on all stories of a publisher in the
/// background.
final class Corrector: Sendable {
  /// How many stories are examined for a preview, newest first.
  private static let mostPreviewed = 2000
  private static let batch = 64

  private let archive: any StoryArchive
  private let rules: OwnRules
  private let pipeline = Mutex<Pipeline?>(nil)
  private let isStopped = Mutex(false)
  private let load: @Sendable () -> Pipeline
  let queue = DispatchQueue(label: "kiosque.rules", qos: .utility)

  init(
    archive: any StoryArchive, rules: OwnRules = OwnRules(),
    pipeline: @escaping @Sendable () -> Pipeline = { Pipeline.installed() }
  ) {
    self.archive = archive
    self.rules = rules
    load = pipeline
  }

  /// Stops the work on a publisher's stories after the present batch.
  func stop() {
    isStopped.withLock { $0 = true }
  }

  func start() {
    isStopped.withLock { $0 = false }
  }

  private var hasToStop: Bool { isStopped.withLock { $0 } }

  /// Made with the first correction, and again after a rule was added or removed.
  private var current: Pipeline {
    pipeline.withLock { known in
      let pipeline = known ?? load()
      known = pipeline
      return pipeline
    }
  }

  /// The beginning of a stored capture's text, in so many bytes at most; throws where the worker was lost at
  /// it.
  func text(of capture: Capture, bytes: Int) throws(WorkerLoss) -> CaptureText {
    try current.work.text(of: capture, bytes: bytes)
  }

  /// Adds a correction to a story.
  func correct(_ id: StoryID, _ correction: Correction) throws -> Action {
    guard var capture = try archive.rawCapture(of: id) else {
      return .told(Message(.storyGone))
    }
    capture.corrections.removeAll { $0.key == correction.key }
    capture.corrections.append(correction)
    let cleaned = try current.stories(from: [capture], .templates(of: archive))
    guard case .success(let story)? = cleaned.first,
      try archive.correct(id, correction, cleaned: story, at: Clock.now) != nil
    else { return .told(Message(.lineNotFound)) }
    guard let stored = try archive.story(id) else { return .told(Message(.storyGone)) }
    return .corrected(correction, stored, (try? offer(of: correction, in: stored)) ?? nil)
  }

  /// The offer to apply the correction to the publisher's other stories; nil where none of them has the line.
  private func offer(of correction: Correction, in stored: StoredStory) throws -> Offer? {
    guard let source = stored.story.source,
      try archive.hasLine(correction.text, of: source, besides: stored.headline.id)
    else { return nil }
    let count = try archive.count(Query(source: source))
    return Offer(rule: PublisherRule(publisher: source, correction), stories: count)
  }

  /// The faults of the reader's own files.
  func checkRules() -> Action? {
    guard let fault = rules.faults().first else { return nil }
    return .told(Message(.said(fault.brief), isFault: true))
  }

  /// Three stories that a rule would change, newest first, each around the change.
  func preview(_ offer: Offer) throws -> Action {
    var found: [RulePreview] = []
    var looked = 0
    let pipelines = pipelines(with: offer.rule)
    try forEachBatch(of: offer.rule.publisher) { headlines in
      looked += headlines.count
      for (id, before, after) in try changed(headlines.map(\.id), pipelines) {
        guard found.count < 3, let headline = headlines.first(where: { $0.id == id }) else { continue }
        let preview = RulePreview(headline, before: before, after: after)
        if preview.hasChange { found.append(preview) }
      }
      return found.count < 3 && looked < Self.mostPreviewed && !hasToStop
    }
    return .previewed(offer.rule, found)
  }

  /// Adds a rule to the reader's own profile, and cleans those of the publisher's stories again that it
  /// changes.
  ///
  /// All of it is one change, which `U` undoes; where it is stopped or fails, it is undone at once.
  func apply(_ offer: Offer, progress: (Int) -> Void) throws -> Action {
    let pipelines = pipelines(with: offer.rule)
    let path = try rules.add(offer.rule)
    let change = try archive.beginRule(offer.rule, at: Clock.now)
    var done = 0
    var count = 0
    do {
      try forEachBatch(of: offer.rule.publisher) { headlines in
        let stories = try changed(headlines.map(\.id), pipelines).map { (id: $0.id, story: $0.after) }
        if !stories.isEmpty { count += try archive.rewrite(stories, under: change) }
        done += headlines.count
        progress(done)
        return !hasToStop
      }
    } catch {
      try? takeBack(offer.rule, change)
      throw error
    }
    pipeline.withLock { $0 = nil }
    if hasToStop {
      try takeBack(offer.rule, change)
      return .ruled(.stopped)
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return .ruled(.kept(Change(kind: .rule, stories: count, rule: offer.rule), file: file))
  }

  private func takeBack(_ rule: PublisherRule, _ change: Int64) throws {
    try archive.takeBack(change)
    try forget(rule)
  }

  /// Removes a rule that was undone from the reader's own profile.
  func forget(_ rule: PublisherRule) throws {
    pipeline.withLock { $0 = nil }
    try rules.remove(rule)
  }

  private typealias Pipelines = (without: Pipeline, with: Pipeline)

  private func pipelines(with rule: PublisherRule) -> Pipelines {
    let pipeline = current
    return (pipeline, pipeline.trying(rule))
  }

  /// Those of the stories that the rule changes.
  private func changed(
    _ ids: [StoryID], _ pipelines: Pipelines
  ) throws -> [(id: StoryID, before: Story, after: Story)] {
    let stored = try ids.compactMap { id in try archive.rawCapture(of: id).map { (id: id, capture: $0) } }
    let captures = stored.map(\.capture)
    let before = try pipelines.without.stories(from: captures, .templates(of: archive))
    let after = try pipelines.with.stories(from: captures, .templates(of: archive))
    return zip(stored, zip(before, after)).compactMap { stored, cleaned in
      guard case (.success(let before), .success(let after)) = cleaned, before.isOther(than: after) else {
        return nil
      }
      return (stored.id, before, after)
    }
  }

  /// The stories of a publisher, newest first, until `body` returns false.
  private func forEachBatch(of publisher: String, _ body: ([Headline]) throws -> Bool) throws {
    var position = ListPosition.start
    while true {
      let page = try archive.page(Query(source: publisher), from: position, limit: Self.batch)
      guard let last = page.headlines.last, try body(page.headlines), page.hasLater else { return }
      position = .after(last)
    }
  }
}

extension Story {
  /// Whether the difference is visible; the reasons for removed lines do not matter.
  fileprivate func isOther(than story: Story) -> Bool {
    title != story.title || byline != story.byline || standfirst != story.standfirst || blocks != story.blocks
      || related != story.related
  }
}
