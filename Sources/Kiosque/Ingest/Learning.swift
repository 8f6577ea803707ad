import Archive
import Cleaning
import Importing
import Stories

/// What the archive is asked while a batch is made ready.
struct Memory: Sendable {
  var known: @Sendable ([Digest]) throws -> [Digest: StoryID] = { _ in [:] }
  var templates: @Sendable (Set<String>) throws -> Templates = { _ in .none }
  var headlines: @Sendable (Set<String>) throws -> Set<String> = { _ in [] }

  /// An archive's memory.
  static func of(_ archive: Archive) -> Memory {
    Memory(
      known: { try archive.known($0) }, templates: { try archive.templates(sources: $0) },
      headlines: { try archive.headlines(among: $0) })
  }

  /// An archive's templates alone.
  static func templates(of archive: Archive) -> Memory {
    Memory(templates: { try archive.templates(sources: $0) }, headlines: { try archive.headlines(among: $0) })
  }
}

/// A text capture's lines, under the source that they teach something about.
struct Lesson: Sendable {
  var source: String
  var lines: [LineSighting]
  var capture: Capture
}

extension Ingest {
  /// Nil where the capture teaches nothing: its source is unknown, or it is a page.
  func lesson(of capture: Capture) -> Lesson? {
    guard capture.format == .text else { return nil }
    let lines = LineSighting.lines(of: capture.text)
    return cleaner.source(of: capture, lines).map { Lesson(source: $0, lines: lines, capture: capture) }
  }

  /// The templates for a batch: what the memory knows of its sources, and its own lines.
  ///
  /// Lines that recur in the batch do not count where they are headlines, of stored stories or of those in
  /// `before`, which are on their way into the archive.
  func templates(_ lessons: [Lesson], _ memory: Memory, before: [Lesson] = []) throws -> Templates {
    let sources = Set(lessons.map(\.source))
    var stored = try memory.templates(sources)
    for lesson in before where sources.contains(lesson.source) {
      stored.learn(lesson.lines, source: lesson.source, time: lesson.capture.time)
    }
    var templates = stored
    for lesson in lessons {
      templates.learn(lesson.lines, source: lesson.source, time: lesson.capture.time)
    }
    var suspects: [String: (key: UInt64, source: String)] = [:]
    for lesson in lessons {
      let template = templates.template(source: lesson.source, time: lesson.capture.time)
      let older = stored.template(source: lesson.source, time: lesson.capture.time)
      for line in Set(lesson.lines) where template?.recurs(line.key, in: line.zone) == true {
        guard older?.recurs(line.key, in: line.zone) != true,
          !suspects.values.contains(where: { $0.key == line.key && $0.source == lesson.source }),
          let text = LineSighting.text(of: line.key, in: lesson.capture.text)
        else { continue }
        suspects[text] = (line.key, lesson.source)
      }
    }
    for headline in suspects.isEmpty ? [] : try memory.headlines(Set(suspects.keys)) {
      if let suspect = suspects[headline] { templates.exclude(suspect.key, source: suspect.source) }
    }
    return templates
  }
}

/// Captures that are cleaned and not stored, and what is known of their sources.
struct School: Sendable {
  let ingest: Ingest
  let memory: Memory
  /// Whether the captures of one run learn from each other.
  let learns: Bool
  private var learnt: Templates?
  private var sources: Set<String> = []

  init(ingest: Ingest, memory: Memory, learns: Bool) {
    self.ingest = ingest
    self.memory = memory
    self.learns = learns
  }

  /// Takes in a batch of the run's captures, where they are to learn from each other.
  mutating func teach(_ read: [Reading]) throws {
    guard learns else { return }
    var templates = learnt ?? Templates()
    for lesson in ingest.lessons(read) {
      if sources.insert(lesson.source).inserted {
        templates.add(try memory.templates([lesson.source]))
      }
      templates.learn(lesson.lines, source: lesson.source, time: lesson.capture.time)
    }
    learnt = templates
  }

  func templates(_ read: [Reading]) throws -> Templates {
    if let learnt { return learnt }
    return try memory.templates(Set(ingest.lessons(read).map(\.source)))
  }
}

extension Ingest {
  static func batches(_ count: Int, of batch: Int = batch) -> [Range<Int>] {
    stride(from: 0, to: count, by: batch).map { $0..<min($0 + batch, count) }
  }

  func lessons(_ read: [Reading]) -> [Lesson] {
    concurrently(read) { reading -> Lesson? in
      if case .capture(let capture) = reading { lesson(of: capture) } else { nil }
    }.compactMap(\.self)
  }
}
