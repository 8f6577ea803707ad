import Cleaning
import DataFiles
import Glibc
import Stories
import Text

/// A rule could not be added to a file of the reader, or not removed from it.
enum OwnRulesFault: Error, Equatable {
  case cannotWrite(path: String, reason: String)
  case notFound(path: String, line: String)
}

/// The reader's own rules for publishers, as profiles in a folder: `own-<publisher>.toml`.
///
/// The files belong to the reader: lines are added to two lists or removed from them, and everything else
/// stays byte for byte. Where that is not possible, a second file is made.
struct OwnRules: Sendable {
  let folder: String

  init(folder: String = Paths.configuration + "/publishers") {
    self.folder = folder
  }

  /// What is wrong in the folder's files, by line; a folder that is not there has no fault.
  func faults() -> [DataFault] {
    access(folder, R_OK) == 0 ? Profile.load(folder: folder).faults : []
  }

  /// Adds a rule and removes the opposite one; returns the path of the file.
  @discardableResult
  func add(_ rule: PublisherRule) throws -> String {
    var contrary = rule
    contrary.correction.isStory.toggle()
    try remove(contrary)
    if let path = file(having: rule) { return path }
    for number in 1...99 {
      let path = path(of: rule.publisher, number)
      let isThere = access(path, F_OK) == 0
      guard let text = isThere ? read(path) : OwnRulesFile.empty(rule.publisher),
        let changed = OwnRulesFile.adding(rule, to: text)
      else { continue }
      try write(changed, to: path)
      return path
    }
    throw OwnRulesFault.cannotWrite(path: path(of: rule.publisher, 1), reason: "99")
  }

  /// Takes a rule out again; it need not be there.
  func remove(_ rule: PublisherRule) throws {
    guard let path = file(having: rule), let text = read(path) else { return }
    guard let changed = OwnRulesFile.removing(rule, from: text) else {
      throw OwnRulesFault.notFound(path: path, line: rule.correction.text)
    }
    try write(changed, to: path)
  }

  /// The file that has the rule.
  private func file(having rule: PublisherRule) -> String? {
    (1...99).lazy.map { path(of: rule.publisher, $0) }.prefix { access($0, F_OK) == 0 }
      .first { read($0).map { OwnRulesFile.holds(rule, $0) } ?? false }
  }

  /// Nil for a file that could not be written back as it was.
  private func read(_ path: String) -> String? {
    TextFile.read(path, atMost: DataFile.mostBytes).flatMap {
      $0.unicodeScalars.contains("\u{FFFD}") ? nil : $0
    }
  }

  private func path(of publisher: String, _ number: Int) -> String {
    folder + "/own-" + Self.slug(publisher) + (number == 1 ? "" : "-\(number)") + ".toml"
  }

  /// `la-maree`.
  static func slug(_ publisher: String) -> String {
    let slug = HeadlineKey.of(publisher).prefix(60).replacing(" ", with: "-")
    return slug.isEmpty ? "publisher" : String(slug)
  }

  private func write(_ text: String, to path: String) throws {
    do throws(TextFile.Fault) {
      try TextFile.write(text, to: path)
    } catch {
      throw OwnRulesFault.cannotWrite(path: path, reason: error.reason)
    }
  }
}
