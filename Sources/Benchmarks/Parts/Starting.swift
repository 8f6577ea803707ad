import CStopwatch

/// From exec to the last byte of the first frame.
enum Starting {
  private static let group = "Start to first frame, 120x40"

  /// Runs of one program; their first frames.
  private struct Contestant {
    var name: String
    var arguments: [String]
    /// The archive by the environment, as a person who types the bare name has it.
    var archive: String?
    var frames: [Reaction] = []
  }

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    let opened = [archives.smallArchive, archives.largeArchive]
    var courses =
      opened.map { Contestant(name: "kiosque", arguments: [bench.kiosque], archive: $0) }
      + [Contestant(name: "C, ncurses", arguments: [bench.ncursesFloor])]
      + [Contestant(name: "C, ncurses and SQLite", arguments: [bench.ncursesFloor, archives.largeArchive])]
      + [Contestant(name: "kiosque --version", arguments: [bench.kiosque, "--version"])]
    for _ in 0..<bench.runs(21, quick: 7) {
      for index in courses.indices {
        let session = try bench.session(
          courses[index].arguments, columns: 120, rows: 40, archive: courses[index].archive)
        courses[index].frames.append(try session.firstFrame())
        if index < 2 { try session.quit() }
      }
    }
    let times = courses.map { $0.frames.compactMap(\.milliseconds) }
    let cpu = courses.map { $0.frames.map(\.cpu) }
    return [
      Figure(group, "1,000 stories", "ms", times[0], floor: times[2], aim: 20),
      Figure(group, "10,000 stories", "ms", times[1], floor: times[2], aim: 20),
      Figure(group, "10,000 stories beside SQLite in C", "ms", times[1], floor: times[3]),
      Figure(group, "10,000 stories, first byte", "ms", courses[1].frames.compactMap(\.firstMilliseconds)),
      Figure(group, "10,000 stories, CPU", "ms", cpu[1], floor: cpu[3]),
      Figure(group, "10,000 stories, bytes", "bytes", courses[1].frames.map(\.bytes)),
      Figure(
        group, "kiosque --version", "ms", times[4], floor: times[2],
        note:
          "loading and parsing arguments alone; floors in C: ncurses, with SQLite the newest rows too"
      ),
    ]
  }
}
