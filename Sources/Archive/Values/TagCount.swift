/// A tag and how many stories bear it.
package struct TagCount: Equatable, Sendable {
  /// As it was written first; case and accents do not tell tags apart.
  package var name: String
  /// How many stories bear it; never 0.
  package var stories: Int

  package init(name: String, stories: Int) { (self.name, self.stories) = (name, stories) }
}
