import Stories
import Text

/// Where passages come from, one at a time: a story's are not copied out of it.
enum PassageSource: Equatable, Sendable {
  case story(Story, byline: String)
  case passages([Passage])

  var count: Int {
    switch self {
    case .story(let story, _): story.blocks.count + (story.standfirst == nil ? 2 : 3)
    case .passages(let passages): passages.count
    }
  }

  /// Bytes of all texts.
  var bytes: Int {
    switch self {
    case .story(let story, let byline):
      story.blocks.reduce(
        story.title.utf8.count + byline.utf8.count + (story.standfirst?.utf8.count ?? 0)
      ) { $0 + $1.text.utf8.count }
    case .passages(let passages): passages.reduce(0) { $0 + $1.text.utf8.count }
    }
  }

  func kind(of index: Int) -> Passage.Kind {
    switch self {
    case .passages(let passages): return passages[index].kind
    case .story(let story, _):
      guard let block = block(index, in: story) else {
        return index == 0 ? .title : index == 1 ? .byline : .standfirst
      }
      return .block(block.kind, level: block.level, ordered: block.ordered)
    }
  }

  func about(_ index: Int) -> (parts: TextParts, language: String?) {
    let parts: TextParts =
      switch kind(of: index) {
      case .title: .title
      case .byline: .byline
      case .standfirst, .block: .body
      case .note: .all
      }
    switch self {
    case .story(let story, _): return (parts, story.language)
    case .passages(let passages): return (parts, passages[index].language)
    }
  }

  subscript(index: Int) -> Passage {
    switch self {
    case .passages(let passages): return passages[index]
    case .story(let story, let byline):
      switch kind(of: index) {
      case .title: return Passage(.title, story.title, language: story.language)
      case .byline: return Passage(.byline, byline)
      case .standfirst: return Passage(.standfirst, story.standfirst ?? "", language: story.language)
      case let kind:
        let block = block(index, in: story)
        return Passage(kind, block?.text ?? "", language: story.language, spans: block?.spans ?? [])
      }
    }
  }

  private func block(_ index: Int, in story: Story) -> Block? {
    let first = story.standfirst == nil ? 2 : 3
    return index < first ? nil : story.blocks[index - first]
  }
}
