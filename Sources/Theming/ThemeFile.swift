import Cells
import DataFiles

/// What one file says, before names are looked up: colours by name, styles by role.
struct ThemeFile {
  /// A style with where it stands, so that a fault found later still knows its line.
  struct Entry {
    var style: StyleSpec
    var file: DataFile
    var path: [String]
  }

  let file: DataFile
  var name: String
  var inherits: String?
  var isLight: Bool?
  var colours: [String: Colour] = [:]
  /// Names whose colour could not be read: one complaint is enough.
  var badColours: Set<String> = []
  var roles: [String: Entry] = [:]
  var overlays: [String: Entry] = [:]
  private(set) var faults: [DataFault] = []

  private static let keys = ["name", "inherits", "appearance", "palette", "roles", "overlays"]

  init(_ source: ThemeCatalog.Source) throws(DataFault) {
    file = try DataFile(text: source.text, name: source.file)
    name = source.file.hasSuffix(".toml") ? String(source.file.dropLast(5)) : source.file
    for key in file.root.keys where !Self.keys.contains(key) {
      complain([key], "unknown key \"\(key)\"" + Spelling.hint(key, among: Self.keys))
    }
    name = word("name") ?? name
    inherits = word("inherits")
    readAppearance()
    readColours()
    roles = entries(under: "roles", known: RoleNames.all, kind: "role")
    overlays = entries(under: "overlays", known: RoleNames.overlays, kind: "overlay")
  }

  private mutating func complain(_ path: [String], _ message: String) {
    faults.append(file.fault(path, message))
  }

  private mutating func word(_ key: String) -> String? {
    guard let value = file.root[key] else { return nil }
    if let word = value.string, !word.isEmpty { return word }
    complain([key], "\(key) must be a string")
    return nil
  }

  private mutating func readAppearance() {
    guard let word = word("appearance") else { return }
    switch word {
    case "light": isLight = true
    case "dark": isLight = false
    default:
      complain(
        ["appearance"],
        "appearance must be \"light\" or \"dark\", not \"\(word)\""
          + Spelling.hint(word, among: ["light", "dark"]))
    }
  }

  private mutating func readColours() {
    for (name, value) in table("palette").sorted(by: { $0.key < $1.key }) {
      guard let word = value.string else {
        badColours.insert(name)
        complain(["palette", name], "colour \"\(name)\" must be a string")
        continue
      }
      if let colour = ColourName.colour(word) {
        colours[name] = colour
      } else {
        badColours.insert(name)
        complain(["palette", name], ColourName.complaint(word, palette: []))
      }
    }
  }

  private mutating func table(_ key: String) -> [String: DataValue] {
    guard let value = file.root[key] else { return [:] }
    if let table = value.table { return table }
    complain([key], "\(key) must be a table")
    return [:]
  }

  private mutating func entries(under key: String, known: Set<String>, kind: String) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    collect(table(key), at: [key], prefix: "", known: known, kind: kind, into: &entries)
    return entries
  }

  /// Takes `"story.title" = …` and `story.title = …` alike; TOML reads the second as a table in a table.
  private mutating func collect(
    _ table: [String: DataValue], at path: [String], prefix: String, known: Set<String>, kind: String,
    into entries: inout [String: Entry]
  ) {
    for (key, value) in table.sorted(by: { $0.key < $1.key }) {
      let name = prefix + key
      let keyPath = path + [key]
      guard known.contains(name) else {
        complain(keyPath, "unknown \(kind) \"\(name)\"" + Spelling.hint(name, among: known))
        continue
      }
      let inner =
        value.table?.filter { !StyleSpec.keys.contains($0.key) && known.contains(name + "." + $0.key) } ?? [:]
      if !inner.isEmpty {
        collect(inner, at: keyPath, prefix: name + ".", known: known, kind: kind, into: &entries)
        if value.table?.count == inner.count { continue }
      }
      let (style, messages) = StyleSpec.read(value, sparing: Set(inner.keys))
      for message in messages { complain(keyPath + message.path, message.text) }
      if let style { entries[name] = Entry(style: style, file: file, path: keyPath) }
    }
  }
}

/// Names that a theme may give a style.
enum RoleNames {
  static let overlays: Set<String> = [
    "selection", "match", "match.current", "emphasis", "strong", "code", "link",
  ]

  /// Every role, every beginning of one up to a dot, and `default`.
  static let all: Set<String> = {
    var names: Set<String> = ["default"]
    for role in Role.allCases { names.formUnion(chain(role.rawValue)) }
    return names
  }()

  /// The name, then shorter and shorter, then `default`: where a style is searched.
  static func chain(_ name: String) -> [String] {
    var names = [name]
    var rest = name[...]
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      names.append(String(rest))
    }
    return names + ["default"]
  }
}
