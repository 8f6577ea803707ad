/// Learns the weights of the line labels from a corpus, and judges them by publishers that were not seen.
import Cleaning
import Dispatch
import Foundation
import Locking
import Stories

@main
struct Training {
  static func main() throws {
    var options: [String: String] = [:]
    var name = ""
    for argument in CommandLine.arguments.dropFirst() {
      if argument.hasPrefix("--") { name = String(argument.dropFirst(2)) } else { options[name] = argument }
    }
    guard let corpus = options["corpus"], let profiles = options["profiles"] else {
      FileHandle.standardError.write(Data(usage.utf8))
      exit(2)
    }
    if let pages = options["pages"], options["dumps"] == nil {
      try learn(corpus, pages: pages, profiles: profiles, options)
    }
    guard options["pages"] == nil || options["out"] != nil || options["whole-pages"] != nil else { return }
    let cleaner = Cleaner(profiles: Profile.load(folder: profiles).profiles, model: nil)
    var examples = try Corpus.load(corpus, wholePages: options["whole-pages"])
    if let dumps = options["dumps"], let pages = options["pages"] {
      let made = DumpCorpus(pages: pages, cleaner: cleaner)
      examples += try made.load(dumps, corpus: corpus, known: Set(examples.map(\.id)))
      examples += try Corpus.articles(corpus, dumps: dumps)
    }
    let samples = examples.map { Self.samples($0, cleaner) }
    if let file = options["out"] {
      let model = trainer(cleaner).model(
        samples.flatMap(\.self), features: cleaner.features.count)
      let text = Corpus.credits + model.text(cleaner.features)
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    if let folder = options["judge"] {
      try judge(examples, samples, cleaner, profiles: profiles, into: folder, byPage: options["by"] == "page")
    }
  }

  private static func learn(
    _ corpus: String, pages: String, profiles: String, _ options: [String: String]
  ) throws {
    let training = try PageTraining(
      corpus: corpus, pages: pages, profiles: Profile.load(folder: profiles).profiles)
    if let file = options["pages-out"] { try training.learn(into: file) }
    if let folder = options["judge"] { try training.judge(into: folder, byPage: options["by"] == "page") }
  }

  private static let usage = """
    kiosque-train --corpus DIR --profiles DIR [--whole-pages FILE.wet] [--pages DIR [--dumps FILE.jsonl]]
                  [--out WEIGHTS.tsv] [--pages-out WEIGHTS.tsv] [--judge DIR [--by page]]
      --out    learns from everything and writes the weights of text; --pages-out those of pages
      --judge  learns five times without a fifth of the publishers, cleans that fifth, writes DIR/text.jsonl,
               DIR/dumps.jsonl, DIR/whole.jsonl and DIR/html.jsonl for the scorer; --by page leaves out a
               fifth of the pages instead
      --pages  the corpus's pages, unpacked as ID.html; alone it leaves text captures out
      --dumps  texts made of these pages, to learn text captures from; pages are left out then

    """

  private static func trainer(_ cleaner: Cleaner) -> Trainer {
    Trainer(rounds: 16, averaged: 8, families: cleaner.features.families)
  }

  /// An example as it is, and what can be made of it.
  private static func samples(_ example: Example, _ cleaner: Cleaner) -> [Trainer.Sample] {
    guard example.isLearnt else { return [] }
    let sample = cleaner.sample(of: example.capture)
    let masks = PieceLabels.corrected(
      GoldLabels.masks(sample, example.gold), sample, with: example.with, without: example.without)
    // Of the long articles each counts for no more than a short one does.
    let share = example.isDump ? min(1, mostLines / Float(max(1, sample.lines.count))) : 1
    let whole = Trainer.Sample(
      lines: sample.lines, masks: masks, weight: (example.isWholePage ? 0.5 : 1) * example.weight * share)
    return [whole]
      + (example.isWholePage || !example.isJudged || example.isDump
        ? [] : Variants.of(example, sample, masks, cleaner))
  }

  private static let mostLines: Float = 60

  static let folds = 5

  static func fold(_ group: String) -> Int {
    Int(group.utf8.reduce(UInt64(5381)) { $0 &* 33 ^ UInt64($1) } >> 3 % 1_000_003) % folds
  }

  private static func judge(
    _ examples: [Example], _ samples: [[Trainer.Sample]], _ cleaner: Cleaner, profiles: String,
    into folder: String, byPage: Bool
  ) throws {
    let loaded = Profile.load(folder: profiles).profiles
    let told = Mutex<[Int: Story]>([:])
    DispatchQueue.concurrentPerform(iterations: folds) { fold in
      let isLeftOut = examples.map { Self.fold(byPage ? $0.id : $0.group) == fold }
      let learnt = zip(samples, isLeftOut).filter { !$0.1 }.flatMap(\.0)
      let model = trainer(cleaner).model(learnt, features: cleaner.features.count)
      let judged = Cleaner(profiles: loaded, model: model)
      for (index, example) in examples.enumerated() where isLeftOut[index] && example.isJudged {
        guard let story = try? judged.story(from: example.capture).get() else { continue }
        told.withLock { $0[index] = story }
      }
    }
    let stories = told.withLock { told in examples.indices.map { told[$0] } }
    for (name, isWhole, isDump) in [("text", false, false), ("dumps", false, true), ("whole", true, false)] {
      var out = Data()
      for (example, story) in zip(examples, stories)
      where example.isJudged && example.isWholePage == isWhole && example.isDump == isDump {
        out.append(
          try JSONSerialization.data(withJSONObject: json(example.id, story), options: [.sortedKeys]))
        out.append(0x0A)
      }
      try out.write(to: URL(fileURLWithPath: "\(folder)/\(name).jsonl"))
    }
  }

  static func json(_ id: String, _ story: Story?) -> [String: Any] {
    var json: [String: Any] = ["id": id]
    guard let story else { return json }
    json["title"] = story.title
    json["date"] = story.date.map { "\($0.day.iso)" }
    json["byline"] = story.byline
    json["standfirst"] = story.standfirst
    json["body"] = story.body
    json["tables"] = story.blocks.filter { $0.kind == .table }.map(\.text)
    json["related"] = story.related.map(\.title)
    return json
  }
}
