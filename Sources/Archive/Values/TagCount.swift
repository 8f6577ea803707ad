/// A tag and the number of its stories.
package struct TagCount: Equatable, Sendable {
  /// As it was written first; case and accents do not tell tags apart.
  package var name: String
  /// The number of stories with it; never 0.
  package var stories: Int

  package init(name: String, stories: Int) { (self.name, self.stories) = (name, stories) }
}
