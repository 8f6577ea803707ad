/// What the sequence model can take a line of a capture for.
package enum Label: UInt8, CaseIterable, Sendable {
  /// Anything that stands before the story and is none of the others.
  case front
  case title
  /// Another copy of the title, or its picture's alternative text.
  case echo
  case byline
  case date
  case standfirst
  /// A caption, the name of a photographer, a copyright notice.
  case credit
  case body
  case subhead
  /// Anything that stands inside the story and is none of the others.
  case inset
  case relatedHeading
  case related
  case share
  case advertisement
  /// The author or the source, below the story.
  case signOff
  /// Anything that stands behind the story.
  case tail

  /// How many labels there are, as many as a score has lanes.
  package static let count = 16

  /// Whether the line is read as part of the story's text.
  package var isText: Bool { self == .body || self == .subhead }

  /// Whether the line is removed from the story.
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
