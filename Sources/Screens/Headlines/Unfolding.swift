import Stories
import Wording

/// Shows the copies of the story under the cursor below its headline, or hides them again.
func unfold(_ state: inout State) -> [Effect] {
  guard let headline = state.list.selectedHeadline else { return [] }
  if let leader = state.list.leader(at: state.list.selected) {
    state.list.fold(leader)
    return settle(&state)
  }
  guard state.list.nearDuplicates(of: headline) > 0 else { return tell(&state, .noNearDuplicates) }
  return [.loadNearDuplicates(headline.id)]
}

/// Inserts the copies, if their headline is still in the list.
func loadedNearDuplicates(_ state: inout State, _ copies: [Headline], below id: StoryID) -> [Effect] {
  state.list.unfold(id, copies)
  return settle(&state)
}

extension HeadlineList {
  /// How many copies in other papers stand below a headline; none where every story has its own row.
  func nearDuplicates(of headline: Headline) -> Int {
    query.mayFold && !below.contains(headline.id) ? headline.nearDuplicates : 0
  }

  /// The unfolded headline, if the row is it or one below it.
  func leader(at index: Int) -> StoryID? {
    guard rows.indices.contains(index) else { return nil }
    if below.contains(rows[index].id) { return rows[index].leader }
    let next = index + 1
    let isUnfolded = rows.indices.contains(next) && below.contains(rows[next].id)
    return isUnfolded ? rows[index].id : nil
  }

  mutating func unfold(_ leader: StoryID, _ copies: [Headline]) {
    guard let index = rows.firstIndex(where: { $0.id == leader }), self.leader(at: index) == nil else {
      return
    }
    let known = Set(rows.map(\.id))
    let new = copies.filter { !known.contains($0.id) }
    printTitles(of: new)
    rows.insert(contentsOf: new, at: index + 1)
    below.formUnion(new.map(\.id))
    if selected > index { selected += new.count }
  }

  /// Moves the cursor to the leading headline.
  mutating func fold(_ leader: StoryID) {
    let leaving = Set(rows.filter { below.contains($0.id) && $0.leader == leader }.map(\.id))
    rows.removeAll { leaving.contains($0.id) }
    below.subtract(leaving)
    if let index = rows.firstIndex(where: { $0.id == leader }) { selected = index }
  }

  /// How many of these rows the list itself counts.
  func own(_ rows: some Sequence<Headline>) -> Int {
    below.isEmpty ? rows.underestimatedCount : rows.count { !below.contains($0.id) }
  }
}
