/// Commands of the reader; each has keys, a line in the help and a name to call it by.
package enum Command: String, CaseIterable, Sendable {
  // Moving
  case nextLine, previousLine, nextPage, previousPage, nextHalfPage, previousHalfPage, toStart, toEnd
  // Going
  case open, follow, links, intoPanel, back, forward, toList, toText, switchPane
  case readOn, nextStory, previousStory, nextUnread, previousUnread
  // Finding
  case search, find, nextMatch, previousMatch, goToDay, chooseSource
  case rank, histogram, keepSearch, keptSearches
  // Choosing what is listed
  case nextTab, previousTab, toggleUnreadOnly, sort, showNew, unfold
  // Marking
  case toggleRead, toggleStar, tag, tagAll, markAllRead, refuse, correct, undo
  // Showing
  case togglePanel, nextView, olderVersion, newerVersion, narrower, wider, justify, columns, alone, twoLines,
    details, themes,
    commands,
    help
  // Typing, choosing, answering
  case accept, cursorLeft, cursorRight, wordLeft, wordRight, lineStart, lineEnd
  case eraseCharacter, eraseNext, eraseWord, eraseAll, eraseRest, putErased, earlierLine, laterLine
  case answerYes, answerPreview, answerNo
  // The world outside
  case openInBrowser, copyAddress
  // The program
  case redraw, suspend, cancel, quit
}
