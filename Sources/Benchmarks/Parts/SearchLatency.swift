import CSQLiteFloor
import CStopwatch

/// Searches of every kind in large archives: by hand, with what comes to the screen first, and as a process.
enum SearchLatency {
  /// Searches of a kind; for the simple ones what the index is asked for.
  private struct Kind {
    var name: String
    var searches: [String]
    var isPlain = false
  }

  private static let kinds = [
    Kind(
      name: "a word, from the commonest to one of a single story",
      searches: [
        "de", "port", "maree", "tempete", "ministre", "goeland", "precipitations", "zwbck", "ephemeride",
        "coeur",
      ], isPlain: true),
    Kind(name: "two letters, unfinished", searches: ["de", "po", "ma", "pr", "qu", "en", "ta", "zw"]),
    Kind(
      name: "three letters, unfinished", searches: ["des", "por", "mar", "pré", "que", "cha", "ent", "zwb"]),
    Kind(name: "two words", searches: ["de la", "port maree", "ministre guerre", "la zwbck", "le ma"]),
    Kind(
      name: "a phrase", searches: ["\"de la\"", "\"le port\"", "\"du gouvernement\"", "\"goéland embruns\""]),
    Kind(
      name: "in a field, with a filter",
      searches: [
        "title:port", "source:fanal port", "lang:fr marée", "author:goff port", "date:2026-02 port",
        "since:2026-01 de", "is:unread port", "port is:starred", "port is:linked", "port is:wanted",
      ]),
    Kind(name: "without a word", searches: ["port -marée", "port -le", "marée -de", "-port"]),
    Kind(name: "beginnings and very forms", searches: ["ephem*", "po*", "=élève", "=port", "=préfet"]),
  ]

  /// Milliseconds of one kind.
  private struct Times {
    var newest: [Double] = []
    var ranked: [Double] = []
    var floors: [Double] = []
    var rankFloors: [Double] = []
  }

  static func figures(_ large: FilledArchive, _ tenth: FilledArchive, _ bench: Bench) throws -> [Figure] {
    let group = "Search by hand, \(large.count) captures, first screen, 80x24"
    let (ours, theirs) = (try times(large, bench), try times(tenth, bench))
    var figures: [Figure] = []
    for (index, kind) in kinds.enumerated() {
      figures.append(
        Figure(
          group, kind.name + ", p95", "ms", [AtSize.high(ours.kinds[index].newest)],
          floor: kind.isPlain ? [AtSize.high(ours.kinds[index].floors)] : [], aim: 10,
          note: "at \(tenth.count): \(brief(AtSize.high(theirs.kinds[index].newest)))"))
      figures.append(
        Figure(
          group, "  by relevance, p95", "ms", [AtSize.high(ours.kinds[index].ranked)],
          floor: kind.isPlain ? [AtSize.high(ours.kinds[index].rankFloors)] : [], aim: 50,
          note: "at \(tenth.count): \(brief(AtSize.high(theirs.kinds[index].ranked)))"))
    }
    let medians = [ours, theirs].map { AtSize.median($0.keys) }
    figures += [
      Figure(group, "every key of these, p95", "ms", [AtSize.high(ours.keys)], aim: 10),
      Figure(group, "  median, of that at \(tenth.count)", "times", [medians[0] / medians[1]], aim: 1.2),
    ]
    return figures + processes(large, tenth, bench)
  }

  private static func brief(_ value: Double) -> String { "\(Double(Int(value * 100)) / 100) ms" }

  private static func times(
    _ filled: FilledArchive, _ bench: Bench
  ) throws -> (kinds: [Times], keys: [Double]) {
    let session = try bench.session([bench.kiosque, "--archive", filled.archive], columns: 80, rows: 24)
    let floor = kq_floor_open(filled.archive)
    defer { if let floor { kq_floor_close(floor) } }
    _ = try session.firstFrame()
    let list = 2..<21
    var keys: [Double] = []
    let kinds = try kinds.map { kind in
      var times = Times()
      for search in kind.searches {
        for _ in 0..<bench.runs(3, quick: 1) {
          _ = try session.type("/", quiet: 60)
          var last: Double?
          for letter in search {
            last = try session.type(String(letter), untilSet: list)
            keys += [last].compactMap(\.self)
          }
          times.newest += [last].compactMap(\.self)
          times.ranked += [try session.type("\u{12}", untilSet: list)].compactMap(\.self)
          for _ in 0..<3 { _ = try session.type("\u{1B}", quiet: 100) }
          guard kind.isPlain, let floor else { continue }
          var found: Int32 = 0
          times.floors.append(Double(kq_floor_page(floor, search, 20, &found)) / 1e6)
          times.rankFloors.append(Double(kq_floor_rank(floor, search, 20, &found)) / 1e6)
        }
      }
      return times
    }
    try session.quit()
    return (kinds, keys)
  }

  private static func processes(_ large: FilledArchive, _ tenth: FilledArchive, _ bench: Bench) -> [Figure] {
    let group = "kiosque search, \(large.count) captures, the whole process"
    let version = (0..<bench.runs(15, quick: 5)).compactMap { _ in
      (try? bench.run([bench.kiosque, "--version"])).map { Double($0.wall) / 1e6 }
    }
    return [("newest first, p95", [String](), 30.0), ("by relevance, p95", ["--rank"], 70)].map {
      (name, options, aim) in
      let all = [large, tenth].map { filled in
        kinds.flatMap(\.searches).flatMap { search in
          (0..<bench.runs(3, quick: 1)).compactMap { _ in
            let command = [bench.kiosque, "search", "--archive", filled.archive, "--limit", "20"]
            return (try? bench.run(command + options + ["--", search])).map { Double($0.wall) / 1e6 }
          }
        }
      }
      return Figure(
        group, name, "ms", [AtSize.high(all[0])], floor: version, aim: aim,
        note: "floor: --version; at \(tenth.count): \(brief(AtSize.high(all[1])))")
    }
  }
}
