import Archive
import Stories

/// A filled archive as a case speaks of it: by titles.
struct Subject {
  let engine: Engine
  let folder: TestFolder
  let archive: any StoryArchive
  let ids: [String: StoryID]

  init(_ engine: Engine) throws {
    self.engine = engine
    folder = try TestFolder()
    if let place = engine.place?(folder.path, "archive") {
      archive = try Self.open(place, .writing, engine)
    } else {
      archive = try engine.archives.temporary()
    }
    ids = try SampleStories.fill(archive)
  }

  private init(_ subject: Subject, asking archive: any StoryArchive) {
    (engine, folder, ids) = (subject.engine, subject.folder, subject.ids)
    self.archive = archive
  }

  private static func open(
    _ place: String, _ access: ArchiveAccess, _ engine: Engine
  ) throws -> any StoryArchive {
    try engine.archives.open(place, access, lockWait: LockWait()) { _, _ in }
  }

  /// Where its archive lies; nil where that is nowhere.
  var place: String? { place("archive") }

  /// Where another archive of the test may lie.
  func place(_ name: String) -> String? { engine.place?(folder.path, name) }

  /// Opens an archive, as another program does.
  func open(_ place: String, _ access: ArchiveAccess = .reading) throws -> any StoryArchive {
    try Self.open(place, access, engine)
  }

  /// The same stories in another archive.
  func asking(_ other: any StoryArchive) -> Subject { Subject(self, asking: other) }

  func id(_ title: String) -> StoryID { ids[title] ?? -1 }

  func titles(_ query: Query, from place: ListPosition = .start, limit: Int = 20) throws -> String {
    let page = try archive.page(query, from: place, limit: limit)
    return (page.hasEarlier ? "… " : "") + titles(page.headlines) + (page.hasLater ? " …" : "")
  }

  func titles(_ headlines: [Headline]) -> String { headlines.map(\.title).joined(separator: ", ") }

  func headline(_ title: String) throws -> Headline {
    try archive.headlines([id(title)])[0]
  }

  func search(_ words: String, sort: Query.Sort = .newest) throws -> Query {
    Query(words: words, search: try SearchTree.parse(words), sort: sort)
  }

  func found(_ words: String, sort: Query.Sort = .newest) throws -> String {
    try titles(search(words, sort: sort))
  }

  /// All that the archive tells of its stories.
  func everything() throws -> [String] {
    let stories = try ids.values.sorted().map { id in
      let story = try archive.story(id, version: nil)
      let versions = try archive.versions(of: id)
      let corrections = try archive.corrections(of: id).map { "\($0.text) \($0.isStory)" }.sorted()
      return "\(String(describing: story)) \(versions) \(try archive.tags(of: id)) \(corrections)"
    }
    let found = try ["bateaux", "port", "is:starred", "is:unread"].map { try self.found($0) }
    let lists = try [Query(), Query(sort: .oldest), Query(sort: .title)].map { try titles($0) }
    return stories + found + lists + ["\(try archive.tags()) \(try archive.counts())"]
  }

  /// Whether the archive answers as it did when it told this.
  func isAs(_ before: [String]) throws -> String { try everything() == before ? "as it was" : "other" }
}
