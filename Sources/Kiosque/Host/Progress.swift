import Archive
import Dispatch
import Glibc
import Locking
import Wording

/// Tells on a terminal how far a long command has come: on one line of standard error, which is written at
/// most ten times a second, and not before it has taken half a second.
final class Progress: Sendable {
  /// How fast it goes.
  struct Pace {
    /// nil before anything was done.
    var perSecond: Int?
    /// nil where the whole is not known.
    var secondsLeft: Int?
  }

  private struct Report {
    var count: Int
    /// Of a whole, in any unit; both 0 where that is not known.
    var (done, all) = (Int64(0), Int64(0))
  }

  private struct State {
    /// The first report of this part of the work, and when it came.
    var first: Report?
    var last: Report?
    var start = ContinuousClock.now
    /// When the next line may be written.
    var next = ContinuousClock.now
    /// The number of this part, and whether a line told of it.
    var part = 0
    var isTold = false
  }

  private let language: Language
  private let state = Mutex(State())
  /// Whether there is anyone to tell.
  let isShown: Bool

  /// `quietly` keeps it from saying anything, as a pipe at standard error does.
  init(_ language: Language, quietly: Bool) {
    self.language = language
    isShown = !quietly && Output.talksToTerminal
  }

  /// So many stories, pages or captures are done, of so many. A part of the work that counts others than the
  /// one before is timed on its own. The line goes when all are done.
  func report(_ done: Int, of all: Int, _ phrase: (Int, Int) -> Phrase) {
    report(done, part: (Int64(done), Int64(all))) { pace in
      .progress(phrase(done, all), perSecond: pace.perSecond, secondsLeft: pace.secondsLeft)
    }
  }

  /// So many are done, and so much of what there is to do, where that is known.
  func report(_ count: Int, part: (done: Int64, all: Int64)?, _ phrase: (Pace) -> Phrase) {
    guard isShown else { return }
    // Well before the first line is there, since it takes a while until signals are handled.
    Interruption.begin(language)
    let report = Report(count: count, done: part?.done ?? 0, all: part?.all ?? 0)
    if report.all > 0, report.done >= report.all { return end() }
    let (pace, part, isNew) = state.withLock { state in
      let last = state.part
      return (Self.take(report, &state), state.part, state.part != last)
    }
    if let pace { show(phrase(pace)) }
    if isNew { show(phrase(Pace(perSecond: nil, secondsLeft: nil)), ifLateIn: part) }
  }

  /// Shows the first line of a part where nothing told of it for half a second.
  private func show(_ phrase: Phrase, ifLateIn part: Int) {
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { [self] in
      state.withLock { state in
        guard state.part == part, !state.isTold else { return }
        state.isTold = true
        show(phrase)
      }
    }
  }

  /// Tells what takes long and cannot be counted.
  func say(_ phrase: Phrase) {
    if isShown { show(phrase) }
  }

  /// Whoever interrupts the command finds no line left.
  private func show(_ phrase: Phrase) {
    if !Interruption.hasBegunToEnd { Output.progress(phrase[language]) }
  }

  /// Takes the line away.
  func end() {
    guard isShown else { return }
    state.withLock { state in
      state.first = nil
      state.part += 1
    }
    Output.progress("")
  }

  /// What a part of the archive's work tells.
  func of(_ phrase: @escaping @Sendable (Int, Int) -> Phrase) -> ArchiveProgress {
    { self.report($0, of: $1, phrase) }
  }

  /// The pace, where it is time to write a line.
  private static func take(_ report: Report, _ state: inout State) -> Pace? {
    let now = ContinuousClock.now
    let goesOn = state.last.map { $0.all == report.all && $0.count <= report.count } ?? false
    state.last = report
    // Whatever is told before the first is done belongs to no pace.
    guard let first = state.first, goesOn, report.count > first.count else {
      (state.first, state.start, state.next) = (report, now, now + .milliseconds(500))
      state.part += 1
      state.isTold = false
      return nil
    }
    guard now >= state.next else { return nil }
    state.next = now + .milliseconds(100)
    state.isTold = true
    let seconds = (now - state.start) / .seconds(1)
    let made = report.done - first.done
    let rest = made > 0 ? Double(report.all - report.done) / Double(made) * seconds : 0
    return Pace(
      perSecond: Int(Double(report.count - first.count) / seconds),
      secondsLeft: made > 0 && report.all > 0 ? Int(min(rest.rounded(.up), 359_999)) : nil)
  }
}
