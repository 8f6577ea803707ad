import Screens
import Stories

extension Effect {
  /// Who performs an effect, and when.
  enum Route {
    /// Reads from the archive, in turn.
    case read
    /// A page of the list, by its number: one that was asked for later makes it needless.
    case page(Int)
    /// The story beside the list: only the newest is wanted.
    case preview(StoryID)
    /// A question that takes long on a large archive, on a connection of its own.
    case slow
    /// Changes the archive.
    case write
    /// Tries a rule or carries it out, beside the reading.
    case rule
    /// Takes back the rule that is carried out.
    case stop
    /// No business of the archive's: the loop does it.
    case elsewhere
  }

  var route: Route {
    switch self {
    case .loadPage(let request): .page(request.number)
    case .loadStory(let id, .preview): .preview(id)
    case .loadStory, .followLink, .loadRaw, .loadVersions, .compareVersions, .refreshRows,
      .loadNearDuplicates,
      .loadCounts, .loadSources, .loadSnippet, .loadKept, .loadTags, .findUnread:
      .read
    case .countList, .loadHistogram: .slow
    case .markRead, .markStarred, .markAllRead, .tagAll, .refuse, .choose, .keepProgress, .keep, .dropKept,
      .tag,
      .correct, .undo:
      .write
    case .previewRule, .applyRule: .rule
    case .stopRule: .stop
    case .forgetArrived, .adoptTheme, .keepMeasure, .keepJustified, .keepColumns, .keepPreview, .keepTwoLines,
      .keepHistory,
      .loadHyphenation, .openAddress, .copy, .redraw, .suspend, .quit:
      .elsewhere
    }
  }
}
