import Cells

package enum Depth { case truecolor, colours256, colours16, colours8, none }
extension Style {
  func reduced(to depth: Depth) -> Style {
    if depth == .none { return Style(attributes: attributes) }
    return self
  }
}
