import Stories
import Testing

@testable import Cleaning

@Suite struct RecurringTests {
  private static let prose =
    "Le port a rouvert hier matin après trois jours de tempête, et les chalutiers sont repartis vers le large."

  private func text(_ number: Int, _ more: String...) -> String {
    (["Le titre numéro \(number) de la journée", Self.prose + " Voilà."] + more + [Self.prose])
      .joined(separator: "\n\n")
  }

  private func templates(_ texts: [String]) -> Templates {
    var templates = Templates()
    for text in texts {
      templates.learn(LineSighting.lines(of: text), source: "Le Quai", time: nil)
    }
    return templates
  }

  private func clean(_ text: String, _ templates: Templates, publisher: String? = "Le Quai") throws -> Story {
    let capture = Capture(bytes: [], text: text, format: .text, publisher: publisher)
    return try Checkout.cleaner.story(from: capture, templates: templates).get()
  }

  @Test func aShortLineThatRecursIsFurniture() throws {
    let line = "Le bateau du mercredi, à quai dès l’aube"
    let texts = (0..<4).map { text($0, line, "Une ligne propre à l’édition") }
    let story = try clean(texts[0], templates(texts))
    #expect(story.removed.contains(RemovedLine(line, rule: "template")))
    #expect(!story.body.contains(line))
    let alone = try clean(texts[0], .none)
    #expect(!alone.removed.contains { $0.rule == "template" })
    let elsewhere = try clean(texts[0], templates(texts), publisher: "La Marée")
    #expect(!elsewhere.removed.contains { $0.rule == "template" })
  }

  @Test func proseAndTheTitleStay() throws {
    let same = Array(repeating: text(1), count: 5)
    let story = try clean(same[0], templates(same))
    #expect(story.title == "Le titre numéro 1 de la journée")
    #expect(story.body.count == 2)
  }

  @Test func twoStoriesProveNothing() throws {
    let line = "Le bateau du mercredi, à quai dès l’aube"
    let texts = (0..<2).map { text($0, line) }
    #expect(try !clean(texts[0], templates(texts)).removed.contains { $0.rule == "template" })
  }

  @Test func theSourceIsFoundWithoutCleaning() {
    let cleaner = Checkout.cleaner
    let named = Capture(bytes: [], text: "", format: .text, publisher: "Le Quai")
    #expect(cleaner.source(of: named, []) == "Le Quai")
    let host = Capture(bytes: [], text: "", format: .text, url: "https://www.quai.example/a")
    #expect(cleaner.source(of: host, []) == "quai.example")
    #expect(cleaner.source(of: Capture(bytes: [], text: "", format: .text), []) == nil)
  }
}
