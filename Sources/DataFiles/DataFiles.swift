/// TOML files that complain by line and never stop the program.
import TOMLKit

/// What is wrong in a data file, and where.
package struct DataFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path as it was given, or the name of a text.
  package var file: String
  /// From 1; 0 where the fault has no line.
  package var line: Int
  /// What is wrong, in English, without a full stop.
  package var message: String

  package init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `dusk.toml:14: unknown role "healine" (did you mean "headline"?)`.
  package var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}

extension DataFault {
  /// The description with the file's name instead of its path, for one line of a screen.
  package var brief: String {
    DataFault(file: file.split(separator: "/").last.map(String.init) ?? file, line: line, message: message)
      .description
  }
}

/// A value of a data file.
package indirect enum DataValue: Equatable, Sendable {
  case string(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case list([DataValue])
  case table([String: DataValue])
  /// A date or time; no file of ours has them.
  case other

  /// Nil where it is no string.
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// Nil where it is no whole number.
  package var integer: Int? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// Nil where it is neither true nor false.
  package var flag: Bool? {
    if case .flag(let value) = self { value } else { nil }
  }

  /// Nil where it is no list.
  package var list: [DataValue]? {
    if case .list(let values) = self { values } else { nil }
  }

  /// Nil where it is no table.
  package var table: [String: DataValue]? {
    if case .table(let values) = self { values } else { nil }
  }

  /// The strings of a list, or a lone string as a list of one; nil where anything else stands in it.
  package var strings: [String]? {
    if let string { return [string] }
    guard let list else { return nil }
    let strings = list.compactMap(\.string)
    return strings.count == list.count ? strings : nil
  }
}

/// A parsed TOML file that knows where its keys stand.
package struct DataFile: Equatable, Sendable {
  /// The name for messages, usually the last part of the path.
  package let name: String
  /// The keys and tables at the top of the file.
  package let root: [String: DataValue]
  private let lines: LineIndex

  /// A file of ours is never longer, in bytes.
  package static let mostBytes = 1 << 20

  /// Throws the parser's complaint with its line; what is too long or too deep for it, it never sees.
  package init(text: String, name: String) throws(DataFault) {
    self.name = name
    guard text.utf8.count <= Self.mostBytes else {
      throw DataFault(file: name, line: 0, message: "larger than 1 MB")
    }
    if let excess = Bounds.excess(in: text) {
      throw DataFault(file: name, line: excess.line, message: excess.message)
    }
    do {
      root = Self.values(of: try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw DataFault(file: name, line: error.source.begin.line, message: error.description)
    } catch {
      throw DataFault(file: name, line: 0, message: "\(error)")
    }
    lines = LineIndex(text)
  }

  /// The line where a key stands, by its path (`roles.headline.read`); the nearest parent's where it has
  /// none, else 0.
  package func line(of path: [String]) -> Int {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines.line(of: path) { return line }
      path = path.dropLast()
    }
    return 0
  }

  /// A fault at a key.
  package func fault(_ path: [String], _ message: String) -> DataFault {
    DataFault(file: name, line: line(of: path), message: message)
  }

  private static func values(of table: TOMLTable) -> [String: DataValue] {
    var values: [String: DataValue] = [:]
    for key in table.keys {
      if let value = table[key] { values[key] = Self.value(of: value) }
    }
    return values
  }

  private static func value(of value: any TOMLValueConvertible) -> DataValue {
    if let string = value.string { return .string(string) }
    if let flag = value.bool { return .flag(flag) }
    if let integer = value.int { return .integer(integer) }
    if let number = value.double { return .number(number) }
    if let table = value.table { return .table(values(of: table)) }
    if let array = value.array { return .list(array.map { Self.value(of: $0) }) }
    return .other
  }
}

/// Suggestions for a misspelt name.
package enum Spelling {
  /// ` (did you mean "headline"?)`, or nothing where no known name is near.
  package static func hint(_ word: String, among known: some Sequence<String>) -> String {
    nearest(word, among: known).map { " (did you mean \"\($0)\"?)" } ?? ""
  }

  /// The known name that a misspelt one is meant to be; nil where none is near.
  package static func nearest(_ word: String, among known: some Sequence<String>) -> String? {
    // Nothing of ours has a name so long, and to compare takes their product.
    guard word.utf8.count <= 100 else { return nil }
    let best = known.map { ($0, distance(word, $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let best, best.1 <= max(1, word.count / 3) else { return nil }
    return best.0
  }

  /// Levenshtein's distance, where two neighbours that changed places count as one slip (optimal alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var above: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, above[j - 1] + 1)
        }
        row.append(cost)
      }
      (above, last) = (last, row)
    }
    return last[right.count]
  }
}
