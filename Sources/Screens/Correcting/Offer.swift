import Stories
import Text

/// The question whether a correction is to hold for all stories of its publisher.
package struct Offer: Equatable, Sendable {
  /// The correction as a rule.
  package var rule: PublisherRule
  /// How many stories the publisher has.
  package var stories: Int
  /// What the rule would change; nil until that was asked for and found.
  var preview: [RulePreview]?
  var isPreviewing = false
  /// Whether the question has been drawn, so that a key can be an answer to it.
  package var isSeen = false
  /// The first row of the preview on the screen.
  var top = 0

  package init(rule: PublisherRule, stories: Int) {
    self.rule = rule
    self.stories = stories
  }
}

/// The reader's answer to an offer.
package enum Answer: Equatable, Sendable {
  case yes, preview, no
}

/// What a rule would do to one story: the lines around the first change.
package struct RulePreview: Equatable, Sendable {
  enum Line: Equatable, Sendable {
    case same(String)
    case gone(String)
    case come(String)

    var isSame: Bool {
      if case .same = self { true } else { false }
    }
  }

  var title: String
  var language: String?
  var date: StoryDate?
  var lines: [Line]

  /// One line before and one after the change, and at most six lines of the change itself.
  package init(_ headline: Headline, before: Story, after: Story) {
    title = headline.title
    language = headline.language
    date = headline.date
    let all = Self.merged(Self.texts(before), Self.texts(after))
    let start = all.firstIndex { !$0.isSame } ?? all.count
    let end = all[start...].firstIndex { $0.isSame } ?? all.count
    lines = all[..<start].suffix(1) + all[start..<end].prefix(6) + all[end...].prefix(1)
  }

  /// Whether lines are removed or added: a rule may also change only a headline or an author.
  package var hasChange: Bool { lines.contains { !$0.isSame } }

  /// Both versions merged, each line once; a line that only moved is neither removed nor added.
  private static func merged(_ old: [String], _ new: [String]) -> [Line] {
    var (gone, come): (Set<Int>, Set<Int>) = ([], [])
    var (from, to): (Set<Int>, Set<Int>) = ([], [])
    for change in new.difference(from: old).inferringMoves() {
      switch change {
      case .remove(let offset, _, nil): gone.insert(offset)
      case .remove(let offset, _, _): from.insert(offset)
      case .insert(let offset, _, nil): come.insert(offset)
      case .insert(let offset, _, _): to.insert(offset)
      }
    }
    var lines: [Line] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if from.contains(left) {
        left += 1
      } else if gone.contains(left) {
        lines.append(.gone(old[left]))
        left += 1
      } else if come.contains(right) {
        lines.append(.come(new[right]))
        right += 1
      } else {
        lines.append(.same(new[right]))
        if !to.contains(right) { left += 1 }
        right += 1
      }
    }
    return lines
  }

  private static func texts(_ story: Story) -> [String] {
    [story.standfirst].compactMap(\.self) + story.blocks.map(\.text)
  }
}

/// A rule that is being applied in the background.
package struct Work: Equatable, Sendable {
  /// The publisher's name as people say it.
  package var publisher: String
  /// Stories examined so far; never more than `stories`.
  package var done = 0
  /// Stories that the publisher had when the work began.
  package var stories: Int
}

/// The outcome of applying a rule.
package enum RuleOutcome: Equatable, Sendable {
  /// The change, and the name of the file that has the rule now.
  case kept(Change, file: String)
  case stopped
  case failed(Message)
}
