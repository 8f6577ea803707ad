import Stories

/// What cleaning makes of a story, as its columns hold it.
package struct StoredContent: Equatable, Sendable {
  /// The headline.
  package var title: String
  /// One name on each line.
  package var byline: String
  /// Empty where there is none.
  package var section: String
  /// Empty where there is none.
  package var standfirst: String
  /// The blocks' texts, a blank line between.
  package var text: String
  /// The shapes of the blocks, as `StoredText` writes them.
  package var shapes: String
  /// Lines that were removed, as `StoredText` writes them.
  package var removed: String
  /// Why it may not be whole; nil where nothing says so.
  package var doubt: Doubt?
  /// How many words the text has.
  package var words: Int
  /// The headlines that it points to, in their order.
  package var related: [RelatedRow]

  /// As cleaning made it.
  package init(_ story: Story) {
    let stored = StoredText(story)
    title = story.title
    byline = stored.byline
    section = story.section ?? ""
    standfirst = story.standfirst ?? ""
    text = stored.text
    shapes = stored.shapes
    removed = stored.removed
    doubt = story.doubt
    words = story.words
    related = RelatedRow.rows(story.related)
  }

  package init(
    title: String, byline: String, section: String, standfirst: String, text: String, shapes: String,
    removed: String, doubt: Doubt?, words: Int, related: [RelatedRow]
  ) {
    (self.title, self.byline, self.section, self.standfirst) = (title, byline, section, standfirst)
    (self.text, self.shapes, self.removed, self.words) = (text, shapes, removed, words)
    (self.doubt, self.related) = (doubt, related)
  }
}
