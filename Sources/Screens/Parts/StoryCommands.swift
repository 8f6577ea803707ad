import Stories
import Wording

/// Commands for a headline that is not open: read, star, browser, copy, details.
func onHeadline(_ state: inout State, _ command: Command, _ headline: Headline) -> [Effect] {
  switch command {
  case .toggleRead: return keeping(&state, [.markRead([headline.id], !headline.isRead)])
  case .toggleStar: return keeping(&state, [.markStarred([headline.id], !headline.isStarred)])
  case .tag: return askForTags(&state, of: headline.id)
  default:
    guard let stored = state.list.preview?.stored, stored.headline.id == headline.id else {
      return [.loadStory(headline.id, .command(command))]
    }
    return onStory(&state, command, stored)
  }
}

/// Address and details of a loaded story.
func onStory(_ state: inout State, _ command: Command, _ stored: StoredStory) -> [Effect] {
  switch command {
  case .details:
    state.overlay = .details(stored)
    return []
  case .openInBrowser, .copyAddress:
    guard let url = stored.story.url else { return tell(&state, .noAddress) }
    return openOrCopy(command, url)
  default: return []
  }
}

/// Opens an address in the browser, or copies it.
func openOrCopy(_ command: Command, _ url: String) -> [Effect] {
  [command == .openInBrowser ? .openAddress(url) : .copy(url, .address)]
}
