import Cells
import Wording

/// The views of a story as tabs at the right of the first row.
enum ViewTabs {
  /// The tabs with the columns they take; none in a narrow window.
  static func tabs(_ state: State) -> [(view: Reading.View, name: String, columns: Range<Int>)] {
    guard state.size.columns >= 60 else { return [] }
    let names = Reading.View.allCases.map { ($0, name(of: $0)[state.language]) }
    var start = state.size.columns - 1 - names.reduce(0) { $0 + Width.of($1.1) + 2 }
    return names.map { view, name in
      let columns = start..<start + Width.of(name) + 2
      start = columns.upperBound
      return (view, name, columns)
    }
  }

  private static func name(of view: Reading.View) -> Phrase {
    switch view {
    case .text: .text
    case .removed: .removed
    case .raw: .raw
    case .versions: .versions
    }
  }
}
