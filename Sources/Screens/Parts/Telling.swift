import Stories
import Wording

/// Shows a message in the last line.
func tell(_ state: inout State, _ phrase: Phrase) -> [Effect] {
  state.message = Message(phrase)
  return []
}

/// The effects, which write; if the archive is read-only, a message instead.
func keeping(_ state: inout State, _ effects: [Effect]) -> [Effect] {
  guard state.isReadOnly else { return effects }
  state.message = Message(.readOnly, isFault: true)
  return []
}
