/// A picture of the screen: cells with roles, not colours, and the gate that text passes to become one.
///
/// A ``Frame`` is written through the ``Gate``, text measured by ``Width``; a ``Terminal`` shows it and gives
/// ``Key``s. A ``Palette`` has a ``Style`` for each role, of ``Colour``s as far as the terminal's ``Depth``
/// allows.

/// Columns and rows of a screen or a part of it; never negative.
package struct Size: Hashable, Sendable {
  /// In cells.
  package var columns: Int
  /// In cells.
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A place on the screen, from 0 at the top left.
package struct Point: Hashable, Sendable {
  /// From the left, from 0.
  package var column: Int
  /// From the top, from 0.
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// What a cell is for, and what lies over it for the moment.
package struct Ink: Equatable, Sendable {
  /// What lies over a role: the row of the cursor, what was found.
  package struct Marks: OptionSet, Sendable, Hashable {
    /// The bits of the marks.
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
    /// Words that the page stresses, usually in italics.
    package static let emphasis = Marks(rawValue: 8)
    /// Words that the page stresses more, usually in bold.
    package static let strong = Marks(rawValue: 16)
    /// Words of a machine.
    package static let code = Marks(rawValue: 32)
    /// Part of a link.
    package static let link = Marks(rawValue: 64)
  }

  /// What it is.
  package var role: Role
  /// What lies over it.
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
  /// Its role with marks.
  package var ink: Ink

  /// A cell in which nothing stands.
  package static let blank = Cell(glyph: " ", width: 1, ink: Ink(.text))

  package init(glyph: Character, width: UInt8, ink: Ink) {
    self.glyph = glyph
    self.width = width
    self.ink = ink
  }
}
