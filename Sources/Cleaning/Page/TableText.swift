/// Tells tables of data from tables used for layout.
enum TableText {
  /// Whether the cells have a few words each; tables with running text are used for layout.
  static func isData(_ tree: PageTree, _ at: Int, _ survey: PageSurvey) -> Bool {
    survey.prose(at..<tree[at].end) < 200 && !tree.inside(at).contains { tree[$0].tag == .table }
  }

  /// The rows, one on each line, with tabs between the cells.
  static func rows(_ tree: PageTree, _ at: Int) -> String {
    let rows = tree.inside(at).filter { tree[$0].tag == .tr }.map { row in
      tree.inside(row).filter { tree[$0].tag == .td || tree[$0].tag == .th }.map { tree.text($0) }
        .joined(separator: "\t")
    }
    return rows.filter { $0.utf8.contains { $0 > 0x20 } }.joined(separator: "\n")
  }

  static func caption(_ tree: PageTree, _ at: Int) -> String {
    tree.first(.caption, in: tree.inside(at)).map { tree.text($0) } ?? ""
  }
}
