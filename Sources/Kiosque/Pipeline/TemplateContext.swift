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

extension ArchiveLookup {
  /// The templates for a batch: what the archive knows of its sources, with the lines of `before`, which are
  /// on their way into it, and the batch's own.
  ///
  /// Lines that recur in the batch and are headlines of stored stories do not count.
  func templates(
    for batch: [SourceLines], before: [SourceLines] = [], _ work: any CaptureWork
  ) throws -> Templates {
    let sources = Set(batch.map(\.source))
    var stored = try self.templates(sources)
    for capture in before where sources.contains(capture.source) {
      stored.learn(capture.lines, source: capture.source, time: capture.time)
    }
    var templates = stored
    for capture in batch {
      templates.learn(capture.lines, source: capture.source, time: capture.time)
    }
    var suspects: [String: (key: UInt64, source: String)] = [:]
    for capture in batch {
      let template = templates.template(source: capture.source, time: capture.time)
      let older = stored.template(source: capture.source, time: capture.time)
      let keys = Set(
        capture.lines.filter { line in
          template?.recurs(line.key, in: line.zone) == true
            && older?.recurs(line.key, in: line.zone) != true
            && !suspects.values.contains { $0.key == line.key && $0.source == capture.source }
        }.map(\.key))
      guard !keys.isEmpty else { continue }
      for (key, text) in work.texts(of: keys, in: capture.ticket) { suspects[text] = (key, capture.source) }
    }
    for headline in suspects.isEmpty ? [] : try headlines(Set(suspects.keys)) {
      if let suspect = suspects[headline] { templates.exclude(suspect.key, source: suspect.source) }
    }
    return templates
  }
}

/// Captures that are cleaned and not stored, and what is known of their sources.
struct TemplateContext: Sendable {
  let archive: ArchiveLookup
  /// Whether the captures of one run learn from each other.
  let learns: Bool
  private var learnt: Templates?
  private var sources: Set<String> = []

  init(_ archive: ArchiveLookup, learns: Bool) {
    self.archive = archive
    self.learns = learns
  }

  /// Learns from a batch of captures, where they are to learn from each other.
  mutating func learn(_ read: [ReadAnswer]) throws {
    guard learns else { return }
    var templates = learnt ?? Templates()
    for capture in read.compactMap(\.lines) {
      if sources.insert(capture.source).inserted {
        templates.add(try archive.templates([capture.source]))
      }
      templates.learn(capture.lines, source: capture.source, time: capture.time)
    }
    learnt = templates
  }

  func templates(_ read: [ReadAnswer]) throws -> Templates {
    if let learnt { return learnt }
    return try archive.templates(Set(read.compactMap(\.lines?.source)))
  }
}
