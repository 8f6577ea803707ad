/// Removes furniture inside the body, and all that follows the end of the story.
enum Tails {
  static func mark(_ lines: inout [Line], title: Int) {
    var body = 0
    var end: String?
    for index in lines.indices.dropFirst(title + 1) where lines[index].isOpen {
      let line = lines[index]
      if let end {
        lines[index].label = .removed(rule: line.verdict?.rule ?? end)
      } else if let verdict = line.verdict {
        lines[index].label = Heads.label(verdict)
        if verdict.isEnd, body >= 300 { end = verdict.rule }
      } else if line.isProse {
        body += line.length
      }
    }
  }
}
