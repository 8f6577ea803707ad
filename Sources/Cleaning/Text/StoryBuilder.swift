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
      case .heading: story.blocks.append(marked(Block(.heading, line.text, level: 2), line))
      case .item(let ordered): story.blocks.append(marked(Block(.item, line.text, ordered: ordered), line))
      case .caption:
        // A page may print a caption twice, once with its picture.
        let last = story.blocks.last
        if last?.kind != .caption || last?.text != line.text {
          story.blocks.append(marked(Block(.caption, line.text), line))
        }
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
    if let kind = line.block {
      return marked(Block(kind, text, level: line.level, ordered: line.ordered), line)
    }
    let isItem = line.bullet != nil
    return marked(Block(isItem ? .item : .paragraph, text, ordered: line.bullet == .number), line)
  }

  /// With the line's picture, and its spans where its text is still the one that they were found in.
  private static func marked(_ block: Block, _ line: Line) -> Block {
    var block = block
    block.picture = line.picture
    if let inline = line.inline, inline.length == block.text.utf8.count { block.spans = inline.spans }
    return block
  }

  private static func names(_ line: Line) -> [String] {
    line.names ?? Bylines.names(line.text) ?? []
  }
}
