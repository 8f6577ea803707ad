import Synchronization

/// How much one file may become, at all depths together: packed in packed, archives in archives, the bodies
/// of answers, pages that are shown again.
///
/// Text packs ten to one, the same page every hour some hundred to one. What becomes more than 500 times the
/// bytes that were read of it was made to; so was a file with more records than bytes.
final class Budget: Sendable {
  /// What any file may unpack to, in bytes.
  static let harmless: Int64 = 64 << 20
  static let ratio: Int64 = 500
  /// How many records any file may have.
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

  /// What was too much; nil as long as nothing is.
  var excess: Damage? { state.withLock { $0.excess } }

  /// Bytes came that are no open file's.
  func read(_ count: Int) {
    state.withLock { $0.read += Int64(count) }
  }

  /// Bytes were made of others; whether so many may be.
  func make(_ count: Int) -> Bool {
    state.withLock { state in
      state.made += Int64(count)
      let isLittle = state.made <= Self.harmless || state.made / Self.ratio <= read(state)
      if !isLittle { state.excess = state.excess ?? .flood(ratio: Int(Self.ratio)) }
      return state.excess == nil
    }
  }

  /// A record was found, or something that is none.
  func countRecord() {
    state.withLock { state in
      state.records += 1
      let areFew = state.records <= Self.fewRecords || state.records <= read(state)
      if !areFew { state.excess = state.excess ?? .crowd }
    }
  }

  private func read(_ state: State) -> Int64 { max(state.read, file?.reached ?? 0) }
}
