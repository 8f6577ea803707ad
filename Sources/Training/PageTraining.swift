import Cleaning
import Dispatch
import Foundation
import Locking
import Stories

/// Learns the weights of pages' lines, and judges them by publishers or pages that were not seen.
struct PageTraining {
  private let examples: [PageExample]
  private let samples: [Trainer.Sample?]
  private let cleaner: Cleaner
  private let profiles: [Profile]

  init(corpus: String, pages: String, profiles: [Profile]) throws {
    self.profiles = profiles
    let cleaner = Cleaner(profiles: profiles, model: nil)
    let examples = try PageCorpus.load(corpus, pages: pages)
    let made = Mutex<[Int: Trainer.Sample]>([:])
    DispatchQueue.concurrentPerform(iterations: examples.count) { index in
      guard let sample = Self.sample(examples[index], cleaner) else { return }
      made.withLock { $0[index] = sample }
    }
    self.examples = examples
    self.cleaner = cleaner
    samples = made.withLock { made in examples.indices.map { made[$0] } }
  }

  private static func sample(_ example: PageExample, _ cleaner: Cleaner) -> Trainer.Sample? {
    guard let sample = cleaner.pageSample(of: example.capture), sample.texts.count < 4000 else { return nil }
    let masks =
      example.gold.map { GoldLabels.masks(sample, $0) }
      ?? PieceLabels.masks(sample, with: example.with, without: example.without)
    return Trainer.Sample(lines: sample.lines, masks: masks, weight: example.weight)
  }

  private func model(_ samples: [Trainer.Sample?]) -> SequenceModel {
    let space = cleaner.pageFeatures
    let trainer = Trainer(
      rounds: 12, decay: 0.01, words: space.single, families: space.families, absent: 0.35, margin: 6)
    return trainer.model(samples.compactMap(\.self), features: space.count)
  }

  func learn(into file: String) throws {
    try model(samples).text(cleaner.pageFeatures).write(toFile: file, atomically: true, encoding: .utf8)
  }

  func judge(into folder: String, byPage: Bool) throws {
    let told = Mutex<[Int: Story]>([:])
    DispatchQueue.concurrentPerform(iterations: Training.folds) { fold in
      let isJudged = examples.map { Training.fold(byPage ? $0.id : $0.group) == fold }
      let learnt = zip(samples, isJudged).filter { !$0.1 }.map(\.0)
      let judged = Cleaner(profiles: profiles, model: nil, pageModel: model(learnt))
      for (index, example) in examples.enumerated() where isJudged[index] {
        guard let story = try? judged.story(from: example.capture).get() else { continue }
        told.withLock { $0[index] = story }
      }
    }
    let stories = told.withLock { told in examples.indices.map { told[$0] } }
    var out = Data()
    for (example, story) in zip(examples, stories) {
      out.append(
        try JSONSerialization.data(
          withJSONObject: Training.json(example.id, story), options: [.sortedKeys]))
      out.append(0x0A)
    }
    try out.write(to: URL(fileURLWithPath: "\(folder)/html.jsonl"))
  }
}

/// Labels of lines where a few pieces of a story are known, and a few of what is none.
enum PieceLabels {
  static func masks(_ sample: TextSample, with: [String], without: [String]) -> [GoldLabels.Mask] {
    let text = GoldLabels.mask(.body, .subhead)
    let with = with.map { spaced($0) }.filter { !$0.isEmpty }
    let without = without.map { spaced($0) }.filter { !$0.isEmpty }
    return sample.texts.map { line in
      let line = spaced(line)
      if with.contains(where: { line.contains($0) }) { return text }
      return without.contains { line.contains($0) } ? GoldLabels.all & ~text : GoldLabels.all
    }
  }

  /// What a whole gold says of lines, where the pieces do not know better.
  static func corrected(
    _ masks: [GoldLabels.Mask], _ sample: TextSample, with: [String], without: [String]
  ) -> [GoldLabels.Mask] {
    guard !with.isEmpty || !without.isEmpty else { return masks }
    return zip(masks, Self.masks(sample, with: with, without: without)).map { mask, piece in
      mask & piece == 0 ? piece : mask & piece
    }
  }

  private static func spaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
