import Cells
import DataFiles

/// All theme files together: inheritance, and the colour that each name stands for.
struct ThemeLibrary {
  private var files: [ThemeFile] = []
  private var faults: [DataFault] = []

  init(_ sources: [ThemeCatalog.Source]) {
    for source in sources {
      do {
        let file = try ThemeFile(source)
        files.append(file)
        faults += file.faults
      } catch {
        faults.append(error)
      }
    }
  }

  mutating func themes() -> (themes: [Theme], faults: [DataFault]) {
    var themes: [String: Theme] = [:]
    for index in files.indices {
      let merged = merged(index)
      let theme = Theme(name: merged.name, palette: palette(of: merged), isLight: merged.isLight)
      themes[theme.name] = theme
    }
    var told: Set<DataFault> = []
    let order = faults.filter { told.insert($0).inserted }.enumerated().sorted {
      ($0.element.file, $0.element.line, $0.offset) < ($1.element.file, $1.element.line, $1.offset)
    }
    return (themes.values.sorted { $0.name < $1.name }, order.map(\.element))
  }

  /// A file with what it inherits filled in; a circle is reported and cut where it closes.
  private mutating func merged(_ index: Int) -> ThemeFile {
    var file = files[index]
    var chain = [index]
    var current = index
    while let name = files[current].inherits {
      guard let parent = self.index(of: name, above: current) else {
        let hint = Spelling.hint(name, among: files.map(\.name).filter { $0 != files[current].name })
        report(current, "unknown theme \"\(name)\"" + hint)
        break
      }
      if let start = chain.firstIndex(of: parent) {
        let names = chain[start...].map { files[$0].name } + [name]
        if parent == index { report(index, "inherits in a circle: " + names.joined(separator: " → ")) }
        break
      }
      chain.append(parent)
      let above = files[parent]
      file.colours.merge(above.colours) { mine, _ in mine }
      file.badColours.formUnion(above.badColours)
      file.roles.merge(above.roles) { mine, _ in mine }
      file.overlays.merge(above.overlays) { mine, _ in mine }
      file.isLight = file.isLight ?? above.isLight
      current = parent
    }
    return file
  }

  private mutating func report(_ index: Int, _ message: String) {
    faults.append(files[index].file.fault(["inherits"], message))
  }

  /// The last file of that name; for a file's own name, the one it replaces.
  private func index(of name: String, above index: Int) -> Int? {
    let isNamesake = files[index].name == name
    let earlier = files.indices.last { files[$0].name == name && (!isNamesake || $0 < index) }
    return earlier ?? (isNamesake ? index : nil)
  }

  private mutating func palette(of file: ThemeFile) -> Palette {
    let styles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, style(of: $0, in: file)) })
    for (name, entry) in file.roles where Role(rawValue: name) == nil {
      _ = (colour(entry.style.foreground, entry, in: file), colour(entry.style.background, entry, in: file))
    }
    return Palette(
      name: file.name, styles: styles, spans: spans(in: file),
      selection: overlay("selection", in: file) ?? Palette.monochrome.selection,
      match: overlay("match", in: file) ?? Palette.monochrome.match,
      currentMatch: overlay("match.current", in: file) ?? Palette.monochrome.currentMatch)
  }

  /// Colours come from the first entry of the chain that names them, attributes from the first entry.
  private mutating func style(of role: Role, in file: ThemeFile) -> Style {
    let entries = RoleNames.chain(role.rawValue).compactMap { file.roles[$0] }
    var style = Style(attributes: entries.first?.style.attributes ?? [])
    for entry in entries {
      guard let colour = colour(entry.style.foreground, entry, in: file) else { continue }
      style.foreground = colour
      break
    }
    for entry in entries {
      guard let colour = colour(entry.style.background, entry, in: file) else { continue }
      style.background = colour
      break
    }
    return style
  }

  private mutating func spans(in file: ThemeFile) -> Palette.Spans {
    var spans = Palette.Spans()
    spans.emphasis = overlay("emphasis", in: file) ?? spans.emphasis
    spans.strong = overlay("strong", in: file) ?? spans.strong
    spans.code = overlay("code", in: file) ?? spans.code
    spans.link = overlay("link", in: file) ?? spans.link
    return spans
  }

  private mutating func overlay(_ name: String, in file: ThemeFile) -> Palette.Overlay? {
    guard let entry = file.overlays[name] else { return nil }
    return Palette.Overlay(
      foreground: colour(entry.style.foreground, entry, in: file),
      background: colour(entry.style.background, entry, in: file), attributes: entry.style.attributes)
  }

  private mutating func colour(_ word: String?, _ entry: ThemeFile.Entry, in file: ThemeFile) -> Colour? {
    guard let word else { return nil }
    if let colour = file.colours[word] ?? ColourName.colour(word) { return colour }
    if file.badColours.contains(word) { return nil }
    faults.append(entry.file.fault(entry.path, ColourName.complaint(word, palette: file.colours.keys)))
    return nil
  }
}
