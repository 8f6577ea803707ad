import Archive
import DataFiles
import Importing
import Screens
import Stories

/// The place in the list where a reader was left, to begin there the next time the archive is read.
struct LeftPlace: Equatable {
  /// The list; a search that was only typed is none.
  var query = Query()
  /// The story under the cursor; nil for the first one.
  var story: StoryID?
  /// The story that was stored last when the list was seen; later ones are new.
  var newest: StoryID = 0

  /// The file that keeps the place in an archive.
  static func path(for archive: String) -> String {
    let name = Digest(of: Array(Paths.resolved(archive).utf8)).description.prefix(16)
    return Paths.state + "/places/\(name).toml"
  }

  /// Nil where no place was kept.
  static func load(for archive: String) -> LeftPlace? {
    let path = path(for: archive)
    guard let text = TextFile.read(path, atMost: DataFile.mostBytes),
      let root = (try? DataFile(text: text, name: path))?.root
    else { return nil }
    let words = root["words"]?.string ?? ""
    let sort = root["sort"]?.string.flatMap(Query.Sort.init) ?? .newest
    let query = Query(
      words: words, search: (try? SearchTree.parse(words, .spoken, typed: true)) ?? nil,
      unreadOnly: root["unread"]?.flag ?? false, starredOnly: root["starred"]?.flag ?? false,
      source: root["source"]?.string, sort: sort)
    return LeftPlace(
      query: query, story: root["story"]?.integer.map(StoryID.init),
      newest: root["newest"]?.integer.map(StoryID.init) ?? 0)
  }

  func keep(for archive: String) throws(TextFile.Fault) {
    var lines = ["newest = \(newest)"]
    if let story { lines.append("story = \(story)") }
    if query.unreadOnly { lines.append("unread = true") }
    if query.starredOnly { lines.append("starred = true") }
    if let source = query.source { lines.append("source = " + DataFile.quoted(source)) }
    if !query.words.isEmpty { lines.append("words = " + DataFile.quoted(query.words)) }
    if query.sort != .newest { lines.append("sort = " + DataFile.quoted(query.sort.rawValue)) }
    try TextFile.write(lines.joined(separator: "\n") + "\n", to: Self.path(for: archive))
  }
}

extension LeftPlace {
  /// Makes the state begin at the place; stories that were stored since then are told as new.
  func adopt(in state: inout State, _ archive: any StoryArchive) {
    state.list.query = query
    state.list.begin = story.flatMap { try? archive.headlines([$0]).first }
    // Whoever begins at the first story sees what is new.
    if story != nil, newest > 0 { state.arrived = (try? archive.arrived(since: newest)) ?? nil }
  }

  /// Where the reader is left now.
  init(_ state: State, after before: LeftPlace?, _ archive: any StoryArchive) {
    (query, story) = (state.place.query, state.place.story)
    // At the first story what is new will be seen without being told.
    guard story != nil else { return }
    let isUnseen = state.arrived != nil
    newest = (isUnseen ? before?.newest : nil) ?? (try? archive.newestStory()) ?? 0
  }
}
