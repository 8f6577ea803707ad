extension SQLiteArchive {
  /// The journal with all that can be taken back: a new kind is a file beside this one and a row here. Texts
  /// come before the links that hang on them.
  static let journal = Journal(kinds: [
    MarkChanges.self, TextChanges.self, CorrectionChanges.self, TagChanges.self, LinkChanges.self,
    RuleChanges.self,
  ])
}
