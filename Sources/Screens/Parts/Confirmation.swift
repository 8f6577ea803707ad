import Stories

/// A message that waits until the archive has done what it says.
package struct Confirmation: Equatable, Sendable {
  /// What the archive must have done before the message is true.
  package enum Awaited: Equatable, Sendable {
    case change(Change.Kind)
    case keptSearches
  }

  /// Compared with what comes back from the archive.
  package var awaited: Awaited
  /// What is shown then.
  package var message: Message
}

/// What is handed to the clipboard.
package enum Copied: Equatable, Sendable {
  case address, headline
}

/// Shows the message that was waiting for this.
func confirm(_ state: inout State, _ awaited: Confirmation.Awaited) {
  guard let confirmation = state.confirmation, confirmation.awaited == awaited else { return }
  state.message = confirmation.message
  state.confirmation = nil
}

/// A fault cancels what waits for an answer that will not come.
func told(_ state: inout State, _ message: Message) -> [Effect] {
  state.message = message
  guard message.isFault else { return [] }
  state.confirmation = nil
  if state.prompt?.isWaiting == true { state.prompt = nil }
  if case .picker(let picker) = state.overlay, picker.isWaiting { state.overlay = nil }
  return []
}
