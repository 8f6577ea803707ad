import Locking

/// Where the responses of web archives stand by the digest of their payload, over all the files that a reader
/// opens.
package final class PayloadIndex: Sendable {
  /// A response in a file.
  package struct Location: Equatable, Sendable {
    /// Of the file.
    package var path: String
    /// In bytes of the file.
    package var offset: Int64

    package init(path: String, offset: Int64) { (self.path, self.offset) = (path, offset) }
  }

  private static let most = 200_000

  private let places = Mutex<[String: Location]>([:])
  private let fresh = Mutex<[String: Location]>([:])

  package init() {}

  /// Enters a response.
  package func note(_ digest: String, _ place: Location) {
    let isKept = places.withLock { places in
      guard places.count < Self.most || places[digest] != nil else { return false }
      places[digest] = place
      return true
    }
    if isKept { fresh.withLock { $0[digest] = place } }
  }

  /// Where a response stands; nil where none was entered.
  package func place(of digest: String) -> Location? { places.withLock { $0[digest] } }

  /// What was entered since the last call.
  package func takeFresh() -> [String: Location] {
    fresh.withLock { fresh in
      defer { fresh = [:] }
      return fresh
    }
  }
}
