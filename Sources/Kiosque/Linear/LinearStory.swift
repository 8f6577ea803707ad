import Cells
import Screens
import Stories
import Typesetting
import Wording

/// A story that is read line by line.
struct LinearStory {
  let stored: StoredStory
  private let set: SetStory
  /// How many lines were said.
  private(set) var said = 0

  /// Begins where it was left, unless it was hardly begun or nearly read.
  init(_ stored: StoredStory, columns: Int, _ language: Language) {
    self.stored = stored
    set = SetStory(story: stored.story, byline: byline(stored, language), measure: columns)
    let place = Int(stored.progress * Double(set.lines.count))
    said = place < 10 || stored.progress > 0.95 ? 0 : place
  }

  var isAtEnd: Bool { said >= set.lines.count }

  /// From 0 to 1.
  var progress: Double { Double(said) / Double(max(1, set.lines.count)) }

  mutating func restart() { said = 0 }

  /// The next lines, at most so many; they end with a paragraph where that leaves most of them, and not with
  /// the heading of what comes.
  mutating func next(_ count: Int) -> [String] {
    let rest = set.lines.indices.dropFirst(said).prefix(count)
    var end = rest.endIndex
    let gap = rest.lastIndex { index in
      guard set.lines[index].text.isEmpty, index > said + count / 2 else { return false }
      let above = set.lines[..<index].last { !$0.text.isEmpty }
      return above?.role != .heading
    }
    if end < set.lines.count, let gap { end = gap + 1 }
    var lines = set.lines[said..<end].map { line in
      let lead = String(repeating: " ", count: max(0, line.indent - Width.of(line.lead))) + line.lead
      return line.text.isEmpty ? "" : lead + line.text
    }
    said = end
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Headlines that it points to and that point here, numbered from 1 over all sections.
  var related: [RelatedItem] { RelatedItem.items(of: stored) }
}

extension RelatedItem {
  /// Its title, and whether it can be read or was.
  func linear(_ language: Language) -> String {
    let note: Phrase? = candidates == 0 ? .notStored : target?.isRead == false ? .linearUnread : nil
    return "\(number). " + shownTitle + (note.map { " — " + $0[language] } ?? "")
  }
}
