/// Reactions to keys, gathered by name, beside a floor that reacts in turn.
struct KeyCourse {
  private(set) var reactions: [Reaction] = []
  private(set) var floors: [Reaction] = []

  /// Types one key here and its counterpart there; the first run warms up and is not counted.
  init(
    _ runs: Int, _ session: Session, _ key: String, floor: Session? = nil, _ floorKey: String = "",
    after: (Session) throws -> Void = { _ in }
  ) throws {
    for run in 0...runs {
      let reaction = try session.type(key)
      try after(session)
      let lower = try floor?.type(floorKey)
      if run == 0 { continue }
      reactions.append(reaction)
      if let lower { floors.append(lower) }
    }
  }

  /// Time, CPU time and bytes, a line each.
  func figures(_ group: String, _ name: String, milliseconds: Double? = nil, bytes: Double? = nil) -> [Figure]
  {
    let idle = reactions.filter { $0.milliseconds == nil }.count
    return [
      Figure(
        group, name, "ms", reactions.compactMap(\.milliseconds), floor: floors.compactMap(\.milliseconds),
        aim: milliseconds, note: idle > 0 ? "\(idle) of \(reactions.count) keys changed nothing" : nil),
      Figure(group, "  CPU", "ms", reactions.map(\.cpu), floor: floors.map(\.cpu)),
      Figure(group, "  bytes", "bytes", reactions.map(\.bytes), floor: floors.map(\.bytes), aim: bytes),
    ]
  }
}

/// Keys in a list of 10,000.
enum ListKeys {
  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    try figures(
      bench, archives, columns: 120, rows: 40, "Keys in the list, 10,000 stories, 120x40 with preview")
      + figures(bench, archives, columns: 80, rows: 24, "Keys in the list, 10,000 stories, 80x24")
  }

  private static func figures(
    _ bench: Bench, _ archives: TestArchives, columns: Int, rows: Int, _ group: String
  ) throws -> [Figure] {
    let runs = bench.runs(40, quick: 11)
    let session = try bench.session(
      [bench.kiosque, "--archive", archives.largeArchive], columns: columns, rows: rows)
    let floor = try bench.session([bench.ncursesFloor], columns: columns, rows: rows)
    _ = try session.firstFrame()
    _ = try floor.firstFrame()
    try session.expect("Édition 0,")
    let line = try KeyCourse(runs, session, "j", floor: floor, "j")
    let page = try KeyCourse(runs, session, "\u{1B}[6~", floor: floor, " ")
    let end = try KeyCourse(runs / 2, session, "G") { _ = try $0.type("g") }
    try session.expect("Édition 0,")
    _ = try session.type("G")
    try session.expect("Édition \(TestArchives.large - 1),")
    let start = try KeyCourse(runs / 2, session, "g") { _ = try $0.type("G") }
    try session.quit()
    return line.figures(group, "j", milliseconds: 2) + page.figures(group, "PgDn", milliseconds: 2)
      + end.figures(group, "G", milliseconds: 2) + start.figures(group, "g", milliseconds: 2)
  }
}

/// Keys in a story, and the ways into and out of it.
enum StoryKeys {
  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    let group = "Keys in a story, 80x24"
    let runs = bench.runs(30, quick: 11)
    let session = try bench.session(
      [bench.kiosque, "--archive", archives.largeArchive], columns: 80, rows: 24)
    let floor = try bench.session([bench.ncursesFloor], columns: 80, rows: 24)
    _ = try session.firstFrame()
    _ = try floor.firstFrame()
    let open = try KeyCourse(runs, session, "\r", floor: floor, " ") {
      _ = try $0.type("q")
      _ = try $0.type("j")
    }
    _ = try session.type("g")
    _ = try session.type("\r")
    try session.expect("› Édition 0,")
    let line = try KeyCourse(runs, session, "j", floor: floor, "s")
    _ = try session.type("g")
    let page = try KeyCourse(runs, session, "\u{1B}[6~", floor: floor, " ") { _ = try $0.type("b") }
    _ = try session.type("g")
    let follow = try KeyCourse(runs, session, "1", floor: floor, " ") { _ = try $0.type("[") }
    _ = try session.type("1")
    let back = try KeyCourse(runs, session, "[", floor: floor, " ") { _ = try $0.type("1") }
    try session.quit()
    return open.figures(group, "Enter: a story that was not read", milliseconds: nil)
      + line.figures(group, "j", milliseconds: 2, bytes: 250) + page.figures(group, "PgDn", milliseconds: 2)
      + follow.figures(group, "1: a related story") + back.figures(group, "[: back")
  }
}
