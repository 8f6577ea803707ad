import DataFiles
import Glibc

extension Profile {
  /// Reads the profiles in the `*.toml` files of a folder, in the order of the files' names, with their
  /// faults by line.
  package static func load(folder: String) -> (profiles: [Profile], faults: [DataFault]) {
    var profiles: [Profile] = []
    var faults: [DataFault] = []
    guard let names = ProfileFolder.names(in: folder) else {
      return ([], [DataFault(file: folder, line: 0, message: "cannot be read")])
    }
    for name in names where name.hasSuffix(".toml") {
      guard let text = ProfileFolder.text(of: folder + "/" + name, atMost: DataFile.mostBytes) else {
        faults.append(DataFault(file: name, line: 0, message: "cannot be read, or larger than 1 MB"))
        continue
      }
      do throws(DataFault) {
        let (profile, more) = parse(try DataFile(text: text, name: name))
        profiles.append(profile)
        faults += more
      } catch {
        faults.append(error)
      }
    }
    return (profiles, faults)
  }

  /// Reads a profile from its file; keys that cannot be read are left out.
  package static func parse(_ file: DataFile) -> (Profile, [DataFault]) {
    var reader = ProfileReader(file: file)
    return (reader.profile(), reader.faults)
  }
}

/// Reads the keys of a profile.
private struct ProfileReader {
  let file: DataFile
  var faults: [DataFault] = []

  private static let keys = [
    "name", "names", "hosts", "signs", "leads-with-standfirst", "related", "popular", "see-also", "bylines",
    "keep", "rules", "classes", "stop-words", "word-kinds", "months", "calendar", "weekdays", "layouts",
  ]
  private static let ruleKeys = [
    "lines", "glued", "begins", "ends", "contains", "words", "end", "caption",
  ]

  init(file: DataFile) {
    self.file = file
  }

  mutating func profile() -> Profile {
    let id = file.name.hasSuffix(".toml") ? String(file.name.dropLast(5)) : file.name
    var profile = Profile(id: id)
    check(file.root, at: [], known: Self.keys)
    profile.name = string(["name"])
    profile.names = strings(["names"])
    profile.hosts = strings(["hosts"]).map { $0.lowercased() }
    profile.signs = strings(["signs"])
    profile.leadsWithStandfirst = flag(["leads-with-standfirst"])
    profile.related = strings(["related"])
    profile.popular = strings(["popular"])
    profile.seeAlso = strings(["see-also"])
    profile.bylines = strings(["bylines"])
    profile.calendar = strings(["calendar"])
    profile.months = strings(["months"]).flatMap { $0.split(separator: " ").map(String.init) }
    profile.weekdays = strings(["weekdays"]).flatMap { $0.split(separator: " ").map(String.init) }
    profile.keep = strings(["keep"])
    for name in table(["rules"]).keys.sorted() { profile.rules.append(rule(name)) }
    var layouts = LayoutReader(file: file)
    profile.layouts = layouts.layouts()
    faults += layouts.faults
    for reason in table(["classes"]).keys { profile.classes[reason] = strings(["classes", reason]) }
    check(table(["word-kinds"]), at: ["word-kinds"], known: WordTable.kinds)
    for kind in WordTable.kinds {
      profile.wordKinds[kind] = strings(["word-kinds", kind]).flatMap {
        $0.split(separator: " ").map(String.init)
      }
    }
    for language in table(["stop-words"]).keys {
      profile.stopWords[language] = strings(["stop-words", language]).flatMap { words in
        words.split(separator: " ").map(String.init)
      }
    }
    return profile
  }

  private mutating func rule(_ name: String) -> Profile.Rule {
    let path = ["rules", name]
    check(table(path), at: path, known: Self.ruleKeys)
    var rule = Profile.Rule(name: name)
    rule.lines = strings(path + ["lines"])
    rule.glued = strings(path + ["glued"])
    rule.begins = strings(path + ["begins"])
    rule.ends = strings(path + ["ends"])
    rule.contains = strings(path + ["contains"])
    rule.words = strings(path + ["words"]).flatMap { $0.split(separator: " ").map(String.init) }
    rule.isEnd = flag(path + ["end"])
    rule.isCaption = flag(path + ["caption"])
    return rule
  }

  private mutating func check(_ table: [String: DataValue], at path: [String], known: [String]) {
    for key in table.keys.sorted() where !known.contains(key) {
      faults.append(file.fault(path + [key], "unknown key \"\(key)\"\(Spelling.hint(key, among: known))"))
    }
  }

  private func value(_ path: [String]) -> DataValue? {
    path.reduce(DataValue.table(file.root)) { $0?.table?[$1] }
  }

  private mutating func table(_ path: [String]) -> [String: DataValue] {
    guard let value = value(path) else { return [:] }
    if value.table == nil { complain(path, "a table") }
    return value.table ?? [:]
  }

  private mutating func strings(_ path: [String]) -> [String] {
    guard let value = value(path) else { return [] }
    if value.strings == nil { complain(path, "a list of strings") }
    return value.strings ?? []
  }

  private mutating func string(_ path: [String]) -> String? {
    guard let value = value(path) else { return nil }
    if value.string == nil { complain(path, "a string") }
    return value.string
  }

  private mutating func flag(_ path: [String]) -> Bool {
    guard let value = value(path) else { return false }
    if value.flag == nil { complain(path, "true or false") }
    return value.flag ?? false
  }

  private mutating func complain(_ path: [String], _ wanted: String) {
    faults.append(file.fault(path, "\"\(path.last ?? "")\" should be \(wanted)"))
  }
}

/// Reads folders and files of profiles.
enum ProfileFolder {
  /// The names of the files in a folder, in byte order; nil where there is no such folder.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: bytes, as: UTF8.self))
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The contents of a file; nil where there is no such file, where it is longer than `limit`, or where it is
  /// no regular file: a pipe would block the program.
  static func text(of path: String, atMost limit: Int) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let got = read(file, &room, room.count)
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { return got == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += room.prefix(got)
      if bytes.count > limit { return nil }
    }
  }
}
