import CStopwatch
import Cleaning
import Glibc
import Stories

/// Cleaning text captures and nothing else, in this process and on one core.
struct Texts {
  private static let group = "Cleaning alone, text captures, one core"
  private static let aim = 20_000.0

  private let cleaner: Cleaner
  private let captures: [Capture]

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    try figures(bench)
  }

  static func figures(_ bench: Bench) throws -> [Figure] {
    let cleaner = try cleaner(bench.kiosque + "_Kiosque.resources")
    let generator = CaptureGenerator(count: TestArchives.large)
    let captures = (0..<TestArchives.middle).map { number in
      Capture(bytes: [], text: generator.copy(number).text, format: .text)
    }
    let seed = captures.filter { (1600...2400).contains($0.text.utf8.count) }
    let runs = bench.runs(9, quick: 3)
    return try Texts(cleaner: cleaner, captures: captures).figures("generated", runs)
      + Texts(cleaner: cleaner, captures: seed).figures("those of about 2 kB", runs)
  }

  /// With the profiles and the weights of the program that is measured.
  private static func cleaner(_ data: String) throws -> Cleaner {
    guard let weights = SequenceModel.load(file: data + "/Weights/lines.tsv") else {
      throw BenchFault.noProgram(data + "/Weights/lines.tsv")
    }
    return Cleaner(profiles: Profile.load(folder: data + "/Profiles").profiles, model: weights.0)
  }

  private func figures(_ name: String, _ runs: Int) throws -> [Figure] {
    let bytes = captures.reduce(0) { $0 + $1.text.utf8.count } / max(1, captures.count)
    let lines = captures.reduce(0) { $0 + Self.lines(of: $1) } / max(1, captures.count)
    var rates: [Double] = []
    var floors: [Double] = []
    let before = Self.resident
    for _ in 0..<runs {
      rates.append(rate { clean() })
      floors.append(rate { copy() })
      if kq_interrupted() { throw BenchFault.interrupted }
    }
    let grown = Double(Self.resident - before) / 1e6
    return [
      Figure(
        Self.group, name, "captures/CPU-s", rates, floor: floors, least: Self.aim,
        note: "floor: lines found and copied; \(bytes) bytes and \(lines) lines a capture"),
      Figure(
        Self.group, "  memory grown", "MB", [grown], aim: 4, note: "over \(runs * captures.count) captures"),
    ]
  }

  private func rate(_ work: () -> Int) -> Double {
    let start = kq_own_cpu()
    let done = work()
    return Double(done) * 1e9 / Double(max(1, kq_own_cpu() - start))
  }

  /// How many of them gave a story.
  private func clean() -> Int {
    captures.count { if case .success = cleaner.story(from: $0) { true } else { false } }
  }

  /// How many of them were copied line by line: the least that any cleaning must do.
  private func copy() -> Int {
    captures.count { capture in
      var text = capture.text
      var copied = 0
      text.withUTF8 { bytes in
        var at = 0
        while at < bytes.count {
          let end = Self.end(bytes, at)
          copied += String(decoding: bytes[at..<end], as: UTF8.self).utf8.count
          at = end + 1
        }
      }
      return copied > 0
    }
  }

  private static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + from, 0x0A, bytes.count - from) else {
      return bytes.count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private static func lines(of capture: Capture) -> Int {
    capture.text.utf8.split(separator: 0x0A).count
  }

  /// What this process has in memory, in bytes.
  private static var resident: Int {
    let pages = TextFile.text("/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }
}
