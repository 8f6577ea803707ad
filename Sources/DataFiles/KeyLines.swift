import Locking

/// Where the keys of one text stand; only a fault asks, so the index is made at the first.
final class LineIndex: Equatable, Sendable {
  private let text: String
  private let lines = Mutex<[String: Int]?>(nil)

  init(_ text: String) {
    self.text = text
  }

  static func == (left: LineIndex, right: LineIndex) -> Bool { left.text == right.text }

  func line(of path: ArraySlice<String>) -> Int? {
    lines.withLock { lines in
      let index = lines ?? KeyLines.index(text)
      lines = index
      return index[KeyLines.join(path)]
    }
  }
}

/// Where the keys of a TOML text stand; the parser tells a place for syntax errors only.
enum KeyLines {
  /// Line by key path, from 1; a table of a list (`[[layouts]]`) by its place from 0. Dotted and quoted keys
  /// and table headers count; what stands inside multi-line strings and arrays is passed over.
  static func index(_ text: String) -> [String: Int] {
    var lines: [String: Int] = [:]
    var table: [String] = []
    var closing: String?
    var depth = 0
    var counts: [String: Int] = [:]
    let rows = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (number, raw) in rows.enumerated() {
      let line = raw.drop { $0 == " " || $0 == "\t" }
      if let fence = closing {
        if line.contains(fence) { closing = nil }
        continue
      }
      if depth > 0 {
        depth += brackets(in: line)
        continue
      }
      if line.hasPrefix("[") {
        table = keys(of: line.drop { $0 == "[" }, until: "]").path
        lines[join(table[...]), default: number + 1] = number + 1
        if line.hasPrefix("[[") {
          let list = join(table[...])
          table.append(String(counts[list, default: 0]))
          counts[list, default: 0] += 1
          lines[join(table[...])] = number + 1
        }
      } else if !line.isEmpty, !line.hasPrefix("#") {
        let (path, rest) = keys(of: line, until: "=")
        guard let rest else { continue }
        lines[join((table + path)[...]), default: number + 1] = number + 1
        closing = fence(openedIn: rest)
        if closing == nil { depth = brackets(in: rest) }
      }
    }
    return lines
  }

  static func join(_ path: ArraySlice<String>) -> String {
    path.joined(separator: "\u{0}")
  }

  /// The key's parts, and what follows the end mark; nil where the mark is missing.
  private static func keys(of line: Substring, until end: Character) -> (path: [String], rest: Substring?) {
    var path: [String] = []
    var part = ""
    var quote: Character?
    var index = line.startIndex
    while index < line.endIndex {
      let character = line[index]
      if let open = quote {
        if character == open { quote = nil } else { part.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "." || character == end {
        path.append(part)
        part = ""
        if character == end { return (path, line[line.index(after: index)...]) }
      } else if character != " " && character != "\t" {
        part.append(character)
      }
      index = line.index(after: index)
    }
    return (path, nil)
  }

  /// Brackets opened less brackets closed, outside strings and comments.
  private static func brackets(in value: Substring) -> Int {
    var depth = 0
    var quote: Character?
    var isEscaped = false
    for character in value {
      if let open = quote {
        if character == open, !isEscaped { quote = nil }
        isEscaped = character == "\\" && open == "\"" && !isEscaped
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "#": return depth
      case "[", "{": depth += 1
      case "]", "}": depth -= 1
      default: break
      }
    }
    return depth
  }

  private static func fence(openedIn value: Substring) -> String? {
    for fence in ["\"\"\"", "'''"] where value.contains(fence) {
      return value.split(separator: fence, omittingEmptySubsequences: false).count == 2 ? fence : nil
    }
    return nil
  }
}
