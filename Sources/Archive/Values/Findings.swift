import Stories

/// A fault of an archive.
package enum ArchiveFinding: Equatable, Sendable {
  /// What the engine reports about its file, in its own words.
  case file(String)
  /// A part of it cannot be read to its end.
  case unreadable
  /// Rows of a table that point to nothing.
  case dangling(table: String, rows: Int)
  /// The search index is broken.
  case searchIndex
  /// How many stories are missing from the search index, or are in it without existing.
  case unindexed(Int)
  case surplus(Int)
  /// One story; the title is nil where it cannot be read.
  case story(StoryID, title: String?, StoryDamage)
  /// How many more stories are damaged.
  case more(Int)

  /// Whether something of it is damaged, so that it should be repaired before more is written to it.
  package var isDamage: Bool {
    switch self {
    case .file, .unreadable, .searchIndex, .story, .more: true
    case .dangling, .unindexed, .surplus: false
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

/// What a repair could not restore.
package enum Loss: Equatable, Sendable {
  /// A story of which neither text nor capture is left.
  case story(StoryID, title: String?)
  /// A range of story numbers of which nothing is left, so that it is unknown whether there were any.
  case numbers(StoryID, StoryID)
  /// The story was restored from its capture, but its marks and reading position are unknown.
  case marks(StoryID, title: String)
  /// A capture of the story, of its present version or an older one.
  case capture(StoryID, title: String)
  /// A text of the story, whose capture is intact.
  case text(StoryID, title: String)
  /// Some of what the archive holds besides stories.
  case some(Part)

  /// What an archive holds besides stories.
  package enum Part: Equatable, Sendable, CaseIterable {
    case publishers, links, corrections, tags, keptSearches, feeds, failedCaptures, templates, undo, forgotten
  }
}

/// What a repair did.
package struct RepairReport: Equatable, Sendable {
  /// Where the damaged archive is kept; nil where the archive was sound.
  package var original: String?
  /// How many stories the archive has now.
  package var stories = 0
  /// The stories that were cleaned again from their captures.
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

/// Why a repair failed; the archive is unchanged.
package enum RepairFault: Error, Equatable, Sendable {
  /// It is another program's database, or nothing of an archive is found in it.
  case foreign(path: String)
  /// This much free space is needed next to it.
  case noRoom(path: String, megabytes: Int)
  /// Another program is writing.
  case busy(path: String)
  /// The repaired archive has faults itself.
  case unsound(path: String, ArchiveFinding)
  /// Something cannot be written.
  case failed(path: String, reason: String)
}

/// What a repair is doing; its progress counts these.
package enum RepairStep: Sendable {
  /// Stories are checked.
  case checking
  /// Pages of the damaged file are read.
  case reading
  /// Stories are indexed.
  case indexing
}
