/// What stories are counted by.
package enum CountKey: String, CaseIterable, Sendable {
  case day, month, year, source, author, tag
}

/// A line of a count.
package struct CountLine: Equatable, Sendable {
  /// `2015-11-17`, `2015-11`, `2015`, or a name; nil for stories without a date, a source, an author, a tag.
  package var name: String?
  /// How many stories of the list it has; never 0.
  package var stories: Int

  package init(name: String?, stories: Int) {
    self.name = name
    self.stories = stories
  }
}

/// A list counted.
package struct StoryCount: Equatable, Sendable {
  /// Days, months and years from the oldest on, names from the most frequent on; what has no name comes last.
  package var lines: [CountLine]
  /// Stories in the list; a story may have several authors and tags.
  package var stories: Int
  /// Stories in the archive.
  package var all: Int

  package init(lines: [CountLine], stories: Int, all: Int) {
    self.lines = lines
    self.stories = stories
    self.all = all
  }
}

/// A search that was given a name.
package struct KeptSearch: Equatable, Sendable {
  /// As it was given; no other search has it.
  package var name: String
  /// What is searched for, as it was typed.
  package var words: String

  package init(name: String, words: String) {
    self.name = name
    self.words = words
  }
}
