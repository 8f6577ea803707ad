/// A picture of the screen: cells with roles, not colours, and the gate that text passes to become one.

/// Columns and rows of a screen or a part of it; never negative.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A place on the screen, from 0 at the top left.
package struct Point: Hashable, Sendable {
  package var column: Int
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// What a cell is for, and what lies over it for the moment.
package struct Ink: Equatable, Sendable {
  package struct Marks: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// On the row under the cursor.
    package static let selected = Marks(rawValue: 1)
    /// Part of what a search found.
    package static let match = Marks(rawValue: 2)
    /// Part of the match that the reader stands on.
    package static let currentMatch = Marks(rawValue: 4)
  }

  package var role: Role
  package var marks: Marks

  package init(_ role: Role, _ marks: Marks = []) {
    self.role = role
    self.marks = marks
  }
}

/// One column of one row.
package struct Cell: Equatable, Sendable {
  /// A spacing character with at most four combining marks; a space in the second half of a wide one.
  package var glyph: Character
  /// 1, 2, or 0 for the second half of a wide glyph.
  package var width: UInt8
  package var ink: Ink

  package static let blank = Cell(glyph: " ", width: 1, ink: Ink(.text))

  package init(glyph: Character, width: UInt8, ink: Ink) {
    self.glyph = glyph
    self.width = width
    self.ink = ink
  }
}
