import Locking

/// A limit on how much one file may expand to, at all levels together: compression, archives, bodies of
/// responses, repeated pages.
///
/// Text compresses ten to one, the same page every hour some hundred to one. A file that expands to more than
/// 500 times the bytes that were read was made to do so, and so was one with more records than bytes.
package final class Budget: Sendable {
  /// Every file may expand to this size, in bytes.
  static let harmless: Int64 = 64 << 20
  static let ratio: Int64 = 500
  /// Every file may have this many records.
  static let fewRecords: Int64 = 100_000

  /// What a file has become so far, in bytes.
  package struct Account: Equatable, Sendable {
    /// How much was read.
    package var read: Int64
    /// How much of it was unpacked, at all levels.
    package var made: Int64

    package init(read: Int64 = 0, made: Int64 = 0) { (self.read, self.made) = (read, made) }
  }

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

  /// For a part of a file, which has become so much before.
  package init(_ account: Account) {
    file = nil
    state.withLock { ($0.read, $0.made) = (account.read, account.made) }
  }

  /// Says what a part of the file has become, as it was read elsewhere.
  package func add(_ account: Account) {
    state.withLock { state in
      state.read += account.read
      state.made += account.made
    }
  }

  /// What the file has become so far.
  package var account: Account { state.withLock { Account(read: read($0), made: $0.made) } }

  /// The limit that was exceeded; nil for none.
  package var excess: Damage? { state.withLock { $0.excess } }

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
