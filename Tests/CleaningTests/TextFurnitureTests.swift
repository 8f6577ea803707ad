import Stories
import Testing

@testable import Cleaning

/// Credits, comments and notices of text captures that are none of the story, however sure the model is.
@Suite struct TextFurnitureTests {
  private static let paragraphs = [
    "The harbour of Castelvar reopens this morning after weeks of works, and boats are expected before noon.",
    "“We kept to the schedule,” said the site manager, who thanked the crews that stayed through every night.",
    "The fishermen are waiting to see: the auction will resume only on Monday, and several have sold elsewhere.",
    "The town hall had promised a reopening before summer, and the budget was kept within a few pounds.",
    "A party is planned on Saturday, where the children of the schools will show their drawings of the cranes.",
    "The programme of the day was posted yesterday at the harbour office, where inhabitants came to read it.",
  ]
  private static let title = "Castelvar opens its harbour again"

  private func text(_ story: Story) -> [String] { [story.standfirst].compactMap(\.self) + story.body }

  @Test(arguments: [
    "Two cranes wait at the dyke that the town hall wants to open before summer. (Eva Brandt/Ritzau Foto)",
    "Two cranes and a barge wait in front of the dyke of the harbour of Castelvar, whose reopening the town "
      + "hall had promised before summer, and which the fishermen of the next harbour saw change in three weeks, "
      + "on Tuesday, March 3, 2026. All rights reserved.",
    "(Reporting by Eva Brandt and Jo Ray, with reporting by Sam Hill, editing by Ann Roux.)",
  ])
  func aCaptionWithItsCreditBetweenParagraphsGoes(line: String) throws {
    let lines = Self.paragraphs[..<3] + [line] + Self.paragraphs[3...]
    let story = try clean(Self.title + "\n\nBy Jo Ray\n\n" + lines.joined(separator: "\n\n"))
    #expect(text(story) == Self.paragraphs)
    #expect(story.removed.contains { $0.text == line })
  }

  @Test func whatAPlanRepeatsStays() throws {
    let day = [
      "Haul in the nets at the north quay before the tide turns.",
      "Sort the catch by size in the wooden boxes of the auction.",
      "Wash the deck with sea water, then rinse it twice with fresh.",
      "Write the weights into the book of the harbour master.",
    ]
    let week = ["On Monday", "On Tuesday", "On Wednesday"].flatMap { [$0] + day }
    let story = try clean(
      Self.title + "\n\nBy Jo Ray\n\n" + (Self.paragraphs + week).joined(separator: "\n\n"))
    #expect(day.allSatisfy { line in story.body.count { $0 == line } == 3 })
  }

  @Test func aTextWithoutAHeadlineIsNotCalledByACaption() throws {
    let caption =
      "Two cranes and a barge wait in front of the dyke of the harbour of Castelvar, whose reopening the town "
      + "hall had promised before summer, and which the fishermen of the next harbour saw change in three weeks, "
      + "on Tuesday, March 3, 2026. Photo: Eva Brandt, BFP / All rights reserved."
    let story = try clean(([caption] + Self.paragraphs).joined(separator: "\n\n"))
    #expect(!story.title.hasPrefix("Two cranes"))
    #expect(!text(story).contains(caption))
  }

  @Test(arguments: [
    "The works were led by two firms of the town, which are to share the costs of the delay (Kerven/Abgrall).",
    "Both parties agreed on the new quay last year, after a long night of talks in the town hall (Left/Greens).",
  ])
  func aParagraphThatEndsWithBracketsStays(line: String) throws {
    let lines = Self.paragraphs[..<3] + [line] + Self.paragraphs[3...]
    let story = try clean(Self.title + "\n\nBy Jo Ray\n\n" + lines.joined(separator: "\n\n"))
    #expect(text(story).contains(line))
  }

  @Test func readersCommentsEndAStoryWithoutAHeading() throws {
    let said = [
      "• Eva on March 3, 2026 at 10:07 am said:",
      "I was there yesterday, and nobody told me that the north quay stays closed on Sunday mornings.",
      "• Jo Ray on March 4, 2026 at 6:30 pm said:",
      "The harbour of Castelvar is always closed on Sundays, and the boats wait at the dyke until noon.",
    ]
    let story = try clean(Self.title + "\n\n" + (Self.paragraphs + said).joined(separator: "\n\n"))
    #expect(text(story) == Self.paragraphs)
    #expect(said.allSatisfy { line in story.removed.contains { line.hasSuffix($0.text) } })
  }

  @Test(arguments: [
    "Leserkommentare geben nicht die Meinung der Redaktion wieder, die sich Kürzungen vorbehält.",
    "Les commentaires n’engagent que leurs auteurs, et la rédaction en supprime qui blessent quelqu’un.",
    "Folgst du schon dem Hafenboten? Abonniere unseren Kanal und erfahre jeden Morgen das Neueste.",
    "Chaque semaine, recevez les informations de notre rédaction et les exclusivités de la Vigie.",
    "Um diesen Inhalt anzuzeigen, brauchen wir Ihr Einverständnis, das Sie jederzeit widerrufen.",
  ])
  func noticesBelowAStoryGo(line: String) throws {
    let story = try clean(Self.title + "\n\n" + (Self.paragraphs + [line]).joined(separator: "\n\n"))
    #expect(text(story) == Self.paragraphs)
  }

  @Test func aParagraphThatAnOfferCutsOffStays() throws {
    let cut =
      "The engineers of the harbour have measured the depth of the channel since the first of March, and what they "
      + "found surprised even the oldest of the pilots, who had steered their boats around the sandbank for forty "
      + "years, and who now say that the bank has moved to the north by more than a hundred yards, as far as the"
    let story = try clean(
      Self.title + "\n\n" + (Self.paragraphs + [cut, "Subscribe now", "Log in"]).joined(separator: "\n\n"))
    #expect(text(story) == Self.paragraphs + [cut])
  }

  @Test(arguments: [
    (["Vigie Castelvar"], ["EVA BRANDT"]), (["Vigie Castelvar"], ["By", "3 March 2026", "EVA BRANDT"]),
  ])
  func theSitesNameSignsNoStory(head: [String], below: [String]) throws {
    let lines = head + ["Home", "News", "Sport", "Weather", Self.title] + below + Self.paragraphs
    let story = try clean(lines.joined(separator: "\n\n"), url: "https://vigie-castelvar.example/harbour")
    #expect(story.byline.map { $0.lowercased() } == ["eva brandt"])
  }

  @Test func aNewsroomSignsBelowTheStory() throws {
    let story = try clean(
      Self.title + "\n\n" + (Self.paragraphs + ["HB-Redaktion"]).joined(separator: "\n\n"))
    #expect(story.byline == ["HB-Redaktion"])
  }
}
