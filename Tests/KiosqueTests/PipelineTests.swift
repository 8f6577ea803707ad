import Archive
import Cleaning
import Foundation
import Importing
import SQLiteArchive
import Screens
import Stories
import Testing

@testable import Kiosque

/// Whoever cleans a capture gets the same story: import, `clean`, `reclean`, corrections, and rules.
@Suite struct PipelineTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  private static let corpus =
    ProcessInfo.processInfo.environment["CORPUS"]
    ?? root.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/shared/corpus"
  private static let hasCorpus = FileManager.default.fileExists(atPath: corpus + "/manifest.jsonl")

  private static let pipeline = Pipeline(
    profiles: Profile.load(folder: root + "/Sources/Cleaning/Profiles").profiles,
    model: SequenceModel.load(file: root + "/Sources/Cleaning/Weights/lines.tsv")?.0,
    pageModel: SequenceModel.load(file: root + "/Sources/Cleaning/Weights/pages.tsv", PageSpace())?.0)

  @Test func theSampleIsCleanedAlikeByAllCallers() throws {
    let folder = Self.root + "/Sources/Kiosque/Sample"
    let manifest = try String(contentsOfFile: folder + "/manifest.csv", encoding: .utf8)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".html") }
    #expect(files.count >= 30)
    try compare(files.map { folder + "/" + $0 }, Manifest.parse(text: manifest, name: "manifest.csv").0)
  }

  private struct Entry: Decodable {
    var url: String?
    var publisher: String?
    var html: String?
    var text: String?
  }

  @Test(.enabled(if: hasCorpus, "the corpus is not there; CORPUS=DIR names it"))
  func capturesOfTheCorpusAreCleanedAlikeByAllCallers() throws {
    let lines = try String(contentsOfFile: Self.corpus + "/manifest.jsonl", encoding: .utf8)
    let entries = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
    }
    var list = "path,url,publisher\n"
    func path(_ name: String, _ entry: Entry) -> String {
      let path = Self.corpus + "/" + name
      list += "\"\(path)\",\"\(entry.url ?? "")\",\"\(entry.publisher ?? "")\"\n"
      return path
    }
    let texts = entries.filter { $0.text != nil }.prefix(270)
    let pages = entries.filter { $0.html != nil && $0.text == nil }
      .sorted { Self.size(of: $0.html) < Self.size(of: $1.html) }.prefix(300 - texts.count)
    let paths = texts.map { path($0.text ?? "", $0) } + pages.map { path($0.html ?? "", $0) }
    #expect(paths.count == 300)
    try compare(paths, Manifest.parse(text: list, name: "list.csv").0)
  }

  private static func size(of name: String?) -> Int {
    let file = corpus + "/" + (name ?? "")
    return (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? .max
  }

  /// An archive with these captures, and each story with the one capture that it has.
  private func imported(
    _ paths: [String], _ ingest: Ingest, _ archive: SQLiteArchive
  ) throws -> [(id: StoryID, capture: Capture)] {
    let importer = Importer(archive: archive, ingest: ingest, label: "test", now: 0)
    var ids: [StoryID?] = []
    importer.report = { results in
      ids += results.map { if case .saved(let outcome, _, _) = $0.outcome { outcome.story } else { nil } }
    }
    for path in paths { try importer.add(.file(path, isNamed: true)) }
    try importer.flush()
    let captures = concurrently(paths) { path -> Capture? in
      guard case .capture(let answer)? = ingest.read([.file(path, isNamed: true)]).first,
        let ticket = answer.ticket
      else { return nil }
      return (ingest.work as? LocalWork)?.desk.capture(ticket.number)
    }
    #expect(captures.count == paths.count && ids.count == paths.count)
    let counts = ids.compactMap(\.self).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return zip(ids, captures).compactMap { id, capture in
      guard let id, counts[id] == 1, let capture else { return nil }
      return (id, capture)
    }
  }

  private func expectSame(_ archive: SQLiteArchive, _ id: StoryID, _ story: Story?, _ caller: String) throws {
    guard let story, let stored = try archive.story(id) else {
      Issue.record("\(caller): story \(id) is missing")
      return
    }
    let change = StoryChange(id, from: stored.story, to: story.asKept)
    #expect(change.fields.isEmpty, "\(caller): \(id) \(stored.story.title): \(change.edits)")
  }

  private func compare(_ paths: [String], _ manifest: Manifest) throws {
    let ingest = Ingest(
      reader: CaptureReader(), pipeline: Self.pipeline, manifest: manifest, pattern: nil)
    let archive = try SQLiteArchive()
    let captures = try imported(paths, ingest, archive)
    #expect(captures.count * 10 > paths.count * 8)

    // Import, and `clean --learn`: both learn from the run itself.
    var context = TemplateContext(ArchiveLookup(), learns: true)
    try context.learn(Self.pipeline.read(captures.map(\.capture)))
    let learnt = try context.templates([])
    let cleaned = concurrently(captures) {
      try? Self.pipeline.story(from: $0.capture, templates: learnt).get()
    }
    for ((id, _), story) in zip(captures, cleaned) { try expectSame(archive, id, story, "clean --learn") }

    // `reclean`, then `clean --archive`: both know what the archive has learnt.
    let ids = captures.map(\.id)
    try Recleaner(archive: archive, pipeline: Self.pipeline, isDry: false).run(ids) { _ in }
    try Recleaner(archive: archive, pipeline: Self.pipeline, isDry: true).run(ids) { outcomes in
      for case .cleaned(let change) in outcomes { #expect(change.isEmpty, "reclean: \(change)") }
    }
    let known = TemplateContext(.templates(of: archive), learns: false)
    let templates = try known.templates(Self.pipeline.read(captures.map(\.capture)))
    let again = concurrently(captures) {
      try? Self.pipeline.story(from: $0.capture, templates: templates).get()
    }
    for ((id, _), story) in zip(captures, again) { try expectSame(archive, id, story, "clean --archive") }
    try compareCorrections(archive, captures)
  }

  /// A correction or a rule of a line that no story has changes none. A rule of a line that a story has changes
  /// only those that have it, and taken back it leaves all as they were.
  private func compareCorrections(
    _ archive: SQLiteArchive, _ captures: [(id: StoryID, capture: Capture)]
  ) throws {
    let rules = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: rules) }
    let corrector = Corrector(archive: archive, rules: OwnRules(folder: rules.path)) { Self.pipeline }
    let before = try captures.map { try archive.story($0.id) }
    let absent = Correction("Cette ligne-ci n’est dans aucun des articles, à dessein.", isStory: false)
    for (id, _) in captures {
      let answer = try corrector.correct(id, absent)
      guard case .told = answer else {
        Issue.record(
          "a correction of no line changed story \(id): \(String(describing: answer).prefix(2000))")
        continue
      }
    }
    let publishers = Set(before.compactMap { $0?.story.source }).sorted()
    for publisher in publishers {
      let rule = PublisherRule(publisher: publisher, absent)
      guard
        case .ruled(.kept(let change, _)) = try corrector.apply(
          Offer(rule: rule, stories: 0), progress: { _ in })
      else {
        Issue.record("no rule was kept for \(publisher)")
        continue
      }
      #expect(change.stories == 0, "\(publisher)")
      _ = try archive.undo()
      try corrector.forget(rule)
    }
    for publisher in publishers.prefix(6) {
      guard let line = before.first(where: { $0?.story.source == publisher })??.story.body.last else {
        continue
      }
      let rule = PublisherRule(publisher: publisher, Correction(line, isStory: false))
      _ = try corrector.apply(Offer(rule: rule, stories: 0), progress: { _ in })
      for case let story? in before where !story.story.body.contains(line) {
        #expect(try archive.story(story.headline.id) == story, "\(publisher): \(line)")
      }
      _ = try archive.undo()
      try corrector.forget(rule)
    }
    for (story, id) in zip(before, captures.map(\.id)) { #expect(try archive.story(id) == story) }
  }
}
