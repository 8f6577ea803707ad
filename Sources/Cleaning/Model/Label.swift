/// What a line of a capture may be, as the sequence model tells it.
package enum Label: UInt8, CaseIterable, Sendable {
  /// Anything that stands before the story and is none of the others.
  case front
  case title
  /// Another copy of the title, or its picture's alternative text.
  case echo
  case byline
  case date
  case standfirst
  /// A caption, a photographer, a right.
  case credit
  case body
  case subhead
  /// Anything that stands inside the story and is none of the others.
  case inset
  case relatedHeading
  case related
  case share
  case advertisement
  /// Who wrote it or where it came from, below the story.
  case signOff
  /// Anything that stands behind the story.
  case tail

  package static let count = 16

  /// Whether the line is read as part of the story's text.
  package var isText: Bool { self == .body || self == .subhead }

  /// Whether the line is no part of the story at all; a title is the story's only once.
  var isRemoved: Bool {
    switch self {
    case .byline, .standfirst, .body, .subhead, .relatedHeading, .related: false
    case .front, .title, .echo, .date, .credit, .inset, .share, .advertisement, .signOff, .tail: true
    }
  }

  /// The name of the rule for a line that was taken away: `line.share`.
  var rule: String {
    switch self {
    case .front: "line.front"
    case .title, .echo: "line.title-copy"
    case .byline: "line.byline"
    case .date: "line.date"
    case .standfirst, .body, .subhead, .inset: "line.inset"
    case .credit: "line.credit"
    case .relatedHeading, .related: "line.related"
    case .share: "line.share"
    case .advertisement: "line.advertisement"
    case .signOff: "line.sign-off"
    case .tail: "line.tail"
    }
  }
}
