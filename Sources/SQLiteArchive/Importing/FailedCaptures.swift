import Archive
import FoundationEssentials
import GRDB
import Stories

extension SQLiteArchive {
  /// Keeps captures that could not be read, each content once.
  package func keepFailed(_ captures: [FailedCapture]) throws {
    let rows = captures.map {
      (capture: $0, digest: Digest(of: $0.record), packed: Compression.pack($0.record))
    }
    try write { db in
      for (capture, digest, packed) in rows {
        try db.cachedStatement(
          sql: """
            INSERT INTO failedCapture (sha256, path, reason, time, size, record) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (sha256) DO UPDATE SET reason = excluded.reason
            """
        ).execute(arguments: [
          digest.data, capture.path, capture.reason, capture.time, capture.record.count, Data(packed),
        ])
      }
    }
  }

  /// Captures that could not be read, by number, those after one.
  package func failedCaptures(after id: Int64, limit: Int) throws -> [FailedCapture] {
    try read { db in
      guard try db.tableExists("failedCapture") else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql:
          "SELECT id, path, reason, time, size, record FROM failedCapture WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [id, limit])
      return try rows.map { row in
        let packed: Data = try row["record"]
        return FailedCapture(
          id: try row["id"], path: try row["path"], reason: try row["reason"], time: try row["time"],
          record: Compression.unpack([UInt8](packed), size: try row["size"]) ?? [])
      }
    }
  }

  /// Forgets captures that could be read at last.
  package func dropFailed(_ ids: [Int64]) throws {
    try write { db in
      for id in ids {
        try db.cachedStatement(sql: "DELETE FROM failedCapture WHERE id = ?").execute(arguments: [id])
      }
    }
  }
}
