import Synchronization

/// A limit on how much one file may expand to, at all levels together: compression, archives, bodies of
/// responses, repeated pages.
///
/// Text compresses ten to one, the same page every hour some hundred to one. A file that expands to more than
/// 500 times the bytes that were read was made to do so, and so was one with more records than bytes.
final class Budget: Sendable {
  /// Every file may expand to this size, in bytes.
  static let harmless: Int64 = 64 << 20
  static let ratio: Int64 = 500
  /// Every file may have this many records.
  static let fewRecords: Int64 = 100_000

  private struct State {
    var read: Int64 = 0
    var made: Int64 = 0
    var records: Int64 = 0
    var excess: Damage?
  }

  private let file: OpenFile?
  private let state = Mutex(State())

  init(of file: OpenFile? = nil) {
    self.file = file
  }

  /// The limit that was exceeded; nil for none.
  var excess: Damage? { state.withLock { $0.excess } }

  /// Counts bytes that were read from something else than the open file.
  func read(_ count: Int) {
    state.withLock { $0.read += Int64(count) }
  }

  /// Counts bytes that were unpacked; returns whether the limit allows them.
  func make(_ count: Int) -> Bool {
    state.withLock { state in
      state.made += Int64(count)
      let isLittle = state.made <= Self.harmless || state.made / Self.ratio <= read(state)
      if !isLittle { state.excess = state.excess ?? .flood(ratio: Int(Self.ratio)) }
      return state.excess == nil
    }
  }

  /// Counts a record, or something that is none.
  func countRecord() {
    state.withLock { state in
      state.records += 1
      let areFew = state.records <= Self.fewRecords || state.records <= read(state)
      if !areFew { state.excess = state.excess ?? .crowd }
    }
  }

  private func read(_ state: State) -> Int64 { max(state.read, file?.reached ?? 0) }
}
