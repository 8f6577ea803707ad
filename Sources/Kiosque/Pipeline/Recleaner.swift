import Archive
import Cleaning
import Glibc
import Stories
import Workers

/// Cleans stored captures again, batch by batch.
struct Recleaner {
  let archive: any StoryArchive
  let pipeline: Pipeline
  /// Whether the archive is left unchanged.
  let isDry: Bool

  /// The result for a story.
  enum Outcome: Sendable {
    case cleaned(StoryChange)
    /// It is left unchanged.
    case failed(StoryID, CaptureFault)
    /// It is left unchanged, because the folder of site configurations of its import does not exist any more.
    case unconfigured(StoryID, folder: String)
  }

  private enum Prepared: Sendable {
    case ready(StoryChange, CleanedStory)
    case failed(StoryID, CaptureFault)

    /// Whether a profile fitted, which counts even where nothing changes.
    var match: (id: StoryID, match: ProfileMatch?)? {
      guard case .ready(let change, let cleaned) = self else { return nil }
      return (change.id, cleaned.story.profile)
    }

    /// What the archive is to do: nothing is written where nothing changes.
    var work: (id: StoryID, story: CleanedStory?)? {
      guard case .ready(let change, let cleaned) = self else { return nil }
      return (change.id, change.isEmpty ? nil : cleaned)
    }
  }

  /// Learns all templates again; returns the stories at whose captures a worker was lost, which are not
  /// learnt from. Throws where no worker can be started.
  func learnAgain() throws -> [(story: StoryID, loss: WorkerLoss)] {
    var lost: [(story: StoryID, loss: WorkerLoss)] = []
    try archive.learnAgain { id, capture in
      do throws(WorkerLoss) {
        return try pipeline.text(of: capture)
      } catch .notStarted(let reason) {
        throw WorkerLoss.notStarted(reason)
      } catch {
        lost.append((id, error))
        return nil
      }
    }
    return lost
  }

  /// How many stories are cleaned until it is told how far it is.
  private static let together = 256

  /// Each batch is stored before it is reported. `working` is told how many stories were looked at.
  func run(
    _ ids: [StoryID], working: (Int) -> Void = { _ in }, report: ([Outcome]) throws -> Void
  ) throws {
    for range in Ingest.batches(ids.count) {
      working(range.lowerBound)
      let all = try archive.recleanable(Array(ids[range]))
      let stored = all.filter { Self.missingConfigs(of: $0.capture) == nil }
      let left = all.compactMap { item in
        Self.missingConfigs(of: item.capture).map {
          Outcome.unconfigured(item.story.headline.id, folder: $0)
        }
      }
      var stories: [Result<Story, CaptureFault>] = []
      for part in Ingest.batches(stored.count, of: Self.together) {
        stories += try pipeline.stories(from: stored[part].map(\.capture), .templates(of: archive))
        if part.upperBound < stored.count { working(range.lowerBound + part.upperBound) }
      }
      let prepared = concurrently(Array(zip(stored, stories))) { Self.prepared($0.story, $1) }
      if !isDry {
        try archive.reclean(prepared.compactMap(\.work))
        try archive.recount(prepared.compactMap(\.match))
      }
      let outcomes = prepared.map { prepared -> Outcome in
        switch prepared {
        case .ready(let change, _): .cleaned(change)
        case .failed(let id, let fault): .failed(id, fault)
        }
      }
      try report(outcomes + left)
    }
  }

  /// The folder of site configurations of a page's import, if it does not exist any more. Cleaned without it,
  /// the page would regain what the folder's rules had removed.
  private static func missingConfigs(of capture: Capture) -> String? {
    guard capture.format == .html, let folder = capture.siteConfigs, access(folder, R_OK | X_OK) != 0 else {
      return nil
    }
    return folder
  }

  private static func prepared(_ old: StoredStory, _ story: Result<Story, CaptureFault>) -> Prepared {
    let id = old.headline.id
    switch story {
    case .failure(let fault): return .failed(id, fault)
    case .success(let story):
      return .ready(StoryChange(id, from: old.story, to: story.asKept), CleanedStory(story))
    }
  }
}
