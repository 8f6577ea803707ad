import Stories
import Text

/// Keeps the rest of a page as removed lines, so that no text is lost.
enum PageRest {
  /// The reason of lines in a list of other stories, or that are shown elsewhere in the story. Text that the
  /// story has is not reported as removed.
  static let listed = "listed"
  /// The reason of lines elsewhere on the page.
  private static let outside = "outside"
  /// The separator of lines that are joined.
  private static let joint = " · "

  /// The lines of the story with the rest of the page inserted where it stood; neighbours with the same
  /// reason are joined.
  static func merged(_ told: [Line], _ rest: [Line]) -> [Line] {
    var merged: [Line] = []
    merged.reserveCapacity(told.count + rest.count)
    var pending: Line?
    var parts: [String] = []
    func end() {
      guard var line = pending else { return }
      if parts.count > 1 { line.text = parts.joined(separator: joint) }
      merged.append(line)
      (pending, parts) = (nil, [])
    }
    var next = 0
    for line in rest.sorted(by: { $0.node < $1.node }) {
      let from = next
      // The headline comes first.
      while next < told.count, next == 0 || told[next].node <= line.node { next += 1 }
      if next > from { end() }
      merged += told[from..<next]
      let removed = left(line)
      if removed.label != pending?.label || line.dropped == listed {
        end()
        pending = removed
      }
      parts.append(line.text)
    }
    end()
    return merged + told[next...]
  }

  private static func left(_ line: Line) -> Line {
    var left = line
    left.label = .removed(rule: "general.\(line.dropped ?? outside)")
    return left
  }

  /// Reports as removed what lines shown elsewhere have and no block of the story has.
  static func settle(_ story: inout Story, _ lines: [Line]) {
    let heads = lines.filter {
      switch $0.label {
      case .byline, .relatedHeading: true
      default: false
      }
    }
    story.removed += heads.map {
      RemovedLine($0.text, rule: $0.label == .byline ? "general.byline" : "general.\(listed)")
    }
    let title = words(story.title.lowercased())
    for index in story.removed.indices where story.removed[index].rule == "general.\(outside)" {
      if words(story.removed[index].text.lowercased()) == title {
        story.removed[index].rule = "general.title-copy"
      }
    }
    guard story.removed.contains(where: { $0.rule == "general.\(listed)" }) || !heads.isEmpty else { return }
    let names = Set(story.byline.flatMap { words($0.lowercased()) })
    // A text is matched once for each time the story has it.
    var told: [[Substring]: Int] = [:]
    let texts = [story.title, story.standfirst ?? ""] + story.related.map(\.title)
    for text in texts { told[words(text.lowercased()), default: 0] += 1 }
    story.removed = story.removed.compactMap { line in
      let key = words(line.text.lowercased())
      switch line.rule {
      case "general.\(listed)":
        guard let left = told[key], left > 0 else { return RemovedLine(line.text, rule: "general.related") }
        told[key] = left - 1
        return nil
      case "general.byline": return key.allSatisfy { names.contains($0) } ? nil : line
      default: return line
      }
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }
}
