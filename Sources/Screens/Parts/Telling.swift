import Stories
import Wording

/// Says something in the last line; nothing is done.
func tell(_ state: inout State, _ phrase: Phrase) -> [Effect] {
  state.message = Message(phrase)
  return []
}

/// The effects, which write; where the archive is read-only, a message that says so instead.
func keeping(_ state: inout State, _ effects: [Effect]) -> [Effect] {
  guard state.isReadOnly else { return effects }
  state.message = Message(.readOnly, isFault: true)
  return []
}
