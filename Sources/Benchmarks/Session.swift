import CStopwatch
import Glibc

/// A program on a pseudo-terminal, timed.
final class Session {
  private let watch: OpaquePointer
  let columns: Int
  let rows: Int
  /// What stands on the screen, up to so many bytes of the output.
  private var shown: (screen: Screen, bytes: Int)?

  init(watch: OpaquePointer, columns: Int, rows: Int) {
    self.watch = watch
    self.columns = columns
    self.rows = rows
  }

  deinit {
    kq_watch_free(watch)
  }

  var process: Int32 { kq_watch_process(watch) }

  /// Everything that it wrote.
  var output: [UInt8] {
    var length = 0
    guard let bytes = kq_watch_output(watch, &length) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: length))
  }

  /// What came until it was quiet for so many milliseconds, the start's time counted from exec.
  func firstFrame(quiet: Int = 100) throws -> Reaction {
    let reaction = try take("", quiet: quiet)
    return Reaction(reaction, since: kq_watch_born(watch))
  }

  /// Types keys at once and takes in the reaction.
  func type(_ keys: String, quiet: Int = 40) throws -> Reaction {
    let reaction = try take(keys, quiet: quiet)
    return Reaction(reaction, since: reaction.typed)
  }

  /// Types keys and tells when some rows of the screen were as they then stayed, in milliseconds, whatever
  /// else still came; where none of them changed, when the first byte came.
  func type(_ keys: String, untilSet range: Range<Int>, quiet: Int = 60) throws -> Double? {
    let screen = try catchUp()
    let before = screen.lines(range)
    let reaction = try take(keys, quiet: quiet, mustSettle: false)
    var count = 0
    let arrivals = UnsafeBufferPointer(start: kq_watch_arrivals(watch, &count), count: count)
    guard let first = arrivals.first, let (screen, start) = shown else { return nil }
    var (old, settled, offset) = (before, first.at, start)
    let bytes = output
    for arrival in arrivals {
      screen.take(bytes[offset..<arrival.end])
      offset = arrival.end
      let new = screen.lines(range)
      if new != old { (old, settled) = (new, arrival.at) }
    }
    shown = (screen, offset)
    return Double(settled - reaction.typed) / 1e6
  }

  private func catchUp() throws -> Screen {
    let (screen, start) = try shown ?? (Screen(columns: columns, rows: rows), 0)
    let bytes = output
    screen.take(bytes[start...])
    shown = (screen, bytes.count)
    return screen
  }

  /// Types the key that ends the program and waits for that.
  func quit(_ key: String = "Q") throws {
    while try !take(key, quiet: 500).ended {
      if kq_interrupted() { throw BenchFault.interrupted }
    }
  }

  /// What goes on behind the screen, as the counting of a long list, may outlast the wait for silence.
  private func take(_ keys: String, quiet: Int, mustSettle: Bool = true) throws -> kq_reaction {
    let bytes = Array(keys.utf8)
    let reaction = kq_watch_react(watch, bytes, bytes.count, Int32(quiet))
    if kq_interrupted() { throw BenchFault.interrupted }
    if mustSettle && !reaction.settled && !reaction.ended {
      throw BenchFault.unexpected("silence after \"\(keys)\"", screen: try screen())
    }
    return reaction
  }

  func screen() throws -> String {
    try Screen.text(of: output, columns: columns, rows: rows)
  }

  /// Sees to it that what is measured is what is on the screen.
  func expect(_ text: String) throws {
    let screen = try screen()
    guard screen.contains(text) else { throw BenchFault.unexpected("\"\(text)\"", screen: screen) }
  }
}

/// What a key, or the start, brought about.
struct Reaction {
  /// To the last byte; nil where nothing came.
  var milliseconds: Double?
  /// To the first byte.
  var firstMilliseconds: Double?
  var bytes: Double
  /// CPU milliseconds of all threads.
  var cpu: Double

  init(_ reaction: kq_reaction, since start: Int64) {
    let hasCome = reaction.bytes > 0
    milliseconds = hasCome ? Double(reaction.last - start) / 1e6 : nil
    firstMilliseconds = hasCome ? Double(reaction.first - start) / 1e6 : nil
    bytes = Double(reaction.bytes)
    cpu = Double(reaction.cpu) / 1e6
  }
}
