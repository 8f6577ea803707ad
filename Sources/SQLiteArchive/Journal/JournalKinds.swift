extension SQLiteArchive {
  /// The journal with all kinds of undoable changes: a new kind is a file next to this one and a row here.
  /// Texts come before the links that depend on them.
  static let journal = Journal(kinds: [
    MarkChanges.self, TextChanges.self, CorrectionChanges.self, TagChanges.self, LinkChanges.self,
    RuleChanges.self,
  ])
}
