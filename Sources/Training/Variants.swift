import Cleaning
import Stories

/// Captures made of an example's lines, so that short stories and plain ones are known too.
enum Variants {
  /// The title and the text alone; and the first paragraphs with some of what stands around them, twice.
  static func of(_ example: Example, _ sample: TextSample, _ masks: [GoldLabels.Mask], _ cleaner: Cleaner)
    -> [Trainer.Sample]
  {
    let text = GoldLabels.mask(.body, .subhead)
    let isText = masks.map { $0 & ~text == 0 }
    guard isText.contains(true) else { return [] }
    var generator = SplitMix64(state: example.id.utf8.reduce(11) { $0 &* 131 &+ UInt64($1) })
    var picks: [[Int]] = []
    if let title = masks.firstIndex(of: GoldLabels.mask(.title)) {
      picks.append(masks.indices.filter { $0 == title || isText[$0] })
    }
    for _ in 0..<2 {
      let paragraphs = Int.random(in: 1...6, using: &generator)
      let share = Double.random(in: 0.5...1, using: &generator)
      var seen = 0
      picks.append(
        masks.indices.filter { line in
          if isText[line] {
            seen += 1
            return seen <= paragraphs
          }
          return masks[line] == GoldLabels.mask(.title) || Double.random(in: 0..<1, using: &generator) < share
        })
    }
    return picks.compactMap { variant(example, sample, masks, $0, cleaner) }
  }

  private static func variant(
    _ example: Example, _ sample: TextSample, _ masks: [GoldLabels.Mask], _ lines: [Int], _ cleaner: Cleaner
  ) -> Trainer.Sample? {
    var text = ""
    for line in lines {
      text += String(repeating: "\n", count: Int(sample.lines.gaps[line]) + 1)
      text += (sample.hasBullet[line] ? "• " : "") + sample.texts[line]
    }
    var capture = example.capture
    capture.text = text
    let made = cleaner.sample(of: capture)
    guard made.texts.count == lines.count else { return nil }
    return Trainer.Sample(lines: made.lines, masks: lines.map { masks[$0] }, weight: 0.02)
  }
}
