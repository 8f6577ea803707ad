import Stories

/// What kind of block a line is by the marks around it: those of Markdown, or the bars of a table.
struct BlockMark: Equatable {
  var kind: Block.Kind
  /// Of a heading, from 1.
  var level = 1
  /// Of an item: whether its list is numbered.
  var ordered = false

  init(_ kind: Block.Kind, level: Int = 1, ordered: Bool = false) {
    (self.kind, self.level, self.ordered) = (kind, level, ordered)
  }
}
