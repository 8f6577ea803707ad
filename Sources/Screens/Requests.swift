import Stories

// Requests of effects. Each request comes back with its answer, so that the state need not keep it.

/// Which page of a list is wanted, and what for.
package struct PageRequest: Equatable, Sendable {
  /// What is done with the rows when they arrive.
  package enum Purpose: Equatable, Sendable {
    /// Replaces the list and selects this headline, if it is there.
    case replace(select: StoryID?)
    case append
    case prepend
  }

  /// From `State.request`; answers with another number than the expected one are ignored.
  package var number: Int
  /// Which stories, and in which order.
  package var query: Query
  /// Where the page begins, or ends if it goes before a row.
  package var position: ListPosition
  /// The most rows wanted, of at least 60.
  package var limit: Int
  /// Returned with the answer, so that the state need not keep it.
  package var purpose: Purpose
}

/// A page with its position in the whole list.
package struct ListPage: Equatable, Sendable {
  /// The rows, and whether there are more before and after them.
  package var page: Page
  /// Rows before the page, and rows of the whole list; nil where they were not asked for.
  package var offset: Int?
  /// Rows of the whole list; nil where they were not counted.
  package var total: Int?

  package init(page: Page, offset: Int? = nil, total: Int? = nil) {
    self.page = page
    self.offset = offset
    self.total = total
  }
}

/// What a story was loaded for.
package enum StoryRequest: Equatable, Sendable {
  /// To be read, from the list: the trail starts anew.
  case open
  /// To be read, from the story before it.
  case follow
  /// To be shown beside the list.
  case preview
  /// To be shown again as it was left.
  case back(Visit)
  case forward(Visit)
  /// To update what has changed.
  case refresh
  /// To run a command that needs its address or details.
  case command(Command)

  /// Whether the story will be opened, so that keys typed meanwhile are meant for it.
  package var opensStory: Bool {
    switch self {
    case .open, .follow, .back, .forward: true
    case .preview, .refresh, .command: false
    }
  }
}
