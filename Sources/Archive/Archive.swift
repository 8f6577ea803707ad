import Stories
import Text

/// Every question that the reader and the commands ask of an archive, whatever engine keeps it. All engines
/// answer alike: `Tests/ArchiveConformance` holds each to the same expected answers.
///
/// * An engine is an ``ArchiveEngine``: it opens an archive with an ``ArchiveAccess``, ``ArchiveMatchers``
///   and a ``LockWait``, and repairs one: ``RepairStep``, ``RepairReport`` of ``Loss``es, ``StoryDamage``,
///   ``RepairFault``.
/// * What decides, without a database: ``StoryIdentity``, ``LinkPolicy``, ``NearLinkPolicy``,
///   ``NearDuplicatePolicy``, ``VersionPolicy``.
/// * What engines store alike: ``StoredContent``, ``StoredText``, ``RelatedRow``, ``JudgedLink``,
///   ``Compression``; an ``ImportRecord`` for each import.
///
/// Safe from any thread. All throw `ArchiveFault`; those that take long throw `CancellationError` where they
/// were broken off.
package protocol StoryArchive: StoryListing, StoryReading, StoryImporting, StoryMarking, StoryCleaning,
  ArchiveUpkeep
{}

/// How far something long has come: `done` of `all` stories, or pages of a file.
package typealias ArchiveProgress = @Sendable (_ done: Int, _ all: Int) -> Void

/// Lists: what they hold, how long they are, what a search found in them.
package protocol StoryListing: Sendable {
  /// A page of at most `limit` rows. Throws `SearchFault` where a search names what is not there.
  func page(_ query: Query, from place: ListPosition, limit: Int) throws -> Page
  /// Their headlines in any order; those that are gone are missing.
  func headlines(_ ids: [StoryID]) throws -> [Headline]
  /// How many rows of the list stand before the headline.
  func rank(of headline: Headline, in query: Query) throws -> Int
  /// How many rows the list has.
  func count(_ query: Query) throws -> Int
  /// A list's stories by day, month, year, source, author or tag.
  func count(_ query: Query, by key: CountKey) throws -> StoryCount
  /// Stories, unread and starred ones of the whole archive.
  func counts() throws -> Counts
  /// Publishers by name with their stories.
  func sources() throws -> [SourceCount]
  /// An extract around what a search found in each story; where it found something in the title alone, the
  /// beginning of the text.
  func snippets(of query: Query, in headlines: [Headline]) throws -> [StoryID: Snippet]
  /// The stories below a headline, near-duplicates in other papers, newest first; 200 at most.
  func nearDuplicates(below id: StoryID) throws -> [Headline]
  /// The number of the story that was stored last; 0 where there is none.
  func newestStory() throws -> StoryID
  /// How many stories were stored after that one, and the first of them in a list by date; nil where none
  /// was.
  func arrived(since id: StoryID) throws -> Arrivals?
  /// The stories of a list by number, newest first.
  func identities(_ query: Query, limit: Int?) throws -> [StoryID]
}

/// One story, and what is known of all of them.
package protocol StoryReading: Sendable {
  /// A story with its links in both directions, in the version of that number, else in the one that is read.
  func story(_ id: StoryID, version: Int?) throws -> StoredStory?
  /// The texts that it had, the shown one first.
  func versions(of id: StoryID) throws -> [StoryVersion]
  /// The newest capture of a story or of a version, byte for byte.
  func rawCapture(of id: StoryID, version: Int?) throws -> Capture?
  /// Headlines that stories point to and the archive lacks, most wanted first.
  func wanted(limit: Int) throws -> [WantedHeadline]
  /// What it holds, in numbers.
  func statistics() throws -> Statistics
  /// Publishers with their captures by month, the one with the most first.
  func publisherCounts() throws -> [PublisherCount]
}

/// Captures and stories that come in.
package protocol StoryImporting: Sendable {
  /// Opens an import; its number is for `save` and for `forget`. `siteConfigs` is the folder of site
  /// configurations that it reads pages with.
  func beginImport(label: String, at instant: Instant, siteConfigs: String?) throws -> Int64
  /// The stories of captures that are stored already.
  func known(_ digests: [Digest]) throws -> [Digest: StoryID]
  /// The story of a page's address, however its scheme and its tracking marks are written; nil where there is
  /// none.
  func story(at url: String) throws -> StoryID?
  /// Saves captures with their stories, all or none; the outcomes stand in the order of the captures.
  func save(_ captures: [PreparedCapture], import number: Int64, mark: ImportMark?) throws -> [SaveOutcome]
  /// How far the import of a file had come; nil where it has changed since.
  func importMark(of file: ImportMark.File) throws -> ImportMark?
  /// Keeps how far an import has come where nothing is to be stored with it.
  func keep(_ mark: ImportMark) throws
  /// The file is imported to its end.
  func endMark(of path: String) throws
  /// What recurs in these sources' texts.
  func templates(sources: some Sequence<String>) throws -> Templates
  /// Which of these lines are the headline of a stored story, or one that a stored story points to.
  func headlines(among lines: some Sequence<String>) throws -> Set<String>
  /// Remembers feeds by their addresses; how many are new.
  func keepFeeds(
    _ feeds: [(url: String, title: String?, site: String?, folder: String?)], at instant: Instant
  ) throws -> Int
  /// How many feeds are remembered.
  func feedCount() throws -> Int
}

/// What the reader does with stories; each `Change` can be taken back.
package protocol StoryMarking: Sendable {
  /// Marks stories as read or unread; nil where nothing changes, here and below.
  func mark(_ ids: [StoryID], read isRead: Bool, at instant: Instant) throws -> Change?
  /// Stars stories or takes the star away.
  func mark(_ ids: [StoryID], starred isStarred: Bool, at instant: Instant) throws -> Change?
  /// Marks every story of a list as read.
  func markAllRead(_ query: Query, at instant: Instant) throws -> Change?
  /// A stored story is not what a related headline means.
  func refuse(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws -> Change?
  /// Which of several stored stories a related headline means.
  func choose(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws -> Change?
  /// Tags the stories of a list and takes other tags away from them. Case and accents do not tell tags apart;
  /// one that no story bears is gone.
  func tag(_ query: Query, with added: [String], without removed: [String], at instant: Instant) throws
    -> Change?
  /// Tags stories by their numbers.
  func tag(_ ids: [StoryID], with added: [String], without removed: [String], at instant: Instant) throws
    -> Change?
  /// All tags by name.
  func tags() throws -> [TagCount]
  /// The names of a story's tags.
  func tags(of id: StoryID) throws -> [String]
  /// How far a story was read, from 0 to 1; not to be taken back.
  func keepProgress(_ progress: Double, of id: StoryID) throws
  /// The searches that have a name, in the order in which they were kept.
  func keptSearches() throws -> [KeptSearch]
  /// Gives a search a name, in place of the one that had it, or of the one under its old name.
  func keep(_ search: KeptSearch, insteadOf old: String?) throws
  /// Takes a search's name away.
  func dropKeptSearch(_ name: String) throws
  /// Takes the latest change back and says what it was; nil where there is none.
  func undo() throws -> Change?
}

/// Stories whose captures are cleaned anew, and what the reader said of their lines.
package protocol StoryCleaning: Sendable {
  /// What the reader said of a story's lines.
  func corrections(of id: StoryID) throws -> [Correction]
  /// Whether another story among the publisher's newest has this line; numbers may differ.
  func hasLine(_ text: String, of publisher: String, besides id: StoryID) throws -> Bool
  /// Remembers what the reader says of a line and gives the story what cleaning made of it with that; nil
  /// where nothing of the story changes, and then nothing is remembered.
  func correct(_ id: StoryID, _ correction: Correction, cleaned story: Story, at instant: Instant) throws
    -> Change?
  /// Opens a change that gives many stories what a rule makes of them; its number is for `rewrite` and
  /// `takeBack`.
  func beginRule(_ rule: PublisherRule, at instant: Instant) throws -> Int64
  /// Gives stories what cleaning made of them anew; how many are other than before.
  func rewrite(_ stories: [(id: StoryID, story: Story)], under change: Int64) throws -> Int
  /// Takes one change back, whatever came after it.
  func takeBack(_ change: Int64) throws
  /// The versions that the latest import brought to a story and those before and after them in time, each
  /// with its newest capture; none where it brought no version.
  func unsettled(_ id: StoryID) throws -> [VersionCapture]
  /// Gives versions of stories what cleaning makes of them today; those of one story that are the same then
  /// become one.
  func settle(_ stories: [(story: StoryID, cleaned: [(version: Int64, story: Story)])]) throws
  /// These stories with the newest captures of their texts.
  func recleanable(_ ids: [StoryID]) throws -> [Recleanable]
  /// Puts stories as they are cleaned now in the place of what was made of the same captures.
  func reclean(_ cleaned: [(id: StoryID, story: CleanedStory?)]) throws
  /// Counts stories' newest captures by the layouts that fitted.
  func recount(_ matches: [(id: StoryID, match: ProfileMatch?)]) throws
  /// Learns what recurs anew, from the first capture of each story.
  func learnAgain(decode: @Sendable (Capture) -> String) throws
}

/// The archive as a whole.
package protocol ArchiveUpkeep: AnyObject, Sendable {
  /// Where it lies, as it was opened.
  var path: String { get }
  /// Whether marks and imports can be kept.
  var isWritable: Bool { get }
  /// Whether the archive that was opened still stands at its place.
  var isInPlace: Bool { get }
  /// Whether damage was found in it that was not repaired yet: nothing is written into it then.
  var isKnownAsDamaged: Bool { get }
  /// By which files another program's writes show; nil where nobody else can write, or nothing shows it.
  var changeSigns: ChangeSigns? { get }
  /// How many stories would be forgotten.
  func count(of forgetting: Forgetting) throws -> Int
  /// Takes stories out, and keeps them aside until the next time; returns how many.
  func forget(_ forgetting: Forgetting) throws -> Int
  /// Brings back what was forgotten last; returns how many stories.
  func remember() throws -> Int
  /// What is wrong with the archive and each story; empty where all is well.
  func check(_ progress: ArchiveProgress) throws -> [ArchiveFinding]
  /// Makes the search index anew.
  func rebuildIndex(_ progress: ArchiveProgress) throws
  /// Copies the archive as it is at this moment into one new file, while others read and write, and checks
  /// the copy; returns how many stories are in it. Throws `BackupFault`, or an `ArchiveFault` that is about
  /// the archive itself.
  func backUp(to target: String, replacing: Bool, progress: @escaping ArchiveProgress) throws -> Int
  /// Another view of this archive, for questions that take long: others need not wait for them. Itself where
  /// it answers both at once.
  func secondReader() throws -> any StoryArchive
  /// Breaks off the list that is being read or counted, where the engine can without breaking off a write;
  /// the others are answered.
  func interrupt()
  /// Ends whatever is under way, a write too, which then has not been.
  func stop()
  /// Brings all that was stored to the archive's own place where nobody else uses it, without waiting: who
  /// copies that has everything.
  func consolidate()
  /// Gives back the room that a write took before the disk was full, then consolidates.
  func freeRoom()
  /// Takes in what a program that was killed had stored and not consolidated.
  func recover()
  /// Where another archive took this one's place, takes away what of this one lies beside it and would be
  /// taken for a part of it.
  func leavePlace()
  /// It answers no more.
  func close() throws
}

/// Questions with the usual answer to what can be left out.
extension StoryArchive {
  /// The first page.
  package func page(_ query: Query, limit: Int) throws -> Page { try page(query, from: .start, limit: limit) }

  /// All stories of a list by number, newest first.
  package func identities(_ query: Query) throws -> [StoryID] { try identities(query, limit: nil) }

  /// A story in the version that is read.
  package func story(_ id: StoryID) throws -> StoredStory? { try story(id, version: nil) }

  /// The newest capture of the version that is read.
  package func rawCapture(of id: StoryID) throws -> Capture? { try rawCapture(of: id, version: nil) }

  /// Opens an import without site configurations.
  package func beginImport(label: String, at instant: Instant) throws -> Int64 {
    try beginImport(label: label, at: instant, siteConfigs: nil)
  }

  /// Saves captures that are no part of a file which can be gone on with.
  package func save(_ captures: [PreparedCapture], import number: Int64) throws -> [SaveOutcome] {
    try save(captures, import: number, mark: nil)
  }

  /// Gives a search a name.
  package func keep(_ search: KeptSearch) throws { try keep(search, insteadOf: nil) }

  /// Copies the archive, without telling how far the copy has come.
  @discardableResult
  package func backUp(to target: String, replacing: Bool) throws -> Int {
    try backUp(to: target, replacing: replacing) { _, _ in }
  }

  /// What is wrong, without telling how far the check has come.
  package func check() throws -> [ArchiveFinding] { try check { _, _ in } }

  /// Makes the search index anew, without telling how far it has come.
  package func rebuildIndex() throws { try rebuildIndex { _, _ in } }
}
