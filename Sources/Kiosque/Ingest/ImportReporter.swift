import Archive
import Glibc
import Stories
import Wording

/// Tells what an import does: JSON lines or acknowledgements on standard output, the rest on standard error.
final class ImportReporter {
  private let language: Language
  private let json: Bool
  private let ack: Bool
  private let showsProgress = isatty(STDERR_FILENO) == 1
  private let start = Clock.now
  private var done = 0
  private var stored = 0
  private var known = 0
  private var updated = 0
  private var skipped = 0
  private var failed = 0

  var hasFaults: Bool { skipped + failed > 0 }

  init(language: Language, json: Bool, ack: Bool) {
    self.language = language
    self.json = json
    self.ack = ack
  }

  func take(_ results: [IngestResult]) {
    clearProgress()
    for result in results {
      done += 1
      take(result)
    }
    if ack {
      Output.line("ACK \(done)")
      Output.flush()
    }
    guard showsProgress else { return }
    let rate = done / max(1, Int(Clock.now - start))
    Output.mention("\r" + Phrase.importing(done, perSecond: rate)[language] + "\u{1B}[K")
  }

  func finish(number: Int64?) {
    clearProgress()
    let phrase = Phrase.imported(
      number: number, stored: stored, known: known, updated: updated, skipped: skipped, failed: failed)
    Output.complain(phrase[language])
  }

  private func clearProgress() {
    if showsProgress { Output.mention("\r\u{1B}[K") }
  }

  private func take(_ result: IngestResult) {
    var row = OutcomeJSON(path: result.path, outcome: "", story: nil, title: nil, why: nil)
    switch result.outcome {
    case .saved(let outcome, let title):
      switch outcome {
      case .stored: (row.outcome, stored) = ("stored", stored + 1)
      case .known: (row.outcome, known) = ("known", known + 1)
      case .updated: (row.outcome, updated) = ("updated", updated + 1)
      }
      row.story = outcome.story
      row.title = title.isEmpty ? nil : title
    case .failed(let fault):
      failed += 1
      row.outcome = "failed"
      row.why = Faults.phrase(fault)[language]
    case .skipped(let fault):
      skipped += 1
      row.outcome = "skipped"
      row.why = Faults.phrase(fault)[language]
    }
    if json { Output.line(JSON.line(row)) }
    if let why = row.why { Output.complain("\(result.path): \(why)") }
  }
}

/// A line of `import --json`.
struct OutcomeJSON: Encodable {
  var path: String
  var outcome: String
  var story: StoryID?
  var title: String?
  var why: String?
}
