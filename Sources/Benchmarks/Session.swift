import CStopwatch
import Glibc

/// A program on a terminal, under the watch.
final class Session {
  private let watch: OpaquePointer
  let columns: Int
  let rows: Int

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
    return UnsafeRawBufferPointer(start: bytes, count: length).map { $0 }
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

  /// Types the key that ends the program and waits for that.
  func quit(_ key: String = "Q") throws {
    while try !take(key, quiet: 500).ended {
      if kq_interrupted() { throw BenchFault.interrupted }
    }
  }

  private func take(_ keys: String, quiet: Int) throws -> kq_reaction {
    let bytes = Array(keys.utf8)
    let reaction = kq_watch_react(watch, bytes, bytes.count, Int32(quiet))
    if kq_interrupted() { throw BenchFault.interrupted }
    if !reaction.settled && !reaction.ended {
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
