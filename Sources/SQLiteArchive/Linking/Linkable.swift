import Archive
import GRDB
import Stories

/// The facts about a story that are needed to find its links.
struct Linkable {
  var id: StoryID
  var title: String
  var titleKey: String
  var urlKey: String?
  /// Whether it has related headlines.
  var isPointing = true
  /// Whether it was stored just now and has no links from before.
  var isNew = false
  var known: NearIndex.Known = [:]

  /// As it was stored just now.
  init(new id: StoryID, _ prepared: PreparedCapture) {
    self.id = id
    title = prepared.story.title
    titleKey = prepared.titleKey
    urlKey = prepared.urlKey
    isPointing = !prepared.story.related.isEmpty
    isNew = true
    known = prepared.signatures
  }

  /// As it is stored; nil where it is not.
  init?(_ id: StoryID, known: NearIndex.Known = [:], _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT title, titleKey, urlKey FROM story WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    self.id = id
    title = try row["title"]
    titleKey = try row["titleKey"]
    urlKey = try row["urlKey"]
    self.known = known
  }
}

extension SQLiteArchive {
  /// Finds the links from and to a story, and makes its headlines known to later stories.
  func relink(_ story: Linkable, _ db: Database) throws {
    let near = near(story.known)
    try NearIndex.add(story.title, story: story.id, known: story.known, db)
    if story.isPointing { try Linking.resolveFrom(story.id, isNew: story.isNew, near, db) }
    try Linking.resolveTo(story, near, db)
    if story.isPointing { try NearIndex.addRelated(of: story.id, known: story.known, db) }
  }

  func relink(_ id: StoryID, known: NearIndex.Known = [:], _ db: Database) throws {
    if let story = try Linkable(id, known: known, db) { try relink(story, db) }
  }

  func near(_ known: NearIndex.Known = [:]) -> NearLinking? {
    matcher.map { NearLinking(matcher: $0, known: known) }
  }
}
