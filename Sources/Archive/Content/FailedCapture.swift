import Stories

/// A capture that could not be read: kept as it came, so that a later version can read it.
package struct FailedCapture: Sendable, Equatable {
  /// Its number in the archive; 0 for one that is not stored yet.
  package var id: Int64
  /// The path of its file, and where in it.
  package var path: String
  /// What happened, in English, for statistics.
  package var reason: String
  /// When it was kept.
  package var time: Instant
  /// The record, in a form that only its writer reads.
  package var record: [UInt8]

  package init(id: Int64 = 0, path: String, reason: String, time: Instant, record: [UInt8]) {
    (self.id, self.path, self.reason) = (id, path, reason)
    (self.time, self.record) = (time, record)
  }
}
