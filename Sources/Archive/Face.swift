import Stories
import Text

/// Every question that the reader and the commands ask of an archive. An engine answers all of them alike:
/// `Tests/ArchiveConformance` holds each to the same expected answers.
///
/// All throw `ArchiveFault`; those that take long throw `CancellationError` where they were broken off.
package typealias StoryArchive = StoryListing & StoryReading & StoryImporting & StoryMarking & StoryCleaning
  & ArchiveUpkeep

/// Lists: what they hold, how long they are, what a search found in them.
package protocol StoryListing: Sendable {
  /// A page of at most `limit` rows. Throws `SearchFault` where a search names what is not there.
  func page(_ query: Query, from place: Place, limit: Int) throws -> Page
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
  /// The stories below a headline: copies in other papers, newest first.
  func twins(below id: StoryID) throws -> [Headline]
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
  /// Saves captures with their stories, all or none; the outcomes stand in the order of the deposits.
  func save(_ deposits: [Deposit], import number: Int64, mark: ImportMark?) throws -> [SaveOutcome]
  /// How far the import of a file had come; nil where it has changed since.
  func importMark(of file: ImportMark.File) throws -> ImportMark?
  func keep(_ mark: ImportMark) throws
  func endMark(of path: String) throws
  /// What recurs in these sources' texts.
  func templates(sources: some Sequence<String>) throws -> Templates
  /// Which of these lines are the headline of a stored story, or one that a stored story points to.
  func headlines(among lines: some Sequence<String>) throws -> Set<String>
  /// Remembers feeds by their addresses; how many are new.
  func keepFeeds(
    _ feeds: [(url: String, title: String?, site: String?, folder: String?)], at instant: Instant
  )
    throws -> Int
  func feedCount() throws -> Int
}

/// What the reader does with stories; each `Change` can be taken back.
package protocol StoryMarking: Sendable {
  /// Nil where nothing changes, here and below.
  func mark(_ ids: [StoryID], read isRead: Bool, at instant: Instant) throws -> Change?
  func mark(_ ids: [StoryID], starred isStarred: Bool, at instant: Instant) throws -> Change?
  func markAllRead(_ query: Query, at instant: Instant) throws -> Change?
  /// A stored story is not what a related headline means.
  func refuse(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws -> Change?
  /// Which of several stored stories a related headline means.
  func choose(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws -> Change?
  func tag(_ query: Query, with added: [String], without removed: [String], at instant: Instant) throws
    -> Change?
  func tag(_ ids: [StoryID], with added: [String], without removed: [String], at instant: Instant) throws
    -> Change?
  /// All tags by name.
  func tags() throws -> [TagCount]
  /// The names of a story's tags.
  func tags(of id: StoryID) throws -> [String]
  /// How far a story was read, from 0 to 1; not to be taken back.
  func keepProgress(_ progress: Double, of id: StoryID) throws
  func keptSearches() throws -> [KeptSearch]
  /// Gives a search a name, in place of the one that had it, or of the one under its old name.
  func keep(_ search: KeptSearch, insteadOf old: String?) throws
  func dropKeptSearch(_ name: String) throws
  /// Takes the latest change back and says what it was; nil where there is none.
  func undo() throws -> Change?
}

/// Stories whose captures are cleaned anew, and what the reader said of their lines.
package protocol StoryCleaning: Sendable {
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
package protocol ArchiveUpkeep: Sendable {
  /// Whether marks and imports can be kept.
  var isWritable: Bool { get }
  /// How many stories would be forgotten.
  func count(of forgetting: Forgetting) throws -> Int
  /// Takes stories out, and keeps them aside until the next time.
  func forget(_ forgetting: Forgetting) throws -> Int
  /// Brings back what was forgotten last.
  func remember() throws -> Int
  /// What is wrong with the archive and each story; empty where all is well.
  func check(_ progress: @Sendable (_ done: Int, _ all: Int) -> Void) throws -> [ArchiveFinding]
  /// Makes the search index anew.
  func rebuildIndex(_ progress: @Sendable (_ done: Int, _ all: Int) -> Void) throws
  /// Breaks off the list that is being read or counted.
  func interrupt()
  /// Ends whatever is under way, a write too, which then has not been.
  func stop()
  /// It answers no more.
  func close() throws
}

extension Archive: StoryListing, StoryReading, StoryImporting, StoryMarking, StoryCleaning, ArchiveUpkeep {}
