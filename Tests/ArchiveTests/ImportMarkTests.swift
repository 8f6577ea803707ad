import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct ImportMarkTests {
  private let file = ImportMark.File(path: "/crawl.warc.gz", size: 9, modified: 7, head: Digest(of: [1]))

  private func mark(_ offset: Int64) -> ImportMark {
    ImportMark(file: file, offset: offset, number: 3, passed: 2, done: 5)
  }

  @Test func aMarkIsKeptWithTheStoriesItStandsFor() throws {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    _ = try archive.save([Specimen.entry("Un titre")], import: number, mark: mark(40))
    #expect(try archive.importMark(of: file) == mark(40))
    try archive.keep(mark(80))
    #expect(try archive.importMark(of: file)?.offset == 80)
    try archive.endMark(of: file.path)
    #expect(try archive.importMark(of: file) == nil)
  }

  @Test func aFileThatChangedBeginsAnew() throws {
    let archive = try SQLiteArchive()
    try archive.keep(mark(40))
    var other = file
    other.size += 1
    #expect(try archive.importMark(of: other) == nil)
  }

  @Test func whatIsForgottenCanBeImportedAgain() throws {
    let (archive, _) = try Specimen.archive([Specimen.entry("Un titre")])
    try archive.keep(mark(40))
    _ = try archive.forget(.importNumber(1))
    #expect(try archive.importMark(of: file) == nil)
  }

  @Test func feedsAreRememberedOnce() throws {
    let archive = try SQLiteArchive()
    let feed = (
      url: "https://quai.example/rss", title: String?("Le Quai"), site: String?.none, folder: String?.none
    )
    #expect(try archive.keepFeeds([feed, feed], at: 0) == 1)
    #expect(try archive.keepFeeds([feed], at: 0) == 0)
    #expect(try archive.feedCount() == 1)
  }

  @Test func whatCameBesideACaptureComesBackWithIt() throws {
    let given = Given(title: "Titre donné", byline: ["Ana", "Lise"], source: "Le Quai")
    var entry = Specimen.entry("Un titre")
    var capture = entry.capture
    capture.given = given
    entry = PreparedCapture(capture: capture, story: entry.story)
    let (archive, ids) = try Specimen.archive([entry])
    #expect(try archive.rawCapture(of: ids[0])?.given == given)
    #expect(try archive.recleanable(ids)[0].capture.given == given)
    _ = try archive.forget(.importNumber(1))
    _ = try archive.remember()
    #expect(try archive.rawCapture(of: ids[0])?.given == given)
  }

  @Test func arrivalsAreCounted() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Un"), Specimen.entry("Deux"), Specimen.entry("Trois", day: 2),
      Specimen.entry("Quatre"),
    ])
    #expect(try archive.newestStory() == ids[3])
    let arrivals = try #require(try archive.arrived(since: ids[0]))
    #expect(arrivals.count == 3)
    #expect(arrivals.first.title == "Trois")
    #expect(try archive.arrived(since: ids[3]) == nil)
  }
}

@Suite struct NewsboatCacheTests {
  private func cache(_ sql: String) throws -> NewsboatCache? {
    let path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString).db"
    defer { unlink(path) }
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return NewsboatCache(path: path)
  }

  private static let tables = """
    CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY, url VARCHAR(1024), title VARCHAR(1024));
    CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT, guid VARCHAR(64), title VARCHAR(1024),
      author VARCHAR(1024), url VARCHAR(1024), feedurl VARCHAR(1024), pubDate INTEGER, content VARCHAR(65535),
      unread INTEGER, deleted INTEGER DEFAULT 0);
    INSERT INTO rss_feed VALUES ('https://quai.example/rss', 'https://quai.example/', 'Le Quai');
    """

  @Test func itemsComeWithTheirFeed() throws {
    let cache = try #require(
      try cache(
        Self.tables + """
          INSERT INTO rss_item (title, author, url, feedurl, pubDate, content) VALUES
            ('Le port', 'Lise', 'https://quai.example/1', 'https://quai.example/rss', 1736157600, '<p>Il rouvre.</p>'),
            (NULL, 7, x'00', 'elsewhere', 'never', 'x');
          INSERT INTO rss_item (title, deleted) VALUES ('Parti', 1);
          """))
    let items = try cache.items(after: 0, limit: 10).items
    #expect(items.map(\.feed) == ["Le Quai", ""])
    #expect(items[0].published == 1_736_157_600)
    #expect(items[1].title.isEmpty && items[1].published == nil)
    #expect(try cache.items(after: 1, limit: 10).items.map(\.id) == [2])
  }

  @Test func anotherDatabaseIsNone() throws {
    #expect(try cache("CREATE TABLE story (id)") == nil)
    #expect(NewsboatCache(path: "/nowhere") == nil)
  }
}
