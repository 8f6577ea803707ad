import Stories
import Testing
import Text

@Suite struct LineKeyTests {
  @Test(arguments: [
    ("PUBLICITÉ", "publicite"), ("• Partager  l’article :", "Partager l'article"),
    ("Lu 1 204 fois", "lu 9 8 fois"), ("«À lire»", "\"A LIRE\""), ("Cœur – ŒUVRE", "coeur - oeuvre"),
    ("Поделиться", "ПОДЕЛИТЬСЯ"), ("Suite…", "suite"), ("\u{FEFF}Menu", "Menu"), ("Menu\u{A0}!", "menu"),
  ])
  func spellingsOfALineMeet(_ left: String, _ right: String) {
    #expect(LineKey.hash(of: left) == LineKey.hash(of: right))
  }

  @Test func otherLinesStayApart() {
    let lines = ["Menu", "Menus", "Le menu", "10 h", "h 10", "日本", "日木", "a-b", "ab"]
    #expect(Set(lines.map { LineKey.hash(of: $0) }).count == lines.count)
  }

  @Test func whatIsLongOrEmptyHasNoKey() {
    for line in ["", " ", "•", "…", "—", String(repeating: "a", count: 241)] {
      #expect(LineKey.hash(of: line) == 0)
    }
  }

  @Test func brokenBytesAreFolded() {
    for lead in UInt8(0x80)...0xFF {
      for tail in [[], [0x80], [0x41], [0xFF, 0xFF]] as [[UInt8]] {
        _ = ([lead] + tail).withUnsafeBufferPointer { LineKey.hash(of: $0) }
      }
    }
  }
}

@Suite struct LineSightingTests {
  private static let prose =
    "Le port a rouvert hier matin après trois jours de tempête, et les chalutiers sont repartis vers le large."

  @Test func proseSaysWhereHeadAndTailAre() {
    let lines = LineSighting.lines(
      of: "Menu\n\n\(Self.prose)\n  Publicité\t\n\(Self.prose)\r\n\nPartager\n")
    #expect(lines.map(\.zone) == [.head, .body, .body, .body, .tail])
    #expect(lines[2].key == LineKey.hash(of: "Publicité"))
  }

  @Test func withoutProseAllIsBody() {
    #expect(LineSighting.lines(of: "Menu\nPartager").map(\.zone) == [.body, .body])
  }

  @Test func aSentenceMayEndInQuotes() {
    let long = String(repeating: "mot ", count: 22) + "fin"
    #expect(!LineZone.isProse(long))
    for end in [".", " !", "…", " ? »", ".”", ".)"] { #expect(LineZone.isProse(long + end)) }
  }

  @Test func aKeyLeadsBackToItsLine() {
    #expect(LineSighting.text(of: LineKey.hash(of: "partager"), in: "Menu\n Partager :\n") == "Partager :")
    #expect(LineSighting.text(of: 7, in: "Menu") == nil)
  }
}

@Suite struct TemplateTests {
  private func line(_ text: String, _ zone: LineZone = .tail) -> LineSighting {
    LineSighting(key: LineKey.hash(of: text), zone: zone)
  }

  @Test func aLineCountsOnceAStoryAndZone() {
    var template = Template()
    template.learn([line("Menu", .head), line("Menu", .head), line("Menu", .tail)])
    template.learn([line("Menu", .head)])
    let key = LineKey.hash(of: "Menu")
    #expect(template.share(of: key, in: .head) == (2, 2))
    #expect(template.share(of: key, in: .tail) == (1, 2))
    #expect(template.share(of: key, in: .body) == (0, 2))
  }

  @Test func aHeadlineThatRecursIsNoFurniture() {
    var template = Template()
    var asked: [UInt64] = []
    for _ in 0..<3 {
      template.learn([line("La météo"), line("Menu")]) { key in
        asked.append(key)
        return key == LineKey.hash(of: "La météo")
      }
    }
    #expect(asked.count == 2)
    #expect(template.share(of: LineKey.hash(of: "La météo"), in: .tail) == (0, 3))
    #expect(template.share(of: LineKey.hash(of: "Menu"), in: .tail) == (3, 3))
    template.exclude(LineKey.hash(of: "menu"))
    #expect(template.share(of: LineKey.hash(of: "Menu"), in: .tail) == (0, 3))
  }

  @Test func amongManyStoriesFurnitureIsKeptAndTheRestForgotten() throws {
    var template = Template()
    for story in 0..<20_000 {
      let own = (0..<40).map { line("Phrase \(Self.letters(story)) \(Self.letters($0))", .body) }
      template.learn(own + [line("Partager")] + (story % 3 == 0 ? [line("Newsletter")] : []))
      #expect(template.count <= Template.capacity)
    }
    let often = template.share(of: LineKey.hash(of: "Partager"), in: .tail)
    #expect(Double(often.stories) > 0.95 * Double(often.of))
    let third = template.share(of: LineKey.hash(of: "Newsletter"), in: .tail)
    #expect((0.28...0.34).contains(Double(third.stories) / Double(third.of)))
    #expect(template.bytes.count < 20_000)
    #expect(try Template(bytes: template.bytes) == template)
  }

  @Test func newerStoriesWeighMore() {
    var template = Template()
    for _ in 0..<6000 { template.learn([line("Ancien")]) }
    for _ in 0..<6000 { template.learn([line("Nouveau")]) }
    let old = template.share(of: LineKey.hash(of: "Ancien"), in: .tail)
    let new = template.share(of: LineKey.hash(of: "Nouveau"), in: .tail)
    #expect(new.stories > 3 * old.stories)
  }

  @Test func bytesThatAreDamagedAreRefused() throws {
    var template = Template()
    for story in 0..<30 { template.learn([line("Menu"), line("Ligne \(Self.letters(story))")]) }
    let bytes = template.bytes
    #expect(try Template(bytes: bytes) == template)
    for length in bytes.indices {
      #expect(throws: TemplateFault.damaged) { try Template(bytes: Array(bytes[..<length])) }
    }
    #expect(throws: TemplateFault.damaged) { try Template(bytes: bytes + [0]) }
    #expect(throws: TemplateFault.unknownVersion(9)) { try Template(bytes: [9]) }
    for index in bytes.indices {
      for value in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
        var hostile = bytes
        hostile[index] = value
        _ = try? Template(bytes: hostile)
      }
    }
  }

  /// A number without digits, which would all fold to one.
  private static func letters(_ number: Int) -> String {
    String(String(number).utf8.map { Character(Unicode.Scalar($0 + 49)) })
  }
}

@Suite struct TemplatesTests {
  private func template(_ stories: Int) -> Template {
    var template = Template()
    for _ in 0..<stories { template.learn([]) }
    return template
  }

  private func instant(_ year: Int) -> Instant {
    Instant(CivilDay(year: year, month: 6, day: 1)?.daysSince1970 ?? 0) * 86400
  }

  @Test func theNearestYearThatKnowsEnoughAnswers() {
    var templates = Templates()
    templates[source: "Le Fanal", period: 2019] = template(40)
    templates[source: "Le Fanal", period: 2024] = template(50)
    templates[source: "Le Fanal", period: 2025] = template(2)
    #expect(templates.template(source: "Le Fanal", time: instant(2019))?.stories == 40)
    #expect(templates.template(source: "Le Fanal", time: instant(2025))?.stories == 50)
    #expect(templates.template(source: "Le Fanal", time: nil)?.stories == 50)
    #expect(templates.template(source: "La Marée", time: nil) == nil)
    #expect(templates.template(source: nil, time: nil) == nil)
  }

  @Test func withLittleKnownTheRichestAnswers() {
    var templates = Templates()
    templates.learn([], source: "Le Fanal", time: instant(2024))
    templates.learn([], source: "Le Fanal", time: nil)
    templates.learn([], source: "Le Fanal", time: nil)
    #expect(templates.template(source: "Le Fanal", time: instant(2025))?.stories == 2)
  }

  @Test func theAddressNamesASourceWithoutAName() {
    #expect(Templates.source("Le Fanal", url: "https://www.fanal.example/a") == "Le Fanal")
    #expect(Templates.source(nil, url: "https://www.fanal.example/a") == "fanal.example")
    #expect(Templates.source(nil, url: nil) == nil)
  }

  @Test func timesBeyondAllCalendarsHaveAPeriod() {
    for time in [Instant.min, -1, 0, .max] { _ = Templates.period(of: time) }
    #expect(Templates.period(of: instant(2026)) == 2026)
  }
}
