/// Tests conditions for all candidates at once, so that no condition costs more than one pass over the page.
extension PageSelection {
  mutating func narrowed(_ candidates: [Int], _ filter: Selector.Filter) -> [Int] {
    switch filter {
    case .attribute(let name, let comparison, let form):
      return candidates.filter { node in
        tree[node].attributes.bytes(name).map { Self.holds($0, comparison, form) } ?? false
      }
    case .test(let test): return reach(Selector.Step(axis: .itself, test: test), from: candidates)
    case .words(let comparison): return withWords(candidates, comparison)
    case .ownText(let comparison): return withOwnText(candidates, comparison)
    case .has(let step): return leading(candidates, step)
    case .position(let position): return placed(candidates, position) { tree[$0].parent }
    case .pick(let position): return placed(candidates, position) { _ in 0 }
    case .not(let inner):
      let out = Set(narrowed(candidates, inner))
      return candidates.filter { !out.contains($0) }
    case .all(let filters):
      return filters.reduce(candidates) { $0.isEmpty ? $0 : narrowed($0, $1) }
    case .any(let filters):
      var kept: Set<Int> = []
      for filter in filters { kept.formUnion(narrowed(candidates, filter)) }
      return candidates.filter { kept.contains($0) }
    }
  }

  private static func holds(
    _ value: ArraySlice<UInt8>, _ comparison: Selector.Comparison, _ form: Selector.Form
  ) -> Bool {
    switch form {
    case .raw: return holds(value, comparison)
    case .collapsed, .padded:
      var read: [UInt8] = form == .padded ? [0x20] : []
      read += Spaces.collapsed(String(decoding: value, as: UTF8.self)).utf8
      if form == .padded { read.append(0x20) }
      return holds(read[...], comparison)
    }
  }

  /// The candidates at a position within their group; `key` gives the group.
  private func placed(_ candidates: [Int], _ position: Selector.Position, by key: (Int) -> Int) -> [Int] {
    var sizes: [Int: Int] = [:]
    if position == .last { for node in candidates { sizes[key(node), default: 0] += 1 } }
    var counts: [Int: Int] = [:]
    return candidates.filter { node in
      let group = key(node)
      counts[group, default: 0] += 1
      let place = counts[group] ?? 0
      switch position {
      case .at(let wanted): return place == wanted
      case .last: return place == sizes[group]
      case .below(let bound): return place < bound
      case .above(let bound): return place > bound
      }
    }
  }

  /// The candidates from which a step leads to at least one node.
  private mutating func leading(_ candidates: [Int], _ step: Selector.Step) -> [Int] {
    if step.axis == .itself { return reach(step, from: candidates) }
    let anywhere = Selector.Step(axis: .descendant, test: step.test, filters: step.filters)
    let ends = reach(anywhere, from: nil)
    guard !ends.isEmpty else { return [] }
    switch step.axis {
    case .child:
      let parents = Set(ends.map { tree[$0].parent })
      return candidates.filter { parents.contains($0) }
    case .descendant, .itself: return candidates.filter { Self.any(of: ends, in: $0 + 1..<tree[$0].end) }
    case .parent:
      let parents = Set(ends)
      return candidates.filter { parents.contains(tree[$0].parent) }
    case .ancestor, .ancestorOrSelf:
      let around = Set(ends)
      let inside = Set(below(ends))
      return candidates.filter {
        inside.contains($0) || step.axis == .ancestorOrSelf && around.contains($0)
      }
    case .followingSibling:
      var last: [Int: Int] = [:]
      for node in ends { last[tree[node].parent] = node }
      return candidates.filter { last[tree[$0].parent].map { [node = $0] in $0 > node } ?? false }
    }
  }

  private mutating func below(_ nodes: [Int]) -> [Int] {
    reach(Selector.Step(axis: .descendant), from: nodes)
      + reach(Selector.Step(axis: .descendant, test: .text), from: nodes)
  }

  private mutating func withWords(_ candidates: [Int], _ comparison: Selector.Comparison) -> [Int] {
    let words = gatheredWords()
    if case .contains(let wanted) = comparison {
      let places = words.places(of: wanted)
      return candidates.filter { words.holds(places, length: wanted.utf8.count, in: $0..<tree[$0].end) }
    }
    return candidates.filter {
      let slice = words.slice($0..<tree[$0].end)
      return comparison == .exists ? !slice.isEmpty : Self.holds(slice, comparison)
    }
  }

  private func withOwnText(_ candidates: [Int], _ comparison: Selector.Comparison) -> [Int] {
    candidates.filter { node in
      var child = node + 1
      while child < tree[node].end {
        if tree[child].tag == .text, Self.holds(tree[child].bytes, comparison, .collapsed) {
          return true
        }
        child = tree[child].end
      }
      return false
    }
  }

  private static func holds(_ value: ArraySlice<UInt8>, _ comparison: Selector.Comparison) -> Bool {
    switch comparison {
    case .exists: return true
    case .equals(let wanted): return value.elementsEqual(wanted.utf8)
    case .differs(let wanted): return !value.elementsEqual(wanted.utf8)
    case .begins(let wanted): return value.starts(with: wanted.utf8)
    case .ends(let wanted): return value.reversed().starts(with: wanted.utf8.reversed())
    case .contains(let wanted): return hasPlace(for: wanted, in: value) { _ in true }
    case .word(let wanted):
      return hasPlace(for: wanted, in: value) { place in
        let isBegun = place.lowerBound == value.startIndex || value[place.lowerBound - 1] <= 0x20
        return isBegun && (place.upperBound == value.endIndex || value[place.upperBound] <= 0x20)
      }
    }
  }

  private static func hasPlace(
    for wanted: String, in value: ArraySlice<UInt8>, where fits: (Range<Int>) -> Bool
  ) -> Bool {
    let wanted = wanted.utf8
    guard let first = wanted.first else { return true }
    guard wanted.count <= value.count else { return false }
    for at in value.startIndex...value.endIndex - wanted.count where value[at] == first {
      let place = at..<at + wanted.count
      if value[place].elementsEqual(wanted), fits(place) { return true }
    }
    return false
  }

  private static func any(of sorted: [Int], in range: Range<Int>) -> Bool {
    let at = sorted.firstPlace { $0 >= range.lowerBound }
    return at < sorted.count && sorted[at] < range.upperBound
  }
}

/// The text of a page as one array of bytes, spaces collapsed.
struct PageWords {
  private var bytes: [UInt8] = []
  /// Where the text of each node begins; one more entry than nodes.
  private var starts: [Int] = []

  init(_ tree: PageTree) {
    starts.reserveCapacity(tree.nodes.count + 1)
    for node in tree.nodes {
      starts.append(bytes.count)
      guard node.tag == .text else { continue }
      for byte in node.bytes {
        if byte > 0x20 { bytes.append(byte) } else if bytes.last != 0x20 { bytes.append(0x20) }
      }
    }
    starts.append(bytes.count)
  }

  /// The text of a range of nodes, without a space at its ends.
  func slice(_ nodes: Range<Int>) -> ArraySlice<UInt8> {
    var slice = bytes[starts[nodes.lowerBound]..<starts[nodes.upperBound]]
    if slice.first == 0x20 { slice.removeFirst() }
    if slice.last == 0x20 { slice.removeLast() }
    return slice
  }

  /// The positions of a text, in ascending order.
  func places(of text: String) -> [Int] {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return [] }
    return (0...bytes.count - wanted.count).filter {
      bytes[$0] == first && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  func holds(_ places: [Int], length: Int, in nodes: Range<Int>) -> Bool {
    let at = places.firstPlace { $0 >= starts[nodes.lowerBound] }
    return at < places.count && places[at] + length <= starts[nodes.upperBound]
  }
}

extension Array where Element == Int {
  /// Binary search: the first index of a sorted list at which the test is true.
  fileprivate func firstPlace(_ test: (Int) -> Bool) -> Int {
    var from = 0
    var to = count
    while from < to {
      let middle = (from + to) / 2
      if test(self[middle]) { to = middle } else { from = middle + 1 }
    }
    return from
  }
}
