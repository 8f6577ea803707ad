import FoundationEssentials
import Stories

/// Invented text captures in the manner of the corpus, and the manifest that dates them.
struct CaptureGenerator {
  /// A file and what it holds.
  struct Copy {
    var path: String
    var text: String
  }

  /// The longest and newest of them is story 0.
  let count: Int
  private let vocabulary = Vocabulary()
  private static let publishers = [
    "Le Fanal", "La Marée", "Le Courrier des Îles", "L’Éclaireur", "Gazette de l’Ouest",
  ]

  /// `captures/3/3017.txt`: a folder a thousand.
  static func path(_ number: Int) -> String { "captures/\(number / 1000)/\(number).txt" }

  func copy(_ number: Int) -> Copy {
    var random = SplitMix64(seed: number * 1000 + 7)
    let title = title(number)
    let paragraphs = number == 0 ? 12 : Int.random(in: 3...12, using: &random)
    var body = (0..<paragraphs).map { _ in paragraph(&random) }
    if Int.random(in: 0..<50, using: &random) == 0 { body[0] += " L’éphéméride du jour le rappelle." }
    let related = related(to: number, &random).map(self.title)
    let name =
      Vocabulary.capital(vocabulary.word(&random)) + " " + Vocabulary.capital(vocabulary.word(&random))
    let lines =
      [
        title, "",
        title, "Tous droits réservés ", "Par \(name)", "Partager cet articleDiscussion",
        "Partager cet articleClose Button",
        "Copier/coller le lien embed de la vidéo de l'article :Copy to clipboardLien copié",
      ] + ["", vocabulary.sentence(&random), "", "PUBLICITÉ"] + body.flatMap { ["", $0] }
      + ["", "En direct", "", "Partager cet articleDiscussion", "", "À découvrir également"]
      + related.flatMap { ["", $0] }
    return Copy(path: Self.path(number), text: lines.joined(separator: "\n") + "\n")
  }

  /// Writes all captures and the manifest below a folder.
  func publish(in folder: String) throws {
    var manifest = "path,url,date,publisher\n"
    for number in 0..<count {
      if number.isMultiple(of: 1000) {
        try FileManager.default.createDirectory(
          atPath: folder + "/captures/\(number / 1000)", withIntermediateDirectories: true)
      }
      let copy = copy(number)
      try TextFile.write(copy.text, to: folder + "/" + copy.path)
      manifest += row(number)
    }
    try TextFile.write(manifest, to: folder + "/manifest.csv")
  }

  private func row(_ number: Int) -> String {
    // 2026-03-21, 18:00 UTC, and backwards over a year.
    let instant = 1_774_116_000 - Instant(number) * 31_536_000 / Instant(count)
    let date = StoryDate.iso(instant: instant, offset: 60)
    let publisher = Self.publishers[number * 31 % Self.publishers.count]
    return "\(Self.path(number)),https://press.example/story/\(number),\(date),\(publisher)\n"
  }

  func title(_ number: Int) -> String {
    var random = SplitMix64(seed: number)
    let words = vocabulary.words(.random(in: 4...9, using: &random), &random)
    let start = Int.random(in: 0..<200, using: &random) == 0 ? "l’éphéméride, " : ""
    return "Édition \(number), " + start + words
  }

  private func paragraph(_ random: inout SplitMix64) -> String {
    (0..<Int.random(in: 2...7, using: &random)).map { _ in vocabulary.sentence(&random) }.joined(
      separator: " ")
  }

  /// Three others of the same thousand, so that small archives have their links too.
  private func related(to number: Int, _ random: inout SplitMix64) -> [Int] {
    let start = number / 1000 * 1000
    let end = min(start + 1000, count)
    return (0..<3).map { _ in Int.random(in: start..<end, using: &random) }.filter { $0 != number }
  }
}
