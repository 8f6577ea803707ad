import Archive
import Cleaning
import Importing
import Stories

/// What is looked up in an archive while a batch is prepared; without an archive, nothing is found.
struct ArchiveLookup: Sendable {
  var known: @Sendable ([Digest]) throws -> [Digest: StoryID] = { _ in [:] }
  var templates: @Sendable (Set<String>) throws -> Templates = { _ in .none }
  var headlines: @Sendable (Set<String>) throws -> Set<String> = { _ in [] }

  static func of(_ archive: any StoryArchive) -> ArchiveLookup {
    ArchiveLookup(
      known: { try archive.known($0) }, templates: { try archive.templates(sources: $0) },
      headlines: { try archive.headlines(among: $0) })
  }

  /// An archive's templates alone: whether a capture is stored does not matter.
  static func templates(of archive: any StoryArchive) -> ArchiveLookup {
    ArchiveLookup(
      templates: { try archive.templates(sources: $0) }, headlines: { try archive.headlines(among: $0) })
  }
}

/// A text capture's lines, under the source whose templates learn them.
struct SourceLines: Sendable {
  var source: String
  var lines: [LineSighting]
  var capture: Capture
}

extension ArchiveLookup {
  /// The templates for a batch: what the archive knows of its sources, with the lines of `before`, which are
  /// on their way into it, and the batch's own.
  ///
  /// Lines that recur in the batch and are headlines of stored stories do not count.
  func templates(for batch: [SourceLines], before: [SourceLines] = []) throws -> Templates {
    let sources = Set(batch.map(\.source))
    var stored = try self.templates(sources)
    for capture in before where sources.contains(capture.source) {
      stored.learn(capture.lines, source: capture.source, time: capture.capture.time)
    }
    var templates = stored
    for capture in batch {
      templates.learn(capture.lines, source: capture.source, time: capture.capture.time)
    }
    var suspects: [String: (key: UInt64, source: String)] = [:]
    for capture in batch {
      let template = templates.template(source: capture.source, time: capture.capture.time)
      let older = stored.template(source: capture.source, time: capture.capture.time)
      for line in Set(capture.lines) where template?.recurs(line.key, in: line.zone) == true {
        guard older?.recurs(line.key, in: line.zone) != true,
          !suspects.values.contains(where: { $0.key == line.key && $0.source == capture.source }),
          let text = LineSighting.text(of: line.key, in: capture.capture.text)
        else { continue }
        suspects[text] = (line.key, capture.source)
      }
    }
    for headline in suspects.isEmpty ? [] : try headlines(Set(suspects.keys)) {
      if let suspect = suspects[headline] { templates.exclude(suspect.key, source: suspect.source) }
    }
    return templates
  }
}

/// Captures that are cleaned and not stored, and what is known of their sources.
struct TemplateContext: Sendable {
  let pipeline: Pipeline
  let archive: ArchiveLookup
  /// Whether the captures of one run learn from each other.
  let learns: Bool
  private var learnt: Templates?
  private var sources: Set<String> = []

  init(_ pipeline: Pipeline, _ archive: ArchiveLookup, learns: Bool) {
    self.pipeline = pipeline
    self.archive = archive
    self.learns = learns
  }

  /// Learns from a batch of captures, where they are to learn from each other.
  mutating func learn(_ read: [Reading]) throws {
    guard learns else { return }
    var templates = learnt ?? Templates()
    for capture in lines(read) {
      if sources.insert(capture.source).inserted {
        templates.add(try archive.templates([capture.source]))
      }
      templates.learn(capture.lines, source: capture.source, time: capture.capture.time)
    }
    learnt = templates
  }

  func templates(_ read: [Reading]) throws -> Templates {
    if let learnt { return learnt }
    return try archive.templates(Set(lines(read).map(\.source)))
  }

  private func lines(_ read: [Reading]) -> [SourceLines] {
    concurrently(read) { reading -> SourceLines? in
      if case .capture(let capture) = reading { pipeline.lines(of: capture) } else { nil }
    }.compactMap(\.self)
  }
}

extension Ingest {
  static func batches(_ count: Int, of batch: Int = batch) -> [Range<Int>] {
    stride(from: 0, to: count, by: batch).map { $0..<min($0 + batch, count) }
  }
}
