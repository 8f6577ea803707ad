import CSQLiteFloor
import CStopwatch
import FoundationEssentials
import Glibc

/// The archives that the other parts read, and what it cost to fill them.
struct TestArchives {
  static let small = 1000
  static let middle = 2000
  static let large = 10_000

  let smallArchive: String
  let middleArchive: String
  let largeArchive: String

  private static let group = "Import, text captures of the seed's kind"

  init(_ bench: Bench, _ report: inout Report) throws {
    smallArchive = bench.path("1k.sqlite")
    middleArchive = bench.path("2k.sqlite")
    largeArchive = bench.path("10k.sqlite")
    try CaptureGenerator(count: Self.large).publish(in: bench.folder)
    try Self.fill(smallArchive, thousands: 0..<1, bench)
    report.figures += try Self.figures(middleArchive, bench)
    let cost = try Self.fill(largeArchive, thousands: 0..<Self.large / 1000, bench)
    report.figures += Self.rates("import \(Self.large)", Self.large, [cost])
    report.figures.append(
      Figure(Self.group, "import \(Self.large), most memory", "MB", [Double(cost.peak) / 1e6]))
  }

  @discardableResult
  private static func fill(_ archive: String, thousands: Range<Int>, _ bench: Bench) throws -> kq_cost {
    let folders = thousands.map { bench.path("captures/\($0)") }
    return try bench.run(
      [bench.kiosque, "import", "--archive", archive, "--manifest", bench.path("manifest.csv")]
        + folders)
  }

  private static func figures(_ archive: String, _ bench: Bench) throws -> [Figure] {
    var first: [kq_cost] = []
    var again: [kq_cost] = []
    var floors: [kq_floor_copied] = []
    for _ in 0..<bench.runs(3, quick: 1) {
      remove(archive)
      first.append(try fill(archive, thousands: 0..<2, bench))
      again.append(try fill(archive, thousands: 0..<2, bench))
      floors += copied(archive, bench)
    }
    let note =
      floors.isEmpty
      ? "floor not measured: SQLite alone could not read the archive"
      : "floor: the same rows in SQLite with the same index, transactions of 96, synchronous FULL"
    return rates("import \(middle)", middle, first, floors, note: note)
      + rates("import \(middle) again", middle, again)
  }

  private static func copied(_ archive: String, _ bench: Bench) -> [kq_floor_copied] {
    let path = bench.path("floor.sqlite")
    remove(path)
    defer { remove(path) }
    guard let floor = kq_floor_open(archive) else { return [] }
    defer { kq_floor_close(floor) }
    let copied = kq_floor_copy(floor, path, 96, 0)
    return copied.stories > 0 ? [copied] : []
  }

  private static func remove(_ database: String) {
    for ending in ["", "-wal", "-shm"] { unlink(database + ending) }
  }

  private static func rates(
    _ name: String, _ count: Int, _ costs: [kq_cost], _ floors: [kq_floor_copied] = [], note: String? = nil
  ) -> [Figure] {
    [
      Figure(
        group, name, "stories/s", costs.map { perSecond(count, $0.wall) },
        floor: floors.map { perSecond(Int($0.stories), $0.wall) }),
      Figure(
        group, name, "stories/CPU-s", costs.map { perSecond(count, $0.cpu) },
        floor: floors.map { perSecond(Int($0.stories), $0.cpu) }, note: note),
    ]
  }

  private static func perSecond(_ count: Int, _ nanoseconds: Int64) -> Double {
    Double(count) / max(1e-9, Double(nanoseconds) / 1e9)
  }
}
