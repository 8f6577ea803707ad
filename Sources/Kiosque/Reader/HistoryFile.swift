import DataFiles
import Screens

/// The lines that were typed in prompts, kept from one sitting to the next.
struct HistoryFile: Sendable {
  var path: String

  static var standard: HistoryFile { HistoryFile(path: Paths.state + "/history.toml") }

  /// Nothing where there is no file or it cannot be understood.
  func load() -> History {
    var history = History()
    guard let text = TextFile.read(path, atMost: DataFile.mostBytes),
      let file = try? DataFile(text: text, name: path)
    else { return history }
    for kind in History.Kind.allCases {
      for line in file.root[kind.rawValue]?.strings ?? [] { history.add(line, to: kind) }
    }
    return history
  }

  /// Adds what other readers kept meanwhile, and replaces the file.
  func keep(_ own: History) throws(TextFile.Fault) {
    var history = own
    history.remember(load())
    let lines = History.Kind.allCases.filter { !history[$0].isEmpty }.map { kind in
      kind.rawValue + " = [" + history[kind].map { DataFile.quoted($0) }.joined(separator: ", ") + "]\n"
    }
    try TextFile.write(lines.joined(), to: path)
  }
}
