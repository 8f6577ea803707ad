import DataFiles

/// The rules for a publisher's captures, read from a data file. The profile `general` is used for all
/// publishers.
package struct Profile: Equatable, Sendable {
  /// The lines that one rule removes as furniture.
  package struct Rule: Equatable, Sendable {
    /// The name of the rule whose lines the reader took out by hand: `[rules.own]`.
    static let own = "own"

    /// The second half of the rule's name: `share` in `euronews.share`.
    package var name: String
    /// Whole lines; several of them may also be run together into one line.
    package var lines: [String] = []
    /// Words that may be attached to `lines` but are no furniture by themselves.
    package var glued: [String] = []
    /// What a line begins with, up to the end of a word.
    package var begins: [String] = []
    /// What a line ends with, closing punctuation apart.
    package var ends: [String] = []
    /// What stands anywhere in a line of up to `Verdict.longestLine` bytes.
    package var contains: [String] = []
    /// A line is furniture where it has only these words and at least one number.
    package var words: [String] = []
    /// Whether such a line ends the story, once its body has begun.
    package var isEnd = false
    /// Whether the line is a caption, which is kept as such.
    package var isCaption = false

    package init(name: String, lines: [String] = [], isEnd: Bool = false) {
      self.name = name
      self.lines = lines
      self.isEnd = isEnd
    }
  }

  /// The file's name without `.toml`; the first half of its rules' names.
  package var id: String
  /// The publisher's name as it is displayed; nil for `general`.
  package var name: String?
  /// Other names of the publisher, as they stand in bylines.
  package var names: [String] = []
  /// Domain names; their subdomains are included.
  package var hosts: [String] = []
  /// Lines that only this publisher has. A capture without an address is recognised by them.
  package var signs: [String] = []
  /// Whether the first paragraph of its stories is the standfirst.
  package var leadsWithStandfirst = false
  /// Headings of related headlines.
  package var related: [String] = []
  /// Headings of lists that are the same on every page; their links are not related to the story.
  package var popular: [String] = []
  /// What precedes a related headline on the same line (`Lire aussi : …`).
  package var seeAlso: [String] = []
  /// What precedes the names of authors (`Par`, `By`).
  package var bylines: [String] = []
  /// Lines that are never removed, whatever a rule says.
  package var keep: [String] = []
  /// In the order of the file.
  package var rules: [Rule] = []
  /// The layouts of its pages, by period.
  var layouts: [Layout] = []
  /// Words of classes and ids by the meaning of the element: `standfirst`, `caption`, `byline`, or the reason
  /// to remove it.
  package var classes: [String: [String]] = [:]
  /// The commonest words of a language, by its BCP 47 tag.
  package var stopWords: [String: [String]] = [:]

  /// Words that indicate what a line is about, by the names of `WordTable.kinds`.
  package var wordKinds: [String: [String]] = [:]
  /// Names of months, whole and abbreviated, in all languages.
  package var months: [String] = []
  /// For each month from January on, its names in all languages.
  package var calendar: [String] = []
  /// Names of weekdays, whole and abbreviated, in all languages.
  package var weekdays: [String] = []

  package init(id: String) {
    self.id = id
  }
}
