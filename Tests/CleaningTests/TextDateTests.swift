import Stories
import Testing

@testable import Cleaning

/// When a text capture says that its story was published.
@Suite struct TextDateTests {
  private let paragraphs = (1...6).map {
    "Au jour \($0), les bateaux sont restés au port de Castelvar, et personne n’est sorti avant que le vent ne tombe."
  }

  private func date(_ line: String, among paragraphs: [String]? = nil) throws -> String? {
    let lines = ["Les bateaux restent au port", "Par Anne Le Goff", line] + (paragraphs ?? self.paragraphs)
    return try clean(lines.joined(separator: "\n\n")).date?.day.iso
  }

  @Test(arguments: [
    ("Publié le 12 mars 2026 à 8h15", "2026-03-12"), ("Publié le mar. 19 août 2025", "2025-08-19"),
    ("Publié le mardi 19 août 2025 à 10h", "2025-08-19"), ("mer. 1er juil. 2026", "2026-07-01"),
    ("Publié le 3 févr. 2026", "2026-02-03"), ("Publié le 12/03/2026 à 10h24", "2026-03-12"),
    ("Publié le 12.03.2026", "2026-03-12"),
    ("Mis à jour le 14 mars 2026, publié le 12 mars 2026", "2026-03-12"),
    ("Publié le 12 mars 2026, mis à jour le 14 mars 2026", "2026-03-12"),
    ("Mis à jour le 14 mars 2026 à 9h", "2026-03-14"),
  ])
  func theDateLineTellsIt(line: String, day: String) throws {
    #expect(try date(line) == day)
    // A short text keeps a line that does not say what it is.
    guard line.contains("le ") else { return }
    #expect(try date(line, among: Array(paragraphs.prefix(2))) == day)
  }

  @Test(arguments: [
    ("Mer. 20 août 2025 à 9h05", "2025-08-20", nil),
    ("Le 5 mai 2026, par Jos Abgrall", "2026-05-05", "Jos Abgrall"),
    ("Posted by Jos Abgrall on 4 March 2026", "2026-03-04", "Jos Abgrall"),
    ("Jos Abgrall, le 5 mai 2026", "2026-05-05", "Jos Abgrall"),
    ("Par Jos Abgrall – lundi 12 mars 2025 à 14h30", "2025-03-12", "Jos Abgrall"),
    ("Publié le 3 févr. 2026 à 07:12, mis à jour le 5 févr. 2026 à 09:00", "2026-02-03", nil),
    ("5 мая 2026, 10:32", "2026-05-05", nil), ("Публикация: 5 мая 2026", "2026-05-05", nil),
    ("Publicerad 5 maj 2026 kl. 10.32", "2026-05-05", nil), ("Udgivet 5. maj 2026", "2026-05-05", nil),
    ("Von Jos Abgrall, 05.05.2026, 10:32 Uhr", "2026-05-05", "Jos Abgrall"),
    ("Stand: 6. Mai 2026, erstellt am 5. Mai 2026", "2026-05-05", nil),
    ("di Jos Abgrall - 5 maggio 2026", "2026-05-05", "Jos Abgrall"), ("di 5 mei 2026", "2026-05-05", nil),
    ("Por Jos Abgrall — 5 de maio de 2026", "2026-05-05", "Jos Abgrall"),
    ("5 de mayo de 2026 a las 10:32", "2026-05-05", nil), ("5. toukokuuta 2026 klo 10.32", "2026-05-05", nil),
    ("Brest, le 5 mai 2026", "2026-05-05", nil), ("2026-05-05 10:32", "2026-05-05", nil),
    ("Article mis à jour le 6 mai 2026 – Première publication le 5 mai 2026", "2026-05-05", nil),
  ])
  func aLineOfDateAndAuthorIsNoText(line: String, day: String, author: String?) throws {
    for paragraphs in [paragraphs, Array(paragraphs.prefix(2))] {
      for head in ["Les bateaux restent au port\n\n", "Les bateaux restent au port\n"] {
        let story = try clean(head + line + "\n\n" + paragraphs.joined(separator: "\n\n"))
        #expect(story.date?.day.iso == day)
        #expect([story.standfirst].compactMap(\.self) + story.body == paragraphs)
        if let author { #expect(story.byline == [author]) }
      }
    }
  }

  @Test func aDateIsNoTitle() throws {
    let line = "Article mis à jour le 6 mai 2026 – Première publication le 5 mai 2026"
    let story = try clean("Les bateaux restent au port\n\(line)\n\n" + paragraphs.joined(separator: "\n\n"))
    #expect(story.title == "Les bateaux restent au port")
    #expect(story.date?.day.iso == "2026-05-05")
  }

  @Test(arguments: ["Le 5 mai 2026, la digue cède", "12 mars 2026, une date pour les pêcheurs de Castelvar"])
  func aLineThatTellsMoreThanADateIsNone(line: String) throws {
    let library = Checkout.cleaner.library
    #expect(DateLine.kind(line, library.general.lexicon, library) == nil)
  }

  @Test func whatTheStoryTellsOfIsNotItsDate() throws {
    #expect(
      try date("Partager", among: paragraphs + ["Le 3 mai 1998, la digue avait cédé sous les vagues."]) == nil
    )
  }

  @Test(arguments: [
    ("mar. 3 mars 2026", 3), ("martes 3 de junio de 2025", 6), ("Di., 3. Mär. 2026", 3),
    ("mar 19 ago 2025", 8),
    ("3 juillet 2025", 7), ("15 sept. 2025", 9),
  ])
  func aWeekdayIsNoMonth(text: String, month: Int) {
    #expect(Checkout.cleaner.library.calendar.date(in: text)?.day.month == month)
  }

  @Test func numbersWithSlashesAreReadAsTheLanguageHasThem() {
    let calendar = Checkout.cleaner.library.calendar
    #expect(calendar.date(in: "04/03/2026", language: "fr")?.day.iso == "2026-03-04")
    #expect(calendar.date(in: "04/03/2026", language: "en") == nil)
    #expect(calendar.date(in: "25/03/2026", language: "en")?.day.iso == "2026-03-25")
  }

  @Test func theHourThatCameWithTheCaptureStays() throws {
    let lines = ["Les bateaux restent au port", "Publié le 12 mars 2026"] + paragraphs
    var capture = Capture(bytes: [], text: lines.joined(separator: "\n\n"), format: .text)
    for (given, told) in [
      ("2026-03-12T08:15:00+01:00", "2026-03-12T08:15:00+01:00"), ("2026-04-01T08:15:00+01:00", "2026-03-12"),
    ] {
      capture.date = StoryDate(iso: given, origin: .manifest)
      #expect(try Checkout.cleaner.story(from: capture).get().date?.iso == told)
    }
  }
}
