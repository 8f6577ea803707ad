import Stories

/// What an archive holds, in numbers.
package struct Statistics: Equatable, Sendable {
  /// Stories, unread and starred ones.
  package var counts: Counts
  /// Stories without a date.
  package var undated: Int
  /// All captures of all stories.
  package var captures: Int
  /// Related headlines printed.
  package var related: Int
  /// How many of those are stored.
  package var linked: Int
  /// Bytes of the captures as they came.
  package var rawBytes: Int
  /// Bytes of the captures as they are kept, compressed.
  package var keptBytes: Int
  /// Captures that no import could read and that are kept raw.
  package var failed: Int
  /// Publishers by name.
  package var sources: [SourceCount]
  /// Imports from the first one on.
  package var imports: [ImportRecord]

  package init(
    counts: Counts, undated: Int, captures: Int, related: Int, linked: Int, rawBytes: Int, keptBytes: Int,
    failed: Int = 0, sources: [SourceCount], imports: [ImportRecord]
  ) {
    (self.counts, self.undated, self.captures) = (counts, undated, captures)
    (self.related, self.linked) = (related, linked)
    (self.rawBytes, self.keptBytes) = (rawBytes, keptBytes)
    (self.failed, self.sources, self.imports) = (failed, sources, imports)
  }
}

/// One import.
package struct ImportRecord: Equatable, Sendable {
  /// What `forget --import` takes.
  package var number: Int64
  /// When it began, in seconds since 1970.
  package var at: Instant
  /// What was imported, as the user named it.
  package var label: String
  /// How many captures it stored.
  package var captures: Int

  package init(number: Int64, at: Instant, label: String, captures: Int) {
    (self.number, self.at, self.label, self.captures) = (number, at, label, captures)
  }
}
