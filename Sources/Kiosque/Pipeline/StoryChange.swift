import Stories
import Text

/// What a new cleaning changes in a story.
struct StoryChange: Sendable {
  /// A line of the difference: `-` gone, `+` new.
  struct Edit: Equatable, Sendable {
    var sign: String
    var text: String
  }

  var id: StoryID
  var title: String
  var oldTitle: String
  /// Names of fields: title, byline, date, source, language, section, standfirst, text, related, removed.
  var fields: [String] = []
  /// Paragraphs and other blocks, in the order of the text.
  var edits: [Edit] = []

  var isEmpty: Bool { fields.isEmpty }
  var added: Int { edits.count { $0.sign == "+" } }
  var gone: Int { edits.count { $0.sign == "-" } }

  /// The story before, as it came from the archive, and after, as it would come.
  init(_ id: StoryID, from old: Story, to new: Story) {
    self.id = id
    title = new.title
    oldTitle = old.title
    let fits: [(String, Bool)] = [
      ("title", old.title == new.title), ("byline", old.byline == new.byline),
      ("date", new.date == nil || old.date == new.date),
      ("source", new.source == nil || old.source == new.source), ("language", old.language == new.language),
      ("section", old.section == new.section), ("standfirst", old.standfirst == new.standfirst),
      ("text", old.blocks == new.blocks), ("related", old.related == new.related),
      ("removed", old.removed == new.removed),
    ]
    fields = fits.filter { !$0.1 }.map(\.0)
    edits = Self.edits(old.blocks.map(\.text), new.blocks.map(\.text))
  }

  private static func edits(_ old: [String], _ new: [String]) -> [Edit] {
    Difference.edits(old, new).compactMap { edit in
      switch edit {
      case .gone(let index): Edit(sign: "-", text: old[index])
      case .come(let index): Edit(sign: "+", text: new[index])
      case .same: nil
      }
    }
  }
}
