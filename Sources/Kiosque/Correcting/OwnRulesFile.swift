import Cleaning
import DataFiles
import Stories

/// The text of a file of the reader's own rules; every change is verified by parsing the result.
enum OwnRulesFile {
  /// A file without a rule.
  static func empty(_ publisher: String) -> String {
    """
    # Your own rules for this publisher, as you gave them in the reader: a profile like any other.
    #
    # "keep" has lines that are always part of the story, "lines" has lines that never are. The reader
    # adds a line to these lists and changes nothing else: write into this file what you like.

    name = \(DataFile.quoted(publisher))

    keep = [
    ]

    [rules.own]
    lines = [
    ]

    """
  }

  /// Whether the file is about this publisher and has the rule.
  static func holds(_ rule: PublisherRule, _ text: String) -> Bool {
    guard let root = root(text), root["name"]?.string == rule.publisher else { return false }
    return list(rule, root).contains(rule.correction.text)
  }

  /// The text with the rule added; nil where that is not possible without changing anything else.
  static func adding(_ rule: PublisherRule, to text: String) -> String? {
    guard let old = root(text), old["name"]?.string == rule.publisher else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let opening = opening(rule, lines), let closing = lines[opening...].firstIndex(of: "]") else {
      return nil
    }
    lines.insert(entry(rule), at: closing)
    return proved(lines, old, rule, list(rule, old) + [rule.correction.text])
  }

  /// The text without the rule; nil where it is not on a line of its own.
  static func removing(_ rule: PublisherRule, from text: String) -> String? {
    guard let old = root(text) else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let opening = opening(rule, lines),
      let line = lines[opening...].firstIndex(of: entry(rule))
    else { return nil }
    lines.remove(at: line)
    var rest = list(rule, old)
    if let index = rest.firstIndex(of: rule.correction.text) { rest.remove(at: index) }
    return proved(lines, old, rule, rest)
  }

  private static func opening(_ rule: PublisherRule, _ lines: [String]) -> Int? {
    if rule.correction.isStory { return lines.firstIndex(of: "keep = [") }
    return lines.firstIndex(of: "[rules.own]").flatMap { lines[$0...].firstIndex(of: "lines = [") }
  }

  private static func entry(_ rule: PublisherRule) -> String {
    "  " + DataFile.quoted(rule.correction.text) + ","
  }

  private static func root(_ text: String) -> [String: DataValue]? {
    try? DataFile(text: text, name: "").root
  }

  private static func list(_ rule: PublisherRule, _ root: [String: DataValue]) -> [String] {
    let value =
      rule.correction.isStory ? root["keep"] : root["rules"]?.table?["own"]?.table?["lines"]
    return value?.strings ?? []
  }

  /// The new text, if it differs from the old one only in this list.
  private static func proved(
    _ lines: [String], _ old: [String: DataValue], _ rule: PublisherRule, _ list: [String]
  ) -> String? {
    let text = lines.joined(separator: "\n")
    let value = DataValue.list(list.map(DataValue.string))
    var wanted = old
    if rule.correction.isStory {
      wanted["keep"] = value
    } else {
      var rules = old["rules"]?.table ?? [:]
      var own = rules["own"]?.table ?? [:]
      own["lines"] = value
      rules["own"] = .table(own)
      wanted["rules"] = .table(rules)
    }
    return root(text) == wanted ? text : nil
  }
}

extension PublisherRule {
  /// A profile with this rule only, to try it before it is added.
  var profile: Profile {
    var profile = Profile(id: "own-" + OwnRules.slug(publisher))
    profile.name = publisher
    if correction.isStory {
      profile.keep = [correction.text]
    } else {
      var own = Profile.Rule(name: "own")
      own.lines = [correction.text]
      profile.rules = [own]
    }
    return profile
  }
}
