import Foundation
import Importing
import Stories
import Testing

@testable import Cleaning

/// The first real capture and what an editor made of it, beside the checkout.
private enum Seed {
  static let folder = Checkout.root + "/../shared/seed"
  static let capture = folder + "/000_f6fc9209a7a78e15.txt"
  static let gold = folder + "/000_f6fc9209a7a78e15.gold.json"
  static let isHere = FileManager.default.fileExists(atPath: gold)

  struct Gold: Decodable {
    struct Link: Decodable { var title: String }
    var title: String
    var byline: [String]
    var source: String
    var language: String
    var standfirst: String
    var body: [String]
    var related: [Link]
    var removed: [String]
  }
}

@Suite struct SeedTests {
  @Test(.enabled(if: Seed.isHere, "no ../shared/seed: skipped"))
  func theSeedComesOutExactly() throws {
    let gold = try JSONDecoder().decode(Seed.Gold.self, from: Data(contentsOf: URL(filePath: Seed.gold)))
    let capture = try CaptureReader().read(path: Seed.capture).get()
    let story = try Checkout.cleaner.story(from: capture).get()
    #expect(story.title == gold.title)
    #expect(story.byline == gold.byline)
    #expect(story.source == gold.source)
    #expect(story.language == gold.language)
    #expect(story.standfirst == gold.standfirst)
    #expect(story.body == gold.body)
    #expect(story.related.map(\.title) == gold.related.map(\.title))
    #expect(story.removed.map(\.text) == gold.removed)
    #expect(
      Set(story.removed.map(\.rule)) == [
        "line.title-copy", "euronews.credit", "general.share", "general.advertisement", "general.live",
      ])
    #expect(story.date == nil)
  }
}
