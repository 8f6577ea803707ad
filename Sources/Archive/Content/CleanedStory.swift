import Stories

/// A story as cleaning makes it today, prepared outside the writer to replace a stored one.
package struct CleanedStory: Sendable {
  /// As cleaning made it.
  package let story: Story
  /// As it is stored.
  package let content: StoredContent

  package init(_ story: Story) {
    self.story = story
    content = StoredContent(story)
  }
}

/// A story as it is stored, with the capture that its text came from.
package struct Recleanable: Sendable {
  /// As it is stored.
  package let story: StoredStory
  /// Bytes and what is known of them; the text is still to be read.
  package let capture: Capture

  package init(story: StoredStory, capture: Capture) { (self.story, self.capture) = (story, capture) }
}

/// The newest capture of a version, which is to be cleaned again.
package struct VersionCapture: Sendable {
  /// The version's number in the archive, for `settle`.
  package let version: Int64
  /// Bytes and what is known of them; the text is still to be read.
  package var capture: Capture

  package init(version: Int64, capture: Capture) { (self.version, self.capture) = (version, capture) }
}

extension Story {
  /// The story as it comes back once it is stored.
  package var asKept: Story {
    let stored = StoredText(self)
    var story = self
    story.blocks = StoredText.blocks(text: stored.text, shapes: stored.shapes)
    story.removed = StoredText.removed(stored.removed)
    story.byline = stored.byline.split(separator: "\n").map(String.init)
    story.section = section?.nonEmpty
    story.standfirst = standfirst?.nonEmpty
    story.related = related.filter { !$0.title.isEmpty }
    return story
  }
}
