import DataFiles

/// What is known of a publisher's pages, as data; the profile `general` holds for all of them.
package struct Profile: Equatable, Sendable {
  /// Lines that are furniture, by one reason.
  package struct Rule: Equatable, Sendable {
    /// The second half of the rule's name: `share` in `euronews.share`.
    package var name: String
    /// Whole lines, or several of them glued into one.
    package var lines: [String] = []
    /// Words that stand glued to `lines` and mean nothing alone.
    package var glued: [String] = []
    package var begins: [String] = []
    package var ends: [String] = []
    package var contains: [String] = []
    /// A line of nothing but these words, a number among them.
    package var words: [String] = []
    /// Whether the story is over at such a line, once its body has begun.
    package var isEnd = false
    /// Whether the line tells of a picture and stays as a caption.
    package var isCaption = false

    package init(name: String, lines: [String] = [], isEnd: Bool = false) {
      self.name = name
      self.lines = lines
      self.isEnd = isEnd
    }
  }

  /// The file's name without `.toml`; the first half of its rules' names.
  package var id: String
  /// The publisher as people say it; nil for `general`.
  package var name: String?
  /// Other names of it, in bylines.
  package var names: [String] = []
  /// Domains, their subdomains included.
  package var hosts: [String] = []
  /// Lines that nobody else has: by them a capture without an address is known.
  package var signs: [String] = []
  /// Whether its first paragraph is the standfirst.
  package var leadsWithStandfirst = false
  /// Headings of related headlines.
  package var related: [String] = []
  /// Those of them whose lists stand on every page, whatever its story is about.
  package var popular: [String] = []
  /// What stands before a related headline on its own line (`Lire aussi : …`).
  package var seeAlso: [String] = []
  /// What stands before the authors' names.
  package var bylines: [String] = []
  /// Lines that are never furniture, whatever a rule says.
  package var keep: [String] = []
  package var rules: [Rule] = []
  /// How its pages were built, by period.
  var layouts: [Layout] = []
  /// Words of classes and ids by what the element is: `standfirst`, `caption`, `byline`, or why it is left
  /// out.
  package var classes: [String: [String]] = [:]
  /// The commonest words of a language, by its BCP 47 tag.
  package var stopWords: [String: [String]] = [:]

  /// Words that say what a line is about, by the names in `WordTable.kinds`.
  package var wordKinds: [String: [String]] = [:]
  /// Names of months and of days, whole and cut short, in all languages.
  package var months: [String] = []
  /// Names of months, an entry for each month from January on: its names in all languages.
  package var calendar: [String] = []
  package var weekdays: [String] = []

  package init(id: String) {
    self.id = id
  }
}
