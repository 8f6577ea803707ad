import Foundation
import Importing
import Stories
import Testing
import Text

@testable import Cleaning

/// Each word that a reader of a page could see is in its story or among what was removed.
@Suite struct ConservationTests {
  @Test func theSamplePagesKeepTheirWords() throws {
    let folder = Checkout.root + "/Sources/Kiosque/Sample"
    try judge(pages(in: folder), of: 1)
  }

  /// Where `make score` has unpacked them.
  @Test func thePagesOfTheCorpusKeepTheirWords() throws {
    let folder = Checkout.root + "/.build/score/html"
    if FileManager.default.fileExists(atPath: folder) { try judge(pages(in: folder), of: 40) }
  }

  @Test func menusFootersTeasersHiddenTextAndButtonsAreKept() throws {
    let story = try cleanPage(
      """
      <html lang="fr"><head><title>Le bac passe</title></head><body><nav><a href="/">Accueil</a><a href="/mer">Mer</a></nav>
      <aside><p>Marée haute à midi</p></aside><article><h1>Le bac passe</h1><p>Le bac du Passage traverse de nouveau la rade, toutes les vingt minutes et par tous les temps.</p>
      <button>Partager</button><select><option>Tout</option></select><noscript>Sans script</noscript><div hidden>Un secret</div>
      <p>Les voitures attendront le printemps ; d’ici là, les piétons et les vélos embarquent seuls, dit la capitainerie.</p></article>
      <section><h2>À lire aussi</h2><ul><li><a href="/n/1">Le phare se visite le dimanche</a> il y a deux heures</li></ul></section>
      <p>Ailleurs</p><footer><a href="/m">Mentions</a><p>Contact</p></footer><template><p>Modèle</p></template></body></html>
      """)
    #expect(story.related.map(\.title) == ["Le phare se visite le dimanche"])
    let removed = Dictionary(grouping: story.removed) { $0.rule }.mapValues { $0.map(\.text) }
    #expect(removed["general.menu"] == ["Accueil Mer"])
    #expect(removed["general.aside"] == ["Marée haute à midi"])
    #expect(removed["general.form"] == ["Partager · Tout"])
    #expect(removed["general.hidden"] == ["Sans script", "Un secret", "Modèle"])
    #expect(
      removed["general.related"] == ["À lire aussi", "Le phare se visite le dimanche il y a deux heures"])
    #expect(removed["general.outside"] == ["Ailleurs"])
    #expect(removed["general.footer"] == ["Mentions · Contact"])
  }

  private func pages(in folder: String) throws -> [(name: String, page: String)] {
    let reader = CaptureReader(format: .html)
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".html") }.sorted().compactMap { name in
      (try? reader.read(path: folder + "/" + name).get()).map { (name, $0.text) }
    }
  }

  /// At most one word in 200 of all, and one in 20 of a page, stands nowhere.
  private func judge(_ pages: [(name: String, page: String)], of share: Int) throws {
    var missing = 0
    var all = 0
    #expect(!pages.isEmpty)
    for (at, (name, page)) in pages.enumerated() where at % share == 0 {
      let story = try Checkout.cleaner.story(from: Capture(bytes: [], text: page, format: .html)).get()
      var words = Bag(visible(page))
      all += words.count
      let count = words.count
      words.take(Bag(told(story)))
      missing += words.count
      #expect(words.count * 20 <= count, "\(name): \(words.counts.keys.prefix(20))")
    }
    #expect(missing * 200 <= all)
  }

  private func told(_ story: Story) -> String {
    let heads = [story.title, story.standfirst, story.source, story.section, story.date?.iso]
    let texts = heads.compactMap(\.self) + story.byline + story.blocks.map(\.text)
    return (texts + story.related.map(\.title) + story.removed.map(\.text)).joined(separator: "\n")
  }

  /// What stands between the tags of a page's body, scripts and styles apart, read without a parser.
  private func visible(_ page: String) -> String {
    var text = ""
    var rest = page.range(of: "<body").map { page[$0.lowerBound...] } ?? page[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      rest = rest[open...]
      let tag = rest.prefix(12).lowercased()
      let end =
        tag.hasPrefix("<!--")
        ? "-->"
        : ["script", "style", "iframe"].first { tag.hasPrefix("<\($0)") }.map { "</\($0)>" } ?? ">"
      guard let close = rest.range(of: end, options: .caseInsensitive) else { break }
      rest = rest[close.upperBound...]
      if !["<b", "<i", "<em", "<strong", "</b", "</i", "</em", "</strong"].contains(where: {
        tag.hasPrefix($0 + ">")
      }) {
        text += " "
      }
    }
    return CharacterReference.decoded(text + rest)
  }

  /// Words and how often each is there.
  private struct Bag {
    private(set) var counts: [Substring: Int] = [:]

    init(_ text: String) {
      for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        counts[word, default: 0] += 1
      }
    }

    var count: Int { counts.values.reduce(0, +) }

    mutating func take(_ other: Bag) {
      for (word, count) in other.counts {
        guard let own = counts[word] else { continue }
        counts[word] = own > count ? own - count : nil
      }
    }
  }
}
