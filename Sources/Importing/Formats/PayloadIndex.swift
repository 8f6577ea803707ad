import Stories
import Synchronization

/// A record that says a page is the same as one captured before, and has none of its own (ISO 28500:2017,
/// section 6.7).
package struct Revisit: Sendable {
  /// The file's path, and where in it.
  package var path: String
  /// Of the page that it is the same as, as the record has it; nil where it has none.
  var digest: String?
  /// The page's address.
  package var url: String?
  /// When it was visited again.
  var time: Instant?
  var place: Place
}

/// Where the responses of web archives stand by the digest of their payload, over all the files that a reader
/// opens.
final class PayloadIndex: Sendable {
  /// A response in a file.
  struct Place: Equatable, Sendable {
    var path: String
    /// In bytes of the file.
    var offset: Int64
  }

  private static let most = 200_000

  private let places = Mutex<[String: Place]>([:])

  func note(_ digest: String, _ place: Place) {
    places.withLock { if $0.count < Self.most || $0[digest] != nil { $0[digest] = place } }
  }

  func place(of digest: String) -> Place? { places.withLock { $0[digest] } }
}

extension CaptureReader {
  /// The page that a revisit refers to, with the date of the revisit; nil where it stands in no file that was
  /// opened.
  package func page(of revisit: Revisit) -> Record? {
    guard let digest = revisit.digest, let place = payloads.place(of: digest),
      case .success(let file) = FileBytes.open(place.path, followLinks: true)
    else { return nil }
    let stream = ByteStream(FileSupply(file, from: place.offset))
    let budget = Budget(of: file)
    let packing = Packing(stream.peek(16))
    return WebArchive.page(
      of: revisit,
      in: packing.map { ByteStream(UnpackSupply(stream, $0, dictionary: [], budget: budget)) } ?? stream,
      budget)
  }
}
