import Foundation

/// What a program asked of its files, written down by `Tests/Faults`, to be played again up to a moment at which
/// the power is cut: what was synced by then is there; of the rest as much as chance wants.
struct PowerCut {
  private struct Call {
    var kind: UInt8
    var path: String
    var at: Int
    var data: ArraySlice<UInt8>
  }

  /// What becomes of writes that were not synced.
  enum Rest: CaseIterable {
    case gone
    /// The first of them are there.
    case cut
    /// Any of them are there.
    case mixed
    /// As `mixed`, and each in whole sectors only.
    case torn
  }

  private var calls: [Call] = []
  /// How many calls there are.
  var count: Int { calls.count }
  /// Where captures were acknowledged, in calls, and how many were by then.
  private(set) var acknowledged: [(call: Int, captures: Int)] = []

  /// From a log of `faults_record`s.
  init(log: [UInt8]) {
    var at = 0
    while at + 24 <= log.count {
      let kind = log[at]
      let head = [4, 8, 16].map { offset in
        (0..<(offset == 4 ? 4 : 8)).reversed().reduce(0) { $0 << 8 | Int(log[at + offset + $1]) }
      }
      let path = at + 24..<at + 24 + head[0]
      let data = path.upperBound..<min(log.count, path.upperBound + head[2])
      at = data.upperBound
      calls.append(
        Call(kind: kind, path: String(decoding: log[path], as: UTF8.self), at: head[1], data: log[data]))
      let words = String(decoding: log[data], as: UTF8.self).split { $0 == " " || $0 == "\n" }
      if kind == UInt8(ascii: "A"), let number = words.last.flatMap({ Int($0) }) {
        acknowledged.append((calls.count, number))
      }
    }
  }

  private struct File {
    var synced: [UInt8] = []
    var pending: [Call] = []

    static func apply(_ call: Call, to bytes: inout [UInt8]) {
      if call.kind == UInt8(ascii: "T") {
        if bytes.count > call.at { bytes.removeSubrange(call.at...) }
        bytes += [UInt8](repeating: 0, count: max(0, call.at - bytes.count))
        return
      }
      let end = call.at + call.data.count
      if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(call.at..<end, with: call.data)
    }
  }

  /// The files as they stand when the power is cut after so many calls, by path; each point is played anew by
  /// `body`, in their order.
  func play(
    _ points: [(call: Int, rest: Rest)], _ dice: inout Torture.Dice,
    _ body: ((call: Int, rest: Rest), [String: [UInt8]]) throws -> Void
  ) rethrows {
    var files: [String: File] = [:]
    var done = 0
    for point in points.sorted(by: { $0.call < $1.call }) {
      for call in calls[done..<point.call] { Self.take(call, &files) }
      done = point.call
      try body(point, files.mapValues { Self.left(of: $0, point.rest, &dice) })
    }
  }

  private static func take(_ call: Call, _ files: inout [String: File]) {
    switch call.kind {
    case UInt8(ascii: "W"), UInt8(ascii: "T"): files[call.path, default: File()].pending.append(call)
    case UInt8(ascii: "S"):
      guard var file = files.removeValue(forKey: call.path) else { return }
      for pending in file.pending { File.apply(pending, to: &file.synced) }
      file.pending = []
      files[call.path] = file
    case UInt8(ascii: "U"): files[call.path] = nil
    default: break
    }
  }

  private static func left(of file: File, _ rest: Rest, _ dice: inout Torture.Dice) -> [UInt8] {
    var bytes = file.synced
    let count = rest == .cut ? Int.random(in: 0...file.pending.count, using: &dice) : file.pending.count
    for var call in file.pending.prefix(rest == .gone ? 0 : count) {
      if rest != .cut, Bool.random(using: &dice) { continue }
      if rest == .torn, call.data.count > 512 {
        call.data = call.data.prefix(512 * Int.random(in: 0...call.data.count / 512, using: &dice))
      }
      File.apply(call, to: &bytes)
    }
    return bytes
  }
}
