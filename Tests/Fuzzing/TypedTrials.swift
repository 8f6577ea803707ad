import Cells
import DataFiles
import Importing
import Stories
import Theming

@testable import NcursesTerminal

extension Trial {
  /// What a person types or writes: queries, settings, keys, dates.
  static let typed = [
    Trial(name: "query") { bytes in
      let (choice, rest) = choice(bytes, of: 2)
      QueryTrials.check(String(decoding: rest, as: UTF8.self), typed: choice == 1)
    },
    Trial(name: "theme") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let (themes, faults) = ThemeCatalog.load([ThemeCatalog.Source(file: "quai.toml", text: text)])
      let lines = text.utf8.count { $0 == 0x0A } + 1
      for fault in faults { promise(fault.line <= lines, "\(fault) is no line of the file") }
      for theme in themes { for role in Role.allCases { _ = theme.palette.style(of: Ink(role)) } }
    },
    Trial(name: "keys") { keys($0) },
    Trial(name: "dates") { bytes in
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
      guard let first = parts.first else { return }
      _ = WrittenDate.protocols.date(String(first))
      if let pattern = try? DatePattern(String(first)) {
        _ = pattern.date(in: parts.count > 1 ? String(parts[1]) : "", origin: .path)
      }
      _ = Period(first)
    },
  ]

  /// Keys are the same, in however many pieces their bytes come.
  private static func keys(_ bytes: [UInt8]) {
    var whole = KeyDecoder()
    whole.feed(bytes)
    let all = drained(&whole, bytes.count)
    var piecewise = KeyDecoder()
    var keys: [Key] = []
    for byte in bytes {
      piecewise.feed([byte])
      while let key = piecewise.next() { keys.append(key) }
    }
    keys += drained(&piecewise, bytes.count)
    promise(keys == all, "pieces give the same keys: \(keys) and \(all)")
    for case .paste(let text) in keys {
      promise(text.utf8.count <= 3 * bytes.count, "a paste is what came")
    }
  }

  private static func drained(_ decoder: inout KeyDecoder, _ count: Int) -> [Key] {
    var keys: [Key] = []
    while let key = decoder.next() { keys.append(key) }
    while let key = decoder.next(flush: true) {
      keys.append(key)
      promise(keys.count <= count + 1, "keys come to an end")
    }
    return keys
  }
}

/// A query that is written out and read again is the same.
enum QueryTrials {
  static func check(_ text: String, typed: Bool) {
    guard let tree = try? SearchTree.parse(text, typed: typed) else { return }
    _ = tree.terms
    _ = tree.wanted
    guard let written = written(tree) else { return }
    let again: SearchTree?
    do {
      again = try SearchTree.parse(written)
    } catch {
      // The parentheses around each part may nest deeper than a query may.
      promise(error.reason == .tooMuch, "“\(written)” can be read again")
      return
    }
    promise(again.map(plain) == plain(tree), "“\(written)” is \(tree), but \(String(describing: again))")
  }

  /// Nil where the language has no way to write it: an unfinished word, a phrase with its own quotation mark,
  /// a mark that would stand on the parenthesis before it.
  private static func written(_ tree: SearchTree) -> String? {
    switch tree {
    case .words(let words): written(words)
    case .part(let part, let inner): written(inner).map { "\(part.rawValue):(\($0))" }
    case .filter: nil
    case .not(let inner): written(inner).map { "-(\($0))" }
    case .all(let parts): joined(parts, " ")
    case .any(let parts): joined(parts, " OR ")
    }
  }

  private static func joined(_ parts: [SearchTree], _ sign: String) -> String? {
    let written = parts.compactMap(written)
    return written.count == parts.count ? written.map { "(\($0))" }.joined(separator: sign) : nil
  }

  private static func written(_ words: SearchWords) -> String? {
    let text = words.text
    if text.contains("\"") || "(\(text))".count != text.count + 2 { return nil }
    // Behind a field's name these are words, in parentheses they are signs.
    let isSign = text.contains(":") || text.hasPrefix("-") || text.hasPrefix("=")
    let isBare = !isSign && !["OR", "AND", "NOT"].contains(text)
    return switch words.form {
    case .anyForm: isBare ? text : nil
    case .prefix: isBare ? "\(text)*" : nil
    case .exact: "=\"\(text)\""
    case .phrase: "\"\(text)\""
    case .unfinished, .unfinishedPhrase: nil
    }
  }

  /// Without parentheses around one thing.
  private static func plain(_ tree: SearchTree) -> SearchTree {
    switch tree {
    case .all(let parts) where parts.count == 1: plain(parts[0])
    case .any(let parts) where parts.count == 1: plain(parts[0])
    case .all(let parts): .all(parts.map(plain))
    case .any(let parts): .any(parts.map(plain))
    case .not(let inner): .not(plain(inner))
    case .part(let part, let inner): .part(part, plain(inner))
    case .words, .filter: tree
    }
  }
}
