import Stories

/// Makes a story from labelled lines.
enum StoryBuilder {
  static func story(_ lines: [Line], title: Int) -> Story {
    let isText = Titles.isText(lines[title])
    var story = Story(title: isText ? Titles.excerpt(of: lines[title].text) : lines[title].text)
    for line in lines {
      switch Corrections.label(line) {
      case .title: if isText { story.blocks.append(block(line)) }
      case .byline: story.byline += Self.names(line)
      case .standfirst: story.standfirst = line.text
      case .open, .paragraph: story.blocks.append(block(line))
      case .heading: story.blocks.append(Block(.heading, line.text, level: 2))
      case .item(let ordered): story.blocks.append(Block(.item, line.text, ordered: ordered))
      case .caption:
        if story.blocks.last != Block(.caption, line.text) { story.blocks.append(Block(.caption, line.text)) }
      case .relatedHeading: break
      case .related: story.related.append(RelatedLink(title: line.text, url: line.url))
      case .removed(let rule):
        let probability = line.ruling == nil ? line.probability : nil
        story.removed.append(RemovedLine(line.text, rule: rule, probability: probability))
      }
    }
    story.byline = Bylines.cleaned(story.byline)
    return story
  }

  private static func block(_ line: Line) -> Block {
    let text = line.text
    if let kind = line.block { return Block(kind, text, level: line.level, ordered: line.ordered) }
    return line.bullet == nil
      ? Block(.paragraph, text) : Block(.item, text, ordered: line.bullet == .number)
  }

  private static func names(_ line: Line) -> [String] {
    line.names ?? Bylines.names(line.text) ?? []
  }
}
