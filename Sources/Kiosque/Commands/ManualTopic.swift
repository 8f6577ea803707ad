import DataFiles

/// What `kiosque help` finds in the manual: commands, pages, and the sections of pages.
enum ManualTopic {
  /// A page and the heading of the place in it; nil for its beginning.
  struct Place: Equatable {
    var page: ManualPage
    var heading: String?
  }

  /// The sections that every manual page has.
  private static let common: Set = ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "SEE ALSO"]

  /// The commands, as the manual has them.
  private static var commands: [String] { headings(".Ss ", in: .kiosque, below: "COMMANDS") }

  /// All topics, the commands first.
  static var names: [String] {
    let pages = ManualPage.allCases.map(\.rawValue)
    let sections = ManualPage.allCases.flatMap(sections).map { name(of: $0) }
    var seen: Set<String> = []
    return (commands + pages + sections).filter { seen.insert($0).inserted }
  }

  /// Where the manual is about a topic; nil where it has none of that name.
  static func place(of topic: String) -> Place? {
    let wanted = name(of: topic)
    if let page = ManualPage(rawValue: wanted) { return Place(page: page) }
    for page in ManualPage.allCases {
      if let heading = sections(page).first(where: { name(of: $0) == wanted }) {
        return Place(page: page, heading: heading)
      }
    }
    guard commands.contains(wanted) else { return nil }
    return Place(page: .kiosque, heading: wanted)
  }

  static func nearest(to topic: String) -> String? { Spelling.nearest(name(of: topic), among: names) }

  /// `EXIT STATUS` is `exit-status`.
  private static func name(of heading: String) -> String {
    heading.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "," }).joined(separator: "-")
  }

  /// The sections of a page but for those that every page has.
  private static func sections(_ page: ManualPage) -> [String] {
    headings(".Sh ", in: page).filter { !common.contains($0) }
  }

  /// The headings of a page's source that a macro makes, of all sections or of one.
  private static func headings(_ macro: String, in page: ManualPage, below section: String? = nil)
    -> [String]
  {
    guard let folder = Paths.bundled("Manual"), let text = TextFile.read(folder + "/" + page.file) else {
      return []
    }
    var found: [String] = []
    var isThere = section == nil
    for line in text.split(separator: "\n") {
      if let section, line.hasPrefix(".Sh ") { isThere = line.dropFirst(4) == section }
      if isThere, line.hasPrefix(macro) { found.append(String(line.dropFirst(macro.count))) }
    }
    return found
  }
}
