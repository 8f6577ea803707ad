import Archive
import Cleaning
import Importing
import Locking
import Stories

/// The result of reading a capture.
struct DeskReading: Sendable {
  var outcome: DeskOutcome
  /// What a line gave as its identifier.
  var id: CaptureLine.ID?
}

enum DeskOutcome: Sendable {
  case capture(UInt64, CaptureFacts)
  case passed(Passed)
  case failed(ImportFault)
  case notJSON
  /// A line names a file that is not at hand.
  case wantsFile(String)
}

/// Reads and cleans one capture at a time, and keeps what it read until it is cleaned. Safe to use from any
/// thread.
final class CaptureDesk: Sendable {
  private struct Kept: Sendable {
    var captures: [UInt64: (capture: Capture, digest: Digest)] = [:]
    var last: UInt64 = 0
  }

  let reader: CaptureReader
  let core: CleaningCore
  private let kept = Mutex(Kept())

  init(_ core: CleaningCore, _ reader: CaptureReader) {
    (self.core, self.reader) = (core, reader)
  }

  /// Reads a capture; `open` opens the file that it is in, and gives nil where that is not at hand.
  func read(
    _ item: CaptureItem, open: (String, _ isNamed: Bool) -> Result<OpenFile, ImportFault>?
  ) -> DeskReading {
    switch item.source {
    case .record(let raw): return keep(reader.reading(of: raw), item.told)
    case .file(let path, let isNamed, _, let page):
      guard let file = open(path, isNamed) else { return DeskReading(outcome: .wantsFile(path)) }
      return keep(Self.reading(file.flatMap { reader.read($0, path: path) }, isNamed, of: page), item.told)
    case .stored(var capture):
      if capture.text.isEmpty { capture.text = capture.decoded }
      return keep(.capture(capture), item.told)
    case .line(let text, let file):
      guard let line = CaptureLine(text) else { return DeskReading(outcome: .notJSON) }
      return read(line, hasFile: file != nil, open)
    }
  }

  private func read(
    _ line: CaptureLine, hasFile: Bool, _ open: (String, _ isNamed: Bool) -> Result<OpenFile, ImportFault>?
  ) -> DeskReading {
    var read: DeskReading
    if let path = line.path {
      guard let file = hasFile ? open(path, true) : nil else {
        return DeskReading(outcome: .wantsFile(path), id: line.id)
      }
      read = keep(Self.reading(file.flatMap { reader.read($0, path: path) }.map(line.completed)), Told())
    } else {
      read = keep(Self.reading(line.capture), Told())
    }
    read.id = line.id
    return read
  }

  private func keep(_ reading: Reading, _ told: Told) -> DeskReading {
    switch reading {
    case .passed(let passed): DeskReading(outcome: .passed(passed))
    case .failed(let fault): DeskReading(outcome: .failed(fault))
    case .capture(let capture): keep(Self.told(told, capture))
    }
  }

  private func keep(_ capture: Capture) -> DeskReading {
    let digest = Digest(of: capture.bytes)
    let number = kept.withLock { kept in
      kept.last += 1
      kept.captures[kept.last] = (capture, digest)
      return kept.last
    }
    var facts = CaptureFacts(
      digest: digest, path: capture.path, url: capture.url, date: capture.date, time: capture.time)
    if let (source, lines) = core.lines(of: capture) { (facts.source, facts.lines) = (source, lines) }
    return DeskReading(outcome: .capture(number, facts))
  }

  /// A kept capture; nil where it is not kept any more.
  func capture(_ number: UInt64) -> Capture? { kept.withLock { $0.captures[number]?.capture } }

  /// Says more of a kept capture; returns its lines under the source that it has then.
  func tell(_ told: Told, of number: UInt64) -> (source: String, lines: [LineSighting])? {
    let capture = kept.withLock { kept -> Capture? in
      kept.captures[number] = kept.captures[number].map { (Self.told(told, $0.capture), $0.digest) }
      return kept.captures[number]?.capture
    }
    return capture.flatMap { core.lines(of: $0) }
  }

  /// Captures that will not be cleaned.
  func drop(_ number: UInt64) { _ = kept.withLock { $0.captures.removeValue(forKey: number) } }

  /// Cleans a kept capture, which is not kept then; nil where it was not kept.
  func clean(
    _ number: UInt64, date: StoryDate?, now: Instant?, _ core: CleaningCore, _ setting: CleanSetting
  ) -> CleanAnswer? {
    guard let (kept, digest) = kept.withLock({ $0.captures.removeValue(forKey: number) }) else {
      return nil
    }
    var capture = kept
    capture.date = date ?? capture.date
    capture.time = capture.time ?? now
    if setting.form == .explanation {
      return .explanation(core.explanation(of: capture, templates: setting.templates))
    }
    switch core.story(from: capture, templates: setting.templates) {
    case .failure(let fault): return .failed(.cleaning(fault))
    case .success(let story):
      return setting.form == .story
        ? .story(story) : .prepared(PreparedCapture(capture: capture, story: story, digest: digest))
    }
  }

  /// How a setting cleans: with its rule, where it tries one.
  func core(for setting: CleanSetting) -> CleaningCore {
    setting.rule.map { core.adding($0.profile) } ?? core
  }

  private static func told(_ told: Told, _ capture: Capture) -> Capture {
    var capture = capture
    capture.url = told.url ?? capture.url
    capture.publisher = told.publisher ?? capture.publisher
    capture.date = told.date ?? capture.date
    capture.time = told.time ?? capture.time
    return capture
  }

  /// Files without a story are skipped, unless the user named them. A form of a page is given its address.
  private static func reading(
    _ result: Result<Capture, ImportFault>, _ isNamed: Bool, of page: Told
  ) -> Reading {
    switch result {
    case .success(var capture):
      capture.url = capture.url ?? page.url
      capture.time = page.time ?? capture.time
      return .capture(capture)
    case .failure(.noStory(_, let kind)) where !isNamed: return .passed(.content(kind))
    case .failure(let fault): return .failed(fault)
    }
  }

  private static func reading(_ result: Result<Capture, ImportFault>) -> Reading {
    switch result {
    case .success(let capture): .capture(capture)
    case .failure(let fault): .failed(fault)
    }
  }
}
