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

/// Lists of stories: their rows, their lengths, and extracts for searches.
package protocol StoryListing: Sendable {
  /// A page of at most `limit` rows, with their tags. Throws `SearchFault` where a search names what is not
  /// there.
  func page(_ query: Query, from place: ListPosition, limit: Int) throws -> Page
  /// The headlines of stories with their tags, in any order; stories that do not exist any more are missing.
  func headlines(_ ids: [StoryID]) throws -> [Headline]
  /// How many rows of the list come before the headline.
  func rank(of headline: Headline, in query: Query) throws -> Int
  /// How many rows the list has.
  func count(_ query: Query) throws -> Int
  /// Counts the stories of a list by day, month, year, source, author or tag.
  func count(_ query: Query, by key: CountKey) throws -> StoryCount
  /// The numbers of stories, unread stories and starred stories in the whole archive.
  func counts() throws -> Counts
  /// Publishers by name, with the numbers of their stories.
  func sources() throws -> [SourceCount]
  /// For each story, an extract around the matches of a search; the beginning of the text where only the
  /// title matches.
  func snippets(of query: Query, in headlines: [Headline]) throws -> [StoryID: Snippet]
  /// The stories below a headline, near-duplicates in other papers, newest first; 200 at most.
  func nearDuplicates(below id: StoryID) throws -> [Headline]
  /// The number of the story that was stored last; 0 where there is none.
  func newestStory() throws -> StoryID
  /// How many stories were stored after that one, and the newest of them by date; nil where there are none.
  func arrived(since id: StoryID) throws -> Arrivals?
  /// The stories of a list by number, newest first.
  func identities(_ query: Query, limit: Int?) throws -> [StoryID]
}

/// Single stories, and figures about the whole archive.
package protocol StoryReading: Sendable {
  /// A story with its links in both directions, in the version with that number, else in the version that is
  /// shown.
  func story(_ id: StoryID, version: Int?) throws -> StoredStory?
  /// The versions of a story, the one that is shown first.
  func versions(of id: StoryID) throws -> [StoryVersion]
  /// The newest capture of a story or of a version, byte for byte.
  func rawCapture(of id: StoryID, version: Int?) throws -> Capture?
  /// Related headlines that no stored story has, the most frequent first.
  func wanted(limit: Int) throws -> [WantedHeadline]
  /// Figures about the archive.
  func statistics() throws -> Statistics
  /// Publishers with their captures by month, the one with the most first.
  func publisherCounts() throws -> [PublisherCount]
}

/// Imports.
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
  /// How far an interrupted import of a file had come; nil where there is none, or the file has changed
  /// since.
  func importMark(of file: ImportMark.File) throws -> ImportMark?
  /// Stores how far an import has come where there is no capture to store with it.
  func keep(_ mark: ImportMark) throws
  /// Removes the mark of a file whose import is complete.
  func endMark(of path: String) throws
  /// The templates of these sources: lines that recur in their texts.
  func templates(sources: some Sequence<String>) throws -> Templates
  /// Those of the lines that are headlines: of a stored story, or related ones.
  func headlines(among lines: some Sequence<String>) throws -> Set<String>
  /// Stores feeds by their addresses; returns how many are new.
  func keepFeeds(
    _ feeds: [(url: String, title: String?, site: String?, folder: String?)], at instant: Instant
  ) throws -> Int
  /// How many feeds are stored.
  func feedCount() throws -> Int
  /// Keeps captures that could not be read, each content once.
  func keepFailed(_ captures: [FailedCapture]) throws
  /// Captures that could not be read, by number, those after one; at most `limit`.
  func failedCaptures(after id: Int64, limit: Int) throws -> [FailedCapture]
  /// Forgets captures that could be read at last.
  func dropFailed(_ ids: [Int64]) throws
}

/// Changes that the reader makes to stories; each `Change` can be undone.
package protocol StoryMarking: Sendable {
  /// Marks stories as read or unread; nil where nothing changes, here and below.
  func mark(_ ids: [StoryID], read isRead: Bool, at instant: Instant) throws -> Change?
  /// Adds or removes the star of stories.
  func mark(_ ids: [StoryID], starred isStarred: Bool, at instant: Instant) throws -> Change?
  /// Marks every story of a list as read.
  func markAllRead(_ query: Query, at instant: Instant) throws -> Change?
  /// Records that a stored story is not the one that a related headline means.
  func refuse(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws -> Change?
  /// Records which of several stored stories a related headline means.
  func choose(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws -> Change?
  /// Adds tags to the stories of a list and removes others. Tags are equal whatever their case and accents; a
  /// tag without stories is deleted.
  func tag(_ query: Query, with added: [String], without removed: [String], at instant: Instant) throws
    -> Change?
  /// Tags stories by their numbers.
  func tag(_ ids: [StoryID], with added: [String], without removed: [String], at instant: Instant) throws
    -> Change?
  /// All tags by name.
  func tags() throws -> [TagCount]
  /// The names of a story's tags.
  func tags(of id: StoryID) throws -> [String]
  /// Stores how far a story was read, from 0 to 1; not undoable.
  func keepProgress(_ progress: Double, of id: StoryID) throws
  /// The saved searches, in the order in which they were saved.
  func keptSearches() throws -> [KeptSearch]
  /// Saves a search under a name; it replaces the one with that name, and the one that was called `old`.
  func keep(_ search: KeptSearch, insteadOf old: String?) throws
  /// Deletes a saved search.
  func dropKeptSearch(_ name: String) throws
  /// Undoes the latest change and returns it; nil where there is none.
  func undo() throws -> Change?
}

/// Cleaning of stored captures, and the reader's corrections.
package protocol StoryCleaning: Sendable {
  /// The reader's corrections of a story.
  func corrections(of id: StoryID) throws -> [Correction]
  /// Whether another one of the publisher's newest stories has this line; numbers in it may differ.
  func hasLine(_ text: String, of publisher: String, besides id: StoryID) throws -> Bool
  /// Stores a correction together with the story that cleaning makes with it. Nil where the story does not
  /// change; then nothing is stored.
  func correct(_ id: StoryID, _ correction: Correction, cleaned story: Story, at instant: Instant) throws
    -> Change?
  /// Begins a change that applies a rule to many stories; its number is for `rewrite` and `takeBack`.
  func beginRule(_ rule: PublisherRule, at instant: Instant) throws -> Int64
  /// Replaces the contents of stories by what cleaning made of them; returns how many differ from before.
  func rewrite(_ stories: [(id: StoryID, story: Story)], under change: Int64) throws -> Int
  /// Undoes one change, whatever was changed after it.
  func takeBack(_ change: Int64) throws
  /// The versions that the latest import brought to a story and those before and after them in time, each
  /// with its newest capture; none where it brought no version.
  func unsettled(_ id: StoryID) throws -> [VersionCapture]
  /// Replaces the contents of versions by what cleaning makes of them today. Versions of a story that are
  /// then equal are merged.
  func settle(_ stories: [(story: StoryID, cleaned: [(version: Int64, story: Story)])]) throws
  /// These stories with the newest captures of their texts.
  func recleanable(_ ids: [StoryID]) throws -> [Recleanable]
  /// Replaces the contents of stories by what cleaning makes of the same captures today.
  func reclean(_ cleaned: [(id: StoryID, story: CleanedStory?)]) throws
  /// Updates the counts of which layouts fitted the newest captures of stories.
  func recount(_ matches: [(id: StoryID, match: ProfileMatch?)]) throws
  /// Learns all templates again, from the first capture of each story; `decode` reads its bytes as text, and
  /// gives nil where it cannot be learnt from.
  func learnAgain(decode: (StoryID, Capture) throws -> String?) throws
}

/// The archive as a whole.
package protocol ArchiveUpkeep: AnyObject, Sendable {
  /// The path with which it was opened.
  var path: String { get }
  /// Whether it can be written to.
  var isWritable: Bool { get }
  /// Whether the archive is still at its path.
  var isInPlace: Bool { get }
  /// Whether damage was found that was not repaired yet; then nothing is written to it.
  var isKnownAsDamaged: Bool { get }
  /// The files that show the writes of other programs; nil where no other program can write, or no file shows
  /// it.
  var changeSigns: ChangeSigns? { get }
  /// How many stories would be forgotten.
  func count(of forgetting: Forgetting) throws -> Int
  /// Deletes stories, which are kept aside until the next deletion; returns how many.
  func forget(_ forgetting: Forgetting) throws -> Int
  /// Restores what was deleted last; returns how many stories.
  func remember() throws -> Int
  /// The faults of the archive and of each story; empty where there are none.
  func check(_ progress: ArchiveProgress) throws -> [ArchiveFinding]
  /// Builds the search index again.
  func rebuildIndex(_ progress: ArchiveProgress) throws
  /// Copies the archive as it is at this moment into one new file, while others read and write, and checks
  /// the copy; returns how many stories are in it. Throws `BackupFault`, or an `ArchiveFault` that is about
  /// the archive itself.
  func backUp(to target: String, replacing: Bool, progress: @escaping ArchiveProgress) throws -> Int
  /// Another connection to this archive, for slow questions, which others then need not wait for. Itself
  /// where it can answer both at once.
  func secondReader() throws -> any StoryArchive
  /// Cancels the reading or counting of a list.
  func interrupt()
  /// Cancels whatever is under way; a write is rolled back.
  func stop()
  /// Moves everything into the archive's main file where no one else uses it, without waiting, so that a copy
  /// of that file is complete.
  func consolidate()
  /// Frees the space that a write took before the disk was full, then consolidates.
  func freeRoom()
  /// Recovers what a killed program had stored and not consolidated.
  func recover()
  /// Where another archive has taken the place of this one, removes files of this one next to it that would
  /// be taken for parts of the new one.
  func leavePlace()
  /// Closes the archive; later questions throw.
  func close() throws
}

/// The questions with default arguments.
extension StoryArchive {
  /// The first page.
  package func page(_ query: Query, limit: Int) throws -> Page { try page(query, from: .start, limit: limit) }

  /// All stories of a list by number, newest first.
  package func identities(_ query: Query) throws -> [StoryID] { try identities(query, limit: nil) }

  /// A story in the version that is shown.
  package func story(_ id: StoryID) throws -> StoredStory? { try story(id, version: nil) }

  /// The newest capture of the version that is shown.
  package func rawCapture(of id: StoryID) throws -> Capture? { try rawCapture(of: id, version: nil) }

  /// Opens an import without site configurations.
  package func beginImport(label: String, at instant: Instant) throws -> Int64 {
    try beginImport(label: label, at: instant, siteConfigs: nil)
  }

  /// Saves captures that do not belong to a file whose import can be resumed.
  package func save(_ captures: [PreparedCapture], import number: Int64) throws -> [SaveOutcome] {
    try save(captures, import: number, mark: nil)
  }

  /// Saves a search under a name.
  package func keep(_ search: KeptSearch) throws { try keep(search, insteadOf: nil) }

  /// Copies the archive, without progress.
  @discardableResult
  package func backUp(to target: String, replacing: Bool) throws -> Int {
    try backUp(to: target, replacing: replacing) { _, _ in }
  }

  /// The faults, without progress.
  package func check() throws -> [ArchiveFinding] { try check { _, _ in } }

  /// Builds the search index again, without progress.
  package func rebuildIndex() throws { try rebuildIndex { _, _ in } }
}
