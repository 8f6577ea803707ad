import Archive
import FoundationEssentials
import GRDB
import Stories

/// Reads stored captures for display and for cleaning: byte for byte, with all metadata.
extension SQLiteArchive {
  /// The newest capture of a story or of one of its versions, with all metadata and corrections; nil where
  /// there is none. Its text is not decoded. Throws where it is damaged.
  package func rawCapture(of id: StoryID, version: Int?) throws -> Capture? {
    try read { db in
      guard let row = try Self.captureRow(of: id, version: version, db) else { return nil }
      guard let capture = try Self.whole(row, db) else {
        throw ArchiveFault.damaged(path: path, reason: "the capture of story \(id)")
      }
      return capture
    }
  }

  /// The newest capture of the version of that number, else of the one that is read.
  static func captureRow(of id: StoryID, version: Int?, _ db: Database) throws -> Row? {
    let isWanted = version == nil ? "version.id = story.version" : "version.number = ?2"
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(captureColumns) FROM capture WHERE id =
          (SELECT \(newestCapture) FROM story
           JOIN version ON version.story = story.id AND \(isWanted) WHERE story.id = ?1)
        """)
    return try Row.fetchOne(statement, arguments: version.map { [id, $0] } ?? [id])
  }

  /// The newest capture of a version, by the version's own number in its table.
  static func captureRow(ofVersion version: Int64, _ db: Database) throws -> Row? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(captureColumns) FROM capture WHERE id =
          (SELECT \(newestCapture) FROM version WHERE version.id = ?)
        """)
    return try Row.fetchOne(statement, arguments: [version])
  }

  /// The version's newest capture, by `VersionPolicy.shown`: the latest time, then the highest number.
  static let newestCapture = """
    (SELECT capture.id FROM capture JOIN import ON import.id = capture.import
     WHERE capture.version = version.id ORDER BY \(captureTime) DESC, capture.id DESC LIMIT 1)
    """

  /// The columns of a capture for `capture(_:)`; a story that is joined to it has some of the same names.
  static let captureColumns =
    "capture.id AS capture, capture.story AS captureStory, capture.import AS captureImport, capture.size, "
    + "capture.raw, capture.format, capture.encoding, capture.path, capture.url, capture.captured, "
    + "capture.givenPublisher, capture.givenDate, capture.givenDateOrigin"

  /// A capture with the fields of its record, how it was imported, and the reader's corrections; nil where it
  /// is damaged.
  static func whole(_ row: Row, _ db: Database) throws -> Capture? {
    guard var capture = try capture(row) else { return nil }
    capture.given = try given(capture: row["capture"], db)
    capture.siteConfigs = try siteConfigs(ofImport: row["captureImport"], db)
    capture.corrections = try corrections(of: row["captureStory"], db)
    return capture
  }

  /// An older archive on a read-only disk lacks the column.
  private static func siteConfigs(ofImport number: Int64, _ db: Database) throws -> String? {
    guard try db.columns(in: "import").contains(where: { $0.name == "siteConfigs" }) else { return nil }
    let statement = try db.cachedStatement(sql: "SELECT siteConfigs FROM import WHERE id = ?")
    return try String.fetchOne(statement, arguments: [number])
  }

  /// The capture by itself; nil where it is damaged.
  static func capture(_ row: Row) throws -> Capture? {
    guard let bytes = try Compression.unpack([UInt8](row["raw"] as Data), size: row["size"]) else {
      return nil
    }
    let origin = try (row["givenDateOrigin"] as String?).flatMap(StoryDate.Origin.init) ?? .manifest
    let captured: Instant = try row["captured"]
    return try Capture(
      bytes: bytes, text: "", format: row["format"] as String == "html" ? .html : .text,
      encoding: row["encoding"], path: row["path"], url: row["url"], time: captured == 0 ? nil : captured,
      publisher: row["givenPublisher"],
      date: (row["givenDate"] as String?).flatMap { StoryDate(iso: $0, origin: origin) })
  }
}
