import Importing
import Locking
import Workers

/// Counts what is unpacked of records against the limits of their files, as answers come. Records count in
/// their order, whatever the order of the answers, so that the same ones are refused every time.
final class UnpackedCount: Sendable {
  private struct State {
    /// For each record, in bytes; nil for those without an answer.
    var unpacked: [Int64?]
    /// The first that does not count yet.
    var next = 0
    var refused: [(index: Int, raw: RawCapture)] = []
  }

  private let items: [CaptureItem]
  private let state: Mutex<State>

  init(_ items: [CaptureItem]) {
    self.items = items
    state = Mutex(State(unpacked: Array(repeating: nil, count: items.count)))
  }

  func take(_ answer: WorkerAnswer, at index: Int) {
    state.withLock { state in
      state.unpacked[index] =
        if case .answer(let bytes, _) = answer { ReadReply.unpacked(in: bytes) } else { 0 }
      while state.next < items.count, let unpacked = state.unpacked[state.next] {
        count(unpacked, &state)
        state.next += 1
      }
    }
  }

  private func count(_ unpacked: Int64, _ state: inout State) {
    guard case .record(let raw) = items[state.next].source else { return }
    if raw.excess != nil {
      state.refused.append((state.next, raw))
    } else {
      raw.countUnpacked(unpacked)
    }
  }

  /// The records before which their file had become too much already.
  var refused: [(index: Int, raw: RawCapture)] { state.withLock(\.refused) }
}
