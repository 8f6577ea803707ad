/// What the program keeps in memory, by /proc.
enum Memory {
  private static let group = "Memory, 10,000 stories, 120x40"

  static func figures(_ bench: Bench, _ archives: TestArchives) throws -> [Figure] {
    let session = try bench.session(
      [bench.kiosque, "--archive", archives.largeArchive], columns: 120, rows: 40)
    let floor = try bench.session([bench.ncursesFloor, archives.largeArchive], columns: 120, rows: 40)
    _ = try session.firstFrame()
    _ = try floor.firstFrame()
    var figures = read(session, floor, "list open")
    for _ in 0..<20 {
      for key in ["\r", " ", " ", "q", "j"] { _ = try session.type(key) }
    }
    figures += read(session, floor, "after 20 stories")
    try session.quit()
    return figures
  }

  private static func read(_ session: Session, _ floor: Session, _ name: String) -> [Figure] {
    [
      Figure(
        group, name + ", resident", "MB", megabytes(session, "status", ["VmRSS"]),
        floor: megabytes(floor, "status", ["VmRSS"]), aim: 60),
      Figure(
        group, "  proportional", "MB", megabytes(session, "smaps_rollup", ["Pss"]),
        floor: megabytes(floor, "smaps_rollup", ["Pss"])),
      Figure(
        group, "  private", "MB", megabytes(session, "smaps_rollup", ["Private_Clean", "Private_Dirty"]),
        floor: megabytes(floor, "smaps_rollup", ["Private_Clean", "Private_Dirty"])),
    ]
  }

  /// The sum of some lines `Name: 1234 kB`; empty where the system gives none.
  private static func megabytes(_ session: Session, _ file: String, _ names: [String]) -> [Double] {
    let values = names.compactMap { name in
      Machine.firstLine("/proc/\(session.process)/\(file)", name + ":")
        .flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
    }
    return values.count == names.count ? [values.reduce(0, +) * 1024 / 1e6] : []
  }
}
