/// Compares two lists: which elements are kept, removed and added, by Myers' algorithm (An O(ND) Difference
/// Algorithm, 1986).
package enum Difference {
  /// The index of an element in the old list, the new one, or both.
  package enum Edit: Equatable {
    case same(Int, Int)
    case gone(Int)
    case come(Int)
  }

  /// The edits in order. Where more than `most` elements differ, everything between the common ends is
  /// removed and added.
  package static func edits<Element: Hashable>(_ old: [Element], _ new: [Element], most: Int = 1200) -> [Edit]
  {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    let (from, to) = (head..<(old.count - tail), head..<(new.count - tail))
    let middle =
      Trace(old[from], new[to], most: most)?.edits
      ?? from.map(Edit.gone) + to.map(Edit.come)
    return (0..<head).map { Edit.same($0, $0) } + middle
      + (0..<tail).map { Edit.same(old.count - tail + $0, new.count - tail + $0) }
  }

  /// The furthest points for each number of differences, with which the path is traced back.
  private struct Trace {
    private(set) var edits: [Edit] = []

    /// Nil where more than `most` elements differ.
    init?<Element: Hashable>(_ old: ArraySlice<Element>, _ new: ArraySlice<Element>, most: Int) {
      let (width, height) = (old.count, new.count)
      let bound = min(most, width + height)
      var furthest = [Int](repeating: 0, count: 2 * bound + 3)
      let zero = bound + 1
      var rounds: [[Int]] = []
      for distance in 0...bound {
        rounds.append(Array(furthest[(zero - distance)...(zero + distance)]))
        for diagonal in stride(from: -distance, through: distance, by: 2) {
          let isDown =
            diagonal == -distance
            || diagonal != distance && furthest[zero + diagonal - 1] < furthest[zero + diagonal + 1]
          var x = isDown ? furthest[zero + diagonal + 1] : furthest[zero + diagonal - 1] + 1
          var y = x - diagonal
          while x < width, y < height, old[old.startIndex + x] == new[new.startIndex + y] {
            (x, y) = (x + 1, y + 1)
          }
          furthest[zero + diagonal] = x
          guard x >= width, y >= height else { continue }
          goBack(rounds, width, height, from: (old.startIndex, new.startIndex))
          return
        }
      }
      return nil
    }

    private mutating func goBack(_ rounds: [[Int]], _ width: Int, _ height: Int, from start: (Int, Int)) {
      var (x, y) = (width, height)
      for distance in rounds.indices.reversed() where distance > 0 {
        let before = rounds[distance]
        let at = { (diagonal: Int) in before[diagonal + distance] }
        let diagonal = x - y
        let isDown =
          diagonal == -distance || diagonal != distance && at(diagonal - 1) < at(diagonal + 1)
        let last = isDown ? diagonal + 1 : diagonal - 1
        let (oldX, oldY) = (at(last), at(last) - last)
        while x > oldX, y > oldY {
          (x, y) = (x - 1, y - 1)
          edits.append(.same(start.0 + x, start.1 + y))
        }
        edits.append(isDown ? .come(start.1 + oldY) : .gone(start.0 + oldX))
        (x, y) = (oldX, oldY)
      }
      while x > 0, y > 0 {
        (x, y) = (x - 1, y - 1)
        edits.append(.same(start.0 + x, start.1 + y))
      }
      edits.reverse()
    }
  }
}
