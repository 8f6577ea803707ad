import CSQLiteFloor

/// Search as it is typed, with accents left out.
enum Searching {
  private static let group = "Search as you type, 10,000 stories, 120x40"
  private static let word = "ephemeride"

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    let session = try bench.session(
      [bench.kiosque, "--archive", archives.largeArchive], columns: 120, rows: 40)
    let floor = kq_floor_open(archives.largeArchive)
    defer { if let floor { kq_floor_close(floor) } }
    _ = try session.firstFrame()
    var keys = Array(repeating: [Reaction](), count: word.count + 1)
    var floors = Array(repeating: [Double](), count: word.count + 1)
    var counts = floors
    for _ in 0..<bench.runs(9, quick: 4) {
      for (index, key) in ("/" + word).enumerated() {
        keys[index].append(try session.type(String(key), quiet: 60))
        guard index > 0, let floor else { continue }
        floors[index] += ask(floor, index) { kq_floor_page($0, $1, 100, $2) }
        counts[index] += ask(floor, index) { kq_floor_count($0, $1, $2) }
      }
      try session.expect(word)
      for _ in 0..<2 { _ = try session.type("\u{1B}", quiet: 100) }
    }
    try session.quit()
    return keys.indices.map { index in
      let name = index == 0 ? "/" : "/" + word.prefix(index)
      return Figure(group, name, "ms", keys[index].compactMap(\.milliseconds), floor: floors[index])
    } + [
      Figure(
        group, "CPU, /e", "ms", keys[1].map(\.cpu), floor: zip(floors[1], counts[1]).map { $0 + $1 },
        note: "one letter is not searched: it would find nearly every story"),
      Figure(
        group, "CPU, the slowest of the others", "ms", slowest(keys).map(\.cpu),
        note: floor == nil
          ? "floor not measured: the archive could not be read"
          : "floor: the newest 100 matches by SQLite's C interface; beside CPU with their count"),
    ]
  }

  private static func slowest(_ keys: [[Reaction]]) -> [Reaction] {
    let median = { (reactions: [Reaction]) in Spread(reactions.map(\.cpu))?.median ?? 0 }
    return keys.dropFirst(2).max { median($0) < median($1) } ?? []
  }

  /// Milliseconds; none where SQLite alone does not know the tokenizer.
  private static func ask(
    _ floor: OpaquePointer, _ letters: Int,
    _ question: (OpaquePointer, String, UnsafeMutablePointer<Int32>) -> Int64
  ) -> [Double] {
    var found: Int32 = 0
    let nanoseconds = question(floor, "\"\(word.prefix(letters))\"*", &found)
    return nanoseconds < 0 ? [] : [Double(nanoseconds) / 1e6]
  }
}
