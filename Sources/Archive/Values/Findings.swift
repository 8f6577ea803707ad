import Stories

/// Something that is wrong in an archive.
package enum ArchiveFinding: Equatable, Sendable {
  /// What the engine says of its file, in its words.
  case file(String)
  /// A part of it cannot be read to its end.
  case unreadable
  /// Rows of a table that point to nothing.
  case dangling(table: String, rows: Int)
  /// The search index is broken.
  case searchIndex
  /// Stories that the search index lacks, or has without being there.
  case unindexed(Int)
  case surplus(Int)
  /// One story; the title is nil where it cannot be read.
  case story(StoryID, title: String?, StoryDamage)
  /// How many more stories are damaged.
  case more(Int)

  /// Whether the file itself is damaged: writing to it would do harm.
  package var isOfTheFile: Bool {
    switch self {
    case .file, .unreadable, .searchIndex: true
    case .dangling, .unindexed, .surplus, .story, .more: false
    }
  }
}

/// What is wrong with a story.
package enum StoryDamage: Equatable, Sendable {
  case unreadable
  case noText
  case brokenText
  case related
  case capture
}

/// What a repair could not bring back.
package enum Loss: Equatable, Sendable {
  /// Neither text nor capture is left.
  case story(StoryID, title: String?)
  /// Of the stories that bore these numbers, from one to another, nothing is left, not even whether there
  /// were any.
  case numbers(StoryID, StoryID)
  /// The story is there again from its capture: whether it was read, starred and how far is not known.
  case marks(StoryID, title: String)
  /// The story's capture, of its present version or of an older one.
  case capture(StoryID, title: String)
  /// A text of it; the capture is there.
  case text(StoryID, title: String)
  /// Some of what the archive holds beside stories.
  case some(Part)

  /// What an archive holds beside stories.
  package enum Part: Equatable, Sendable, CaseIterable {
    case publishers, links, corrections, tags, keptSearches, feeds, templates, undo, forgotten
  }
}

/// What a repair did.
package struct RepairReport: Equatable, Sendable {
  /// Where the damaged archive is kept; nil where the archive was sound.
  package var original: String?
  /// How many stories the archive has now.
  package var stories = 0
  /// Those that were cleaned again from their captures.
  package var cleaned: [StoryID] = []
  /// What could not be brought back.
  package var losses: [Loss] = []

  package init(
    original: String? = nil, stories: Int = 0, cleaned: [StoryID] = [], losses: [Loss] = []
  ) {
    (self.original, self.stories) = (original, stories)
    (self.cleaned, self.losses) = (cleaned, losses)
  }
}

/// Why there is no repair; the archive is as it was.
package enum RepairFault: Error, Equatable, Sendable {
  /// It is another program's database, or nothing of an archive is found in it.
  case foreign(path: String)
  /// There must be this much room beside it.
  case noRoom(path: String, megabytes: Int)
  /// Another program is writing.
  case busy(path: String)
  /// What was saved is not sound.
  case unsound(path: String, ArchiveFinding)
  /// Something cannot be written.
  case failed(path: String, reason: String)
}

/// What a repair is doing; its progress counts these.
package enum RepairStep: Sendable {
  /// Stories are looked at.
  case checking
  /// Pages of the damaged file are read.
  case reading
  /// Stories are put into the search index.
  case indexing
}
