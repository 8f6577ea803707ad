import Glibc
import Stories
import Testing

@testable import Cleaning

@Suite struct HostileTests {
  @Test(arguments: ["div", "b", "table><tr><td", "ul><li", "blockquote", "span", "font", "a href=x"])
  func nestingBeyondReasonKeepsItsText(tag: String) throws {
    let story = try cleanPage("<body>AVANT " + String(repeating: "<\(tag)>", count: 20_000) + "milieu")
    let all = ([story.title] + story.blocks.map(\.text)).joined(separator: " ")
    #expect(all.contains("AVANT"))
    #expect(all.contains("milieu"))
  }

  @Test(arguments: [
    "<", "&", "&#", "<!--", "</div>", "<a href=\"", "<p title='", "<![CDATA[", "<br>", "<!doctype",
    "<svg><p>", "<b><i><a><p>",
    "</b></i>", "<script>", "<table>", "\u{0}", "<template>", "<select><option>",
  ])
  func repeatedPiecesEnd(piece: String) {
    let text = "<body>AVANT " + String(repeating: piece, count: 8_000) + " APRES"
    _ = Checkout.cleaner.story(from: Capture(bytes: [], text: text, format: .html))
    _ = Checkout.cleaner.story(from: Capture(bytes: [], text: text, format: .text))
  }

  @Test func aLineOfMegabytesIsOneParagraph() throws {
    let line = String(repeating: "mot ", count: 200_000)
    #expect(try clean("Titre\n\n\(line)").body.first?.utf8.count == line.utf8.count - 1)
  }

  /// How many times more processor time four times the input takes: about 4 where the time grows with the
  /// length, 16 where it grows with its square. The least of three tries, which what else runs can only raise.
  private func costGrowth(_ work: (_ times: Int) throws -> Void) throws -> Double {
    func seconds(_ times: Int) throws -> Double {
      var (start, end) = (timespec(), timespec())
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
      try work(times)
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
      return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
    }
    try work(1)
    return try (1...3).map { _ in try seconds(4) / seconds(1) }.min() ?? .infinity
  }

  @Test func glueThatNearlyFitsTakesTimeByItsLength() throws {
    let growth = try costGrowth { times in
      let line = String(repeating: "partager", count: 7 * times) + "!x"
      let text = "Titre\n\n" + String(repeating: line + "\n", count: 500)
      let story = try clean(text)
      #expect(story.body.count <= 500)
    }
    // Trying every way to cut the line would double the time with each piece, 2^21 times.
    #expect(growth < 100)
  }

  @Test(arguments: [
    "Le préfet annonce que la digue du port de Castelvar sera refaite, lot ", "Par Anne Le Goff ",
    "Anne Le Goff",
  ])
  func linesThatBeginAlikeTakeTimeByTheirNumber(start: String) throws {
    let growth = try costGrowth { times in
      let lines = (0..<2_000 * times).map { start + String(repeating: "x", count: $0 % 26) }
      let story = try clean("Titre\n\n" + lines.joined(separator: "\n"))
      #expect(!story.title.isEmpty)
    }
    #expect(growth < 14)
  }

  @Test func referencesBringNoControls() throws {
    let story = try cleanPage("<body><p>avant &#27;[2J&#7;&#x9b;31m apr&egrave;s</p>")
    #expect(story.title == "avant [2J›31m après")
  }

  @Test func attributesBeyondReasonAreCut() throws {
    let many = (0..<50_000).map { "a\($0)=\"1\"" }.joined(separator: " ")
    #expect(try cleanPage("<body><p \(many)>AVANT APRES</p>").title == "AVANT APRES")
  }

  @Test func linkedDataBeyondReasonIsPassedOver() throws {
    let deep = String(repeating: "[", count: 200_000)
    let story = try cleanPage(
      "<script type=\"application/ld+json\">\(deep)</script><body><p>Une page tout à fait simple.</p>")
    #expect(story.title == "Une page tout à fait simple.")
  }

  @Test func pagesBeyondTheLimitAreCutAndSaySo() throws {
    let text = "<body><p>Une page tout à fait simple.</p>" + String(repeating: "          ", count: 1_700_000)
    #expect(try cleanPage(text).removed.last?.rule == "general.too-long")
  }
}
