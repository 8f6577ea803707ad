import Archive
import Cleaning
import Importing
import Stories

/// Stored captures through today's cleaning, batch by batch.
struct Recleaner {
  let archive: Archive
  let ingest: Ingest
  /// Whether the archive stays as it is.
  let isDry: Bool

  /// What became of a story.
  enum Outcome: Sendable {
    case cleaned(StoryChange)
    /// It is left as it is.
    case failed(StoryID, CleaningFault)
  }

  private enum Prepared: Sendable {
    case ready(StoryChange, Deposit)
    case failed(StoryID, CleaningFault)

    /// Whether a profile fitted, which counts even where nothing changes.
    var match: (id: StoryID, match: ProfileMatch?)? {
      guard case .ready(let change, let deposit) = self else { return nil }
      return (change.id, deposit.match)
    }

    /// What the archive is to do: nothing is written where nothing changes.
    var work: (id: StoryID, deposit: Deposit?)? {
      guard case .ready(let change, let deposit) = self else { return nil }
      return (change.id, change.isEmpty ? nil : deposit)
    }
  }

  /// Each batch is stored before it is reported.
  func run(_ ids: [StoryID], report: ([Outcome]) throws -> Void) throws {
    let memory = Memory.templates(of: archive)
    for range in Ingest.batches(ids.count) {
      let stored = concurrently(try archive.recleanable(Array(ids[range]))) { stored in
        var capture = stored.capture
        capture.text = capture.decoded
        return (stored.story, capture)
      }
      let lessons = concurrently(stored) { ingest.lesson(of: $0.1) }.compactMap(\.self)
      let templates = try memory.templates(Set(lessons.map(\.source)))
      let prepared = concurrently(stored) { prepare($0.0, $0.1, templates) }
      if !isDry {
        try archive.reclean(prepared.compactMap(\.work))
        try archive.recount(prepared.compactMap(\.match))
      }
      try report(
        prepared.map {
          switch $0 {
          case .ready(let change, _): .cleaned(change)
          case .failed(let id, let fault): .failed(id, fault)
          }
        })
    }
  }

  private func prepare(_ old: StoredStory, _ capture: Capture, _ templates: Templates) -> Prepared {
    let id = old.headline.id
    switch ingest.cleaner.story(from: capture, templates: templates) {
    case .failure(let fault): return .failed(id, fault)
    case .success(let story):
      let change = StoryChange(id, from: old.story, to: story.asKept)
      return .ready(change, Deposit(capture: capture, story: story))
    }
  }
}
