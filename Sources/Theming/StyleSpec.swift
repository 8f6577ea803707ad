import Cells
import DataFiles

/// A style as a theme file writes it: names of colours, not yet looked up in its palette.
struct StyleSpec: Equatable {
  static let keys: Set<String> = ["fg", "bg", "attributes"]

  /// A name of the palette or of a colour; nil where another entry decides.
  var foreground: String?
  var background: String?
  var attributes: Style.Attributes = []

  struct Complaint: Equatable {
    /// Below the entry.
    var path: [String]
    var text: String
  }

  private static let attributeNames: [String: Style.Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]

  /// A table of `fg`, `bg` and `attributes`, or words: `ink bold`, `ink on paper`. What is wrong is left out.
  static func read(_ value: DataValue, sparing others: Set<String>) -> (
    style: StyleSpec?, complaints: [Complaint]
  ) {
    var reading = Reading()
    if let words = value.string {
      reading.words(words)
    } else if let table = value.table {
      reading.table(table.filter { !others.contains($0.key) })
    } else {
      reading.complain([], "must be words (\"ink bold\") or a table of fg, bg and attributes")
      return (nil, reading.complaints)
    }
    return (reading.style, reading.complaints)
  }

  private struct Reading {
    var style = StyleSpec()
    var complaints: [Complaint] = []

    mutating func complain(_ path: [String], _ text: String) {
      complaints.append(Complaint(path: path, text: text))
    }

    mutating func words(_ text: String) {
      var isGround = false
      for word in text.split(separator: " ").map(String.init) {
        if word == "on" {
          isGround = true
        } else if let attribute = attributeNames[word] {
          style.attributes.insert(attribute)
        } else if isGround, style.background == nil {
          style.background = word
        } else if !isGround, style.foreground == nil {
          style.foreground = word
        } else {
          complain([], "\"\(word)\" is one word too many" + Spelling.hint(word, among: attributeNames.keys))
        }
      }
      if isGround, style.background == nil { complain([], "a colour is missing after \"on\"") }
    }

    mutating func table(_ table: [String: DataValue]) {
      for (key, value) in table.sorted(by: { $0.key < $1.key }) {
        switch key {
        case "fg": style.foreground = colour(key, value)
        case "bg": style.background = colour(key, value)
        case "attributes": attributes(value)
        default: complain([key], "unknown key \"\(key)\"" + Spelling.hint(key, among: keys))
        }
      }
    }

    private mutating func colour(_ key: String, _ value: DataValue) -> String? {
      if value.string == nil { complain([key], "\(key) must be a string") }
      return value.string
    }

    private mutating func attributes(_ value: DataValue) {
      guard let names = value.strings else {
        complain(["attributes"], "attributes must be a list of strings")
        return
      }
      for name in names {
        if let attribute = attributeNames[name] {
          style.attributes.insert(attribute)
        } else {
          let hint = Spelling.hint(name, among: attributeNames.keys)
          complain(["attributes"], "unknown attribute \"\(name)\"" + hint)
        }
      }
    }
  }
}

/// Colours by what a file may call them.
enum ColourName {
  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  /// `#rrggbb`, `terminal`, `ansi:0` to `ansi:15`, or one of the 16 by name (`red`, `bright-red`).
  static func colour(_ word: String) -> Colour? {
    if word == "terminal" { return .terminal }
    if word.hasPrefix("#") { return hexadecimal(word.dropFirst()) }
    if word.hasPrefix("ansi:") {
      return UInt8(word.dropFirst(5)).flatMap { $0 < 16 ? .ansi($0) : nil }
    }
    let isBright = word.hasPrefix("bright-")
    guard let index = names.firstIndex(of: isBright ? String(word.dropFirst(7)) : word) else { return nil }
    return .ansi(UInt8(index + (isBright ? 8 : 0)))
  }

  static func complaint(_ word: String, palette: some Sequence<String>) -> String {
    if word.hasPrefix("#") { return "bad colour \"\(word)\": six hexadecimal digits after #" }
    if word.hasPrefix("ansi:") { return "bad colour \"\(word)\": ansi:0 to ansi:15" }
    return "unknown colour \"\(word)\"" + Spelling.hint(word, among: palette + names + ["terminal"])
  }

  private static func hexadecimal(_ digits: Substring) -> Colour? {
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16)
    else {
      return nil
    }
    return .rgb(
      red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }
}
