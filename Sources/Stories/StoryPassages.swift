extension Story {
  /// Its texts as they are compared with another version's: headline, standfirst, blocks.
  package var passages: [String] {
    [title] + (standfirst.map { [$0] } ?? []) + blocks.map(\.text)
  }
}
