import Synchronization

/// Where the responses of web archives stand by the digest of their payload, over all the files that a reader
/// opens.
final class PayloadIndex: Sendable {
  /// A response in a file.
  struct Location: Equatable, Sendable {
    var path: String
    /// In bytes of the file.
    var offset: Int64
  }

  private static let most = 200_000

  private let places = Mutex<[String: Location]>([:])

  func note(_ digest: String, _ place: Location) {
    places.withLock { if $0.count < Self.most || $0[digest] != nil { $0[digest] = place } }
  }

  func place(of digest: String) -> Location? { places.withLock { $0[digest] } }
}
