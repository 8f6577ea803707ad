import Stories
import Text

/// A line of text with a cursor, edited as readline(3) edits it.
package struct LineEdit: Equatable, Sendable {
  /// What is taken of a paste, in characters.
  static let mostPasted = 1000

  /// What stands in the line; no line breaks.
  package private(set) var characters: [Character]
  /// The character before which the cursor stands, from 0 to their number.
  package private(set) var cursor: Int
  /// Whether all of it is selected: it stood there before, and what is typed replaces it.
  package private(set) var isSelected: Bool
  /// What was erased last by a word or more, for `yank`.
  private var erased: [Character] = []

  package init(_ text: String = "", isSelected: Bool = false) {
    characters = Array(text)
    cursor = characters.count
    self.isSelected = isSelected && !characters.isEmpty
  }

  /// The line as a text.
  package var text: String { String(characters) }

  /// Puts a text before what is there; the cursor stays where it is among the rest.
  mutating func prepend(_ text: String) {
    let typed = self.text
    let place = characters.count - cursor
    characters = Array(text + typed)
    cursor = max(0, characters.count - place)
  }

  mutating func insert(_ text: String) {
    if isSelected { (characters, cursor) = ([], 0) }
    isSelected = false
    // What is typed may belong to the character before it, as an accent does.
    let before = String(characters[..<cursor]) + text
    let rest = characters[cursor...]
    let joined = Array(before)
    characters = joined + rest
    cursor = joined.count
  }

  /// Carries out an action of editing; false for any other.
  mutating func apply(_ action: Action) -> Bool {
    switch action {
    case .type(let character): insert(String(character))
    case .paste(let text): insert(String(text.replacing("\n", with: " ").prefix(Self.mostPasted)))
    case .eraseCharacter: erase(isSelected ? 0..<characters.count : max(0, cursor - 1)..<cursor)
    case .eraseWord: keepErased(isSelected ? 0..<characters.count : wordStart(isBlank: Self.isBlank)..<cursor)
    case .eraseAll: keepErased(isSelected ? 0..<characters.count : 0..<cursor)
    case .command(let command): return apply(command)
    default: return false
    }
    return true
  }

  private mutating func apply(_ command: Command) -> Bool {
    switch command {
    case .eraseNext:
      erase(isSelected ? 0..<characters.count : cursor..<min(characters.count, cursor + 1))
    case .eraseRest: keepErased(isSelected ? 0..<characters.count : cursor..<characters.count)
    case .putErased: insert(String(erased))
    case .cursorLeft: move(to: isSelected ? 0 : cursor - 1)
    case .cursorRight: move(to: isSelected ? characters.count : cursor + 1)
    case .wordLeft: move(to: wordStart(isBlank: Self.isNoWord))
    case .wordRight: move(to: wordEnd)
    case .lineStart: move(to: 0)
    case .lineEnd: move(to: characters.count)
    default: return false
    }
    return true
  }

  private mutating func move(to place: Int) {
    cursor = max(0, min(place, characters.count))
    isSelected = false
  }

  private mutating func erase(_ range: Range<Int>) {
    characters.removeSubrange(range)
    (cursor, isSelected) = (range.lowerBound, false)
  }

  private mutating func keepErased(_ range: Range<Int>) {
    if !range.isEmpty { erased = Array(characters[range]) }
    erase(range)
  }

  private static func isBlank(_ character: Character) -> Bool { character.isWhitespace }
  private static func isNoWord(_ character: Character) -> Bool {
    !character.isLetter && !character.isNumber
  }

  /// Where the word begins that stands before the cursor, or at it.
  private func wordStart(isBlank: (Character) -> Bool) -> Int {
    var place = cursor
    while place > 0, isBlank(characters[place - 1]) { place -= 1 }
    while place > 0, !isBlank(characters[place - 1]) { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, Self.isNoWord(characters[place]) { place += 1 }
    while place < characters.count, !Self.isNoWord(characters[place]) { place += 1 }
    return place
  }
}
