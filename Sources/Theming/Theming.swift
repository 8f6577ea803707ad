/// Theme files turned into palettes; what is wrong in one is said by line and left out.
import Cells
import DataFiles

/// A theme as a reader picks it.
package struct Theme: Equatable, Sendable {
  /// The `name` of the file, or the file's own name without its ending.
  package var name: String
  /// How each role looks.
  package var palette: Palette
  /// Whether it is meant for a bright room; nil where the file does not say.
  package var isLight: Bool?

  package init(name: String, palette: Palette, isLight: Bool? = nil) {
    self.name = name
    self.palette = palette
    self.isLight = isLight
  }
}

/// The themes at hand.
package enum ThemeCatalog {
  /// The text of a theme file and the name its faults are given under.
  package struct Source: Equatable, Sendable {
    /// The file's path.
    package var file: String
    /// What stands in it, TOML.
    package var text: String

    package init(file: String, text: String) {
      self.file = file
      self.text = text
    }
  }

  /// The themes of the folders' `*.toml` files, by name; a later folder's theme replaces its namesake.
  ///
  /// A folder that does not exist is no fault. A file that cannot be read or parsed gives no theme.
  package static func load(folders: [String]) -> (themes: [Theme], faults: [DataFault]) {
    var sources: [Source] = []
    var faults: [DataFault] = []
    for folder in folders {
      let found = ThemeFolder.sources(of: folder)
      sources += found.sources
      faults += found.faults
    }
    let loaded = load(sources)
    return (loaded.themes, faults + loaded.faults)
  }

  /// The theme of that name with those that it inherits from, found by scanning lines instead of parsing
  /// every file; faults are reported when all are loaded.
  package static func load(folders: [String], only name: String) -> [Theme] {
    let sources = folders.flatMap { ThemeFolder.sources(of: $0).sources }
    var wanted = [name]
    var chosen: [Int] = []
    var next = 0
    while next < wanted.count {
      for (index, source) in sources.enumerated() where !chosen.contains(index) && source.name == wanted[next]
      {
        chosen.append(index)
        if let parent = source.word(after: "inherits") { wanted.append(parent) }
      }
      next += 1
    }
    return load(chosen.sorted().map { sources[$0] }).themes
  }

  /// Loads themes from their texts; a later one replaces an earlier one of its name. A theme may inherit from
  /// the namesake it replaces.
  package static func load(_ sources: [Source]) -> (themes: [Theme], faults: [DataFault]) {
    var library = ThemeLibrary(sources)
    return library.themes()
  }
}

extension ThemeCatalog.Source {
  /// The name by which the theme goes, read off its line.
  fileprivate var name: String {
    word(after: "name") ?? (file.hasSuffix(".toml") ? String(file.dropLast(5)) : file)
  }

  /// The quoted word on the first line that begins with a key.
  fileprivate func word(after key: String) -> String? {
    let line = text.utf8.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: key.utf8) }
    let parts = line?.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    return parts.flatMap { $0.count > 2 ? String(Substring($0[1])) : nil }
  }
}
