import Foundation
import Testing

/// A new question of the archive's face has a case.
@Suite struct QuestionTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let face = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Archive")

  private static func texts(_ folder: URL, besides: [String] = []) throws -> String {
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try found.filter { $0.hasSuffix(".swift") && !besides.contains($0) }.sorted()
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined(separator: "\n")
  }

  @Test func everyQuestionOfTheFaceIsAskedInACase() throws {
    let questions = Question.declared(in: try Self.texts(Self.face))
    let cases = try Self.texts(Self.tests, besides: ["QuestionTests.swift", "Engines.swift"])
    let asked = Question.asked(in: cases)
    #expect(questions.count > 70)
    let missing = questions.filter { question in !asked.contains { $0.asks(question) } }
    #expect(missing.isEmpty, "no case asks \(missing.map(\.description).sorted().joined(separator: ", "))")
  }

  @Test func whatNobodyAsksIsNamed() {
    let face = """
      package protocol Face: Sendable {
        /// One.
        func count(_ query: Query, by key: CountKey) throws -> Int
        func count(_ query: Query) throws -> Int
        func learn(
          _ feeds: [(url: String, title: String?)], decode: (Capture) -> String
        ) throws
        var path: String { get }
        var place: String { get }
      }
      extension Face {
        func other() {}
      }
      """
    let asked = Question.asked(
      in: #"try "\(a.count(q(1, 2), by: .day)) \(a.placement)"; b.learn([f(x: 1)]) { $0 }"#)
    let missing = Question.declared(in: face).filter { question in !asked.contains { $0.asks(question) } }
    #expect(missing.map(\.description).sorted() == ["count(_:)", "path", "place"])
  }
}

/// A question by its name and by the labels of what it takes; nil where it takes nothing and is a property.
private struct Question: CustomStringConvertible {
  let name: String
  let labels: [String]?
  /// Whether a closure stands behind the parentheses.
  var hasClosure = false

  var description: String {
    labels.map { "\(name)(\($0.map { $0 + ":" }.joined()))" } ?? name
  }

  /// Whether this call is of that question.
  func asks(_ question: Question) -> Bool {
    guard name == question.name else { return false }
    guard let labels, let wanted = question.labels else { return question.labels == nil }
    return labels == wanted || hasClosure && !wanted.isEmpty && labels == wanted.dropLast()
  }

  /// What the protocols of a source declare.
  static func declared(in source: String) -> [Question] {
    source.matches(of: /(?m)^package protocol (?s:.*?)^\{?\}$/).flatMap { block in
      let text = source[block.range]
      let functions = text.matches(of: /\bfunc (\w+)\(/).map { match in
        Question(name: String(match.1), labels: arguments(text[match.range.upperBound...]).labels)
      }
      let properties = text.matches(of: /\bvar (\w+):/).map { Question(name: String($0.1), labels: nil) }
      return functions + properties
    }
  }

  /// What stands behind a dot in a source.
  static func asked(in source: String) -> [Question] {
    source.matches(of: /\.(\w+)\b(\()?/).map { match in
      let rest = source[match.range.upperBound...]
      let name = String(match.1)
      guard match.2 != nil else {
        let hasClosure = rest.drop { $0 == " " }.first == "{"
        return Question(name: name, labels: hasClosure ? [] : nil, hasClosure: hasClosure)
      }
      let (labels, end) = arguments(rest)
      return Question(name: name, labels: labels, hasClosure: rest[end...].drop { $0 == " " }.first == "{")
    }
  }

  /// The labels of what stands between parentheses, the first of which was read, and where they end.
  private static func arguments(_ text: Substring) -> (labels: [String], end: Substring.Index) {
    var (labels, argument, depth, isQuoted) = ([String](), "", 1, false)
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      index = text.index(after: index)
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, "([{".contains(character) { depth += 1 }
      if !isQuoted, ")]}".contains(character) { depth -= 1 }
      guard depth > 0 else { break }
      if !isQuoted, depth == 1, character == "," {
        labels.append(label(argument))
        argument = ""
      } else {
        argument.append(character)
      }
    }
    if argument.contains(where: { !$0.isWhitespace }) { labels.append(label(argument)) }
    return (labels, index)
  }

  /// `at`, of `at instant: Instant` and of `at: 5`.
  private static func label(_ argument: String) -> String {
    argument.firstMatch(of: /^\s*(\w+)(?: \w+)?:/).map { String($0.1) } ?? "_"
  }
}
