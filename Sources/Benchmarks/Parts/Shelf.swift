import CSQLiteFloor
import CStopwatch
import FoundationEssentials
import Glibc

/// The archives that the other parts read, and what it cost to fill them.
struct Shelf {
  static let small = 1000
  static let middle = 2000
  static let large = 10_000

  let smallArchive: String
  let middleArchive: String
  let largeArchive: String

  private static let group = "Import, text captures of the seed's kind"

  init(_ workshop: Workshop, _ report: inout Report) throws {
    smallArchive = workshop.path("1k.sqlite")
    middleArchive = workshop.path("2k.sqlite")
    largeArchive = workshop.path("10k.sqlite")
    try Press(count: Self.large).publish(in: workshop.folder)
    try Self.fill(smallArchive, thousands: 0..<1, workshop)
    report.figures += try Self.figures(middleArchive, workshop)
    let cost = try Self.fill(largeArchive, thousands: 0..<Self.large / 1000, workshop)
    report.figures += Self.rates("import \(Self.large)", Self.large, [cost])
    report.figures.append(
      Figure(Self.group, "import \(Self.large), most memory", "MB", [Double(cost.peak) / 1e6]))
  }

  @discardableResult
  private static func fill(_ archive: String, thousands: Range<Int>, _ workshop: Workshop) throws -> kq_cost {
    let folders = thousands.map { workshop.path("captures/\($0)") }
    return try workshop.run(
      [workshop.kiosque, "import", "--archive", archive, "--manifest", workshop.path("manifest.csv")]
        + folders)
  }

  private static func figures(_ archive: String, _ workshop: Workshop) throws -> [Figure] {
    var first: [kq_cost] = []
    var again: [kq_cost] = []
    var floors: [kq_floor_copied] = []
    for _ in 0..<workshop.runs(3, quick: 1) {
      remove(archive)
      first.append(try fill(archive, thousands: 0..<2, workshop))
      again.append(try fill(archive, thousands: 0..<2, workshop))
      floors += copied(archive, workshop)
    }
    let note =
      floors.isEmpty
      ? "floor not measured: SQLite alone could not read the archive"
      : "floor: the same rows in SQLite with the same index, transactions of 96, synchronous FULL"
    return rates("import \(middle)", middle, first, floors, note: note)
      + rates("import \(middle) again", middle, again)
  }

  private static func copied(_ archive: String, _ workshop: Workshop) -> [kq_floor_copied] {
    let path = workshop.path("floor.sqlite")
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
