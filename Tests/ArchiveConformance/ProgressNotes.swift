import Archive
import Locking

/// What a question tells of its progress.
final class ProgressNotes: Sendable, CustomStringConvertible {
  private let told = Mutex<[(done: Int, all: Int)]>([])

  var note: ArchiveProgress {
    { done, all in self.told.withLock { $0.append((done, all)) } }
  }

  /// Whether it went on to the whole, never back and never beyond.
  var description: String {
    let told = told.withLock { $0 }
    guard let last = told.last else { return "nothing told" }
    let goesOn = zip(told, told.dropFirst()).allSatisfy { $0.done <= $1.done }
    let isWithin = told.allSatisfy { 0 <= $0.done && $0.done <= $0.all }
    return goesOn && isWithin && last.done == last.all ? "told to the end" : "told \(told)"
  }
}
