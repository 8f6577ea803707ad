import FoundationEssentials
import Importing
import Stories

/// A line of `clean --ndjson`: a JSON object with `id`, `url`, `html`, `text` or `path`, `publisher`, `time`.
struct CaptureLine: Decodable {
  /// The identifier of a line, which is returned unchanged.
  enum ID: Codable, Sendable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  var id: ID?
  var url: String?
  var html: String?
  var text: String?
  var path: String?
  var publisher: String?
  var time: String?

  /// Nil where the line is no JSON object.
  init?(_ line: String) {
    guard let read = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else { return nil }
    self = read
  }

  /// Of the text or page in it.
  var capture: Result<Capture, ImportFault> {
    CaptureReader(format: html != nil ? .html : .text)
      .capture(bytes: Array((html ?? text ?? "").utf8), path: nil, url: url).map(completed)
  }

  /// The capture with what the line says of it.
  func completed(_ capture: Capture) -> Capture {
    var capture = capture
    capture.url = url ?? capture.url
    capture.publisher = publisher
    capture.time = time.flatMap { StoryDate(iso: $0, origin: .metadata)?.instant }
    return capture
  }
}
