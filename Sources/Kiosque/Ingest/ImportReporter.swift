import Archive
import Glibc
import Importing
import Stories
import Wording

/// Reports the progress of an import: JSON lines or acknowledgements on standard output, the rest on standard
/// error.
final class ImportReporter {
  private let language: Language
  private let json: Bool
  private let ack: Bool
  private let line: Progress
  private var done = 0
  private var stored = 0
  private var known = 0
  private var doubtful = 0
  private var updated = 0
  private var skipped = 0
  private var failed = 0
  private var passed: [Passed: Int] = [:]
  /// How many records of a file lack the same, until another fault comes.
  private var alike: (path: String, damage: Damage, count: Int)?
  /// How many of them are told one by one.
  private static let mostAlike = 3
  /// How much of the input was read and how much there is, in bytes; nil where that is not known.
  var progress: () -> (done: Int64, all: Int64)? = { nil }

  var showsProgress: Bool { line.isShown }

  var hasFaults: Bool { skipped + failed > 0 }

  init(language: Language, json: Bool, ack: Bool, quiet: Bool) {
    line = Progress(language, quietly: json || quiet)
    self.language = language
    self.json = json
    self.ack = ack
  }

  /// Inputs that were reported before the import was interrupted.
  func takeUp(_ count: Int, of path: String) {
    done += count
    Output.complain(Phrase.importGoesOn(Names.shown(path), after: count)[language])
  }

  /// Throws once output was lost, so that nothing is imported without a report.
  func take(_ results: [IngestResult]) throws(Output.Lost) {
    for result in results {
      if case .passed(let reason) = result.outcome {
        if reason == .later { continue }
        passed[reason, default: 0] += 1
        continue
      }
      done += 1
      take(result)
    }
    if ack {
      Output.line("ACK \(done)")
      Output.flush()
    }
    try Output.check()
    showProgress()
  }

  private func showProgress() {
    line.report(done, part: progress()) { pace in
      .importing(
        done, perSecond: pace.perSecond, stored: stored, known: known, updated: updated,
        faults: skipped + failed, secondsLeft: pace.secondsLeft)
    }
  }

  /// The counts so far, of an import that goes on.
  func mention() {
    guard !json, !ack else { return }
    finish(number: nil)
  }

  func finish(number: Int64?) {
    line.end()
    tellRest()
    let phrase = Phrase.imported(
      number: number, stored: stored, known: known, updated: updated, skipped: skipped, failed: failed)
    Output.complain(phrase[language])
    let reasons = passed.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
      .map { Faults.phrase($0.key, count: $0.value) }
    if !reasons.isEmpty { Output.complain(Phrase.passedOver(reasons)[language]) }
    tellDoubts()
  }

  /// The counts of a trial that stored nothing.
  func finishTrial() {
    line.end()
    tellRest()
    Output.complain(Phrase.triedAgain(stored + known + updated, failed: skipped + failed)[language])
  }

  /// Reports how many stories may be incomplete.
  private func tellDoubts() {
    if doubtful > 0 { Output.complain(Phrase.mayBeIncomplete(doubtful)[language]) }
  }

  private func take(_ result: IngestResult) {
    var row = OutcomeJSON(path: result.path, outcome: "", story: nil, title: nil, why: nil)
    var fault: ImportFault?
    switch result.outcome {
    case .passed: return
    case .feeds(let feeds, let new):
      row.outcome = new > 0 ? "stored" : "known"
      row.why = Phrase.feedsRemembered(feeds.count, new: new)[language]
    case .saved(let outcome, let title, let doubt):
      if doubt != nil { doubtful += 1 }
      row.doubt = doubt?.rawValue
      switch outcome {
      case .stored: (row.outcome, stored) = ("stored", stored + 1)
      case .known: (row.outcome, known) = ("known", known + 1)
      case .updated: (row.outcome, updated) = ("updated", updated + 1)
      }
      row.story = outcome.story
      row.title = title.isEmpty ? nil : title
    case .failed(let found):
      failed += 1
      fault = found
      row.outcome = "failed"
      row.why = Faults.phrase(found)[language]
    case .lost(let loss, let isKept):
      failed += 1
      row.outcome = "failed"
      row.why = Phrase.lost(Faults.phrase(loss), isKept: isKept)[language]
    case .skipped(let fault):
      skipped += 1
      row.outcome = "skipped"
      row.why = Faults.phrase(fault)[language]
    }
    if json { Output.line(JSON.line(row)) }
    if let why = row.why { complain(result.path, fault, why) }
  }

  /// Complains of a capture; of the records of one file that lack the same, only of the first.
  private func complain(_ path: String, _ fault: ImportFault?, _ why: String) {
    let shown = fault.map { Faults.path(path, of: $0) } ?? Names.shown(path)
    if case .damaged(_, .line, let damage)? = fault {
      if alike?.path != shown || alike?.damage != damage {
        tellRest()
        alike = (shown, damage, 0)
      }
      alike?.count += 1
      if let alike, alike.count > Self.mostAlike { return }
    }
    Output.complain("\(shown): \(why)")
  }

  /// How many more of such records there were.
  private func tellRest() {
    if let alike, alike.count > Self.mostAlike {
      Output.complain("\(alike.path): " + Phrase.moreLikeThat(alike.count - Self.mostAlike)[language])
    }
    alike = nil
  }
}

/// A line of `import --json`.
struct OutcomeJSON: Encodable {
  var path: String
  var outcome: String
  var story: StoryID?
  var title: String?
  /// Why the story may not be whole.
  var doubt: String?
  var why: String?
}
