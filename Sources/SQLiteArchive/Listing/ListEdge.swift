import Archive
import Stories
import Text

/// The position at which a page begins, in lists by date or by headline.
struct Edge {
  var sortKey: SortKey
  private var title = ""
  var titleKey: String { HeadlineKey.of(title) }

  init(_ headline: Headline) { (sortKey, title) = (headline.sortKey, headline.title) }

  /// For a day, its last moment; for stories without a date, the newest of them; in lists by date only.
  init(_ place: ListPosition) {
    switch place {
    case .at(let headline), .after(let headline), .before(let headline):
      (sortKey, title) = (headline.sortKey, headline.title)
    case .day(let day): sortKey = .lowest(of: Int64(day.daysSince1970 + 1) * 86400).next(-1)
    case .undated, .end: sortKey = SortKey.lowestDated.next(-1)
    case .start: sortKey = SortKey(.max)
    }
  }
}

/// SQL conditions for near-duplicates, which are hidden below a leading story of the same list.
struct DuplicateFilter {
  let isUnread: Bool

  private var hasHead: String {
    "EXISTS (SELECT 1 FROM story AS head WHERE head.id = story.leader AND head.isRead = 0)"
  }

  var isShown: String { isUnread ? "(story.leader IS NULL OR NOT \(hasHead))" : "story.leader IS NULL" }
  var isHidden: String { "story.leader IS NOT NULL" + (isUnread ? " AND " + hasHead : "") }
}
