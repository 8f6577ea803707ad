import Glibc
import Importing
import Stories
import Testing

@testable import Cleaning

/// Pages as a broken download leaves them, and pages that were made to cost much.
@Suite struct BrokenPageTests {
  private static let page = """
    <!doctype html><html lang="fr"><head><meta charset="utf-8"><title>La criée rouvre - Le Quai</title>
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"La criée rouvre","author":{"name":"Lise
    Garrec"},"datePublished":"2026-03-02T08:00:00+01:00"}</script></head><body><nav><ul><li><a href="/">Accueil</a>
    <li><a href="/port">Port</a></ul></nav><article><h1>La criée rouvre</h1><p class="byline">Par Lise Garrec</p>
    <p>Fermée depuis l’automne, la criée accueille de nouveau les bateaux, et les acheteurs sont là dès l’aube.</p>
    <ol><li>un<li>deux</ol><table><tr><td>bar<td>12</table><pre>a  b</pre><blockquote>« Enfin ! »</blockquote>
    <p>Le préfet, venu en voisin, promet que la digue sera refaite avant l’été prochain, si les crédits suivent.</p>
    <h2>Lire aussi</h2><ul><li><a href="/1">Le phare de la pointe cherche son gardien</a></ul></article></body></html>
    """

  private func cleaned(_ bytes: some Sequence<UInt8>) -> Result<Story, CleaningFault>? {
    let capture = CaptureReader(format: .html).capture(bytes: Array(bytes), path: nil)
    return (try? capture.get()).map { Checkout.cleaner.story(from: $0) }
  }

  @Test(arguments: [
    "<html><title>b", "<title>x</title><body></body>", "<title>x</title><body>", "<title>x</title>",
    "<title>x",
    "<html><head><title>x</title></head><body></body></html>", "<title>x</title><body><!-- ",
    "<h1>un titre entier",
  ])
  func aTitleWithNothingBehindItIsAStory(page: String) throws {
    let story = try #require(cleaned(page.utf8)).get()
    #expect(!story.title.isEmpty)
  }

  @Test func aPageCutAnywhereIsCleaned() {
    let bytes = Array(Self.page.utf8)
    var stories = 0
    for end in bytes.indices {
      if case .success = cleaned(bytes[..<end]) { stories += 1 }
    }
    #expect(stories > bytes.count * 9 / 10)
  }

  @Test func layoutsReadPagesThatBreakOff() throws {
    let named = """
      name = "Le Quai"
      hosts = ["quai.example"]
      [[layouts]]
      name = "2026"
      title = ["//h1"]
      byline = ["//p[@class='byline']"]
      body = ["//article", "//body"]
      strip = ["//nav", "//h2"]
      related = ["//ul//a"]
      related-headings = ["//h2"]
      """
    let (profile, faults) = Profile.parse(try .init(text: named, name: "quai.toml"))
    #expect(faults.isEmpty)
    let cleaner = Cleaner(profiles: Checkout.profiles.profiles + [profile], model: nil)
    let text = Self.page
    for end in stride(from: 0, to: text.count, by: 7) {
      let capture = Capture(
        bytes: [], text: String(text.prefix(end)), format: .html, url: "https://quai.example/port/criee")
      _ = cleaner.story(from: capture)
      _ = cleaner.explanation(of: capture)
    }
    let whole = Capture(bytes: [], text: text, format: .html, url: "https://quai.example/port/criee")
    #expect(try cleaner.story(from: whole).get().profile?.layout == "2026")
  }

  @Test func formattingLeftOpenIsNotMadeAnewForEver() throws {
    let open = (0..<20_000).map { "<div><b id=\($0)></div>" }.joined()
    let paragraphs = String(repeating: "<p>x", count: 20_000)
    let tree = PageParser.parse("<body>AVANT \(open)<p>milieu\(paragraphs)<p>APRES")
    #expect(tree.nodes.count < 600_000)
    #expect(tree.text(0).hasPrefix("AVANT") && tree.text(0).hasSuffix("APRES"))
    let long = (0..<40).map { "<font class=\"\($0)\(String(repeating: "x", count: 4000))\">" }.joined()
    #expect(PageParser.parse("<body><p>\(long)\(paragraphs)").nodes.count < 200_000)
  }

  @Test func linksLeftOpenAreKept() throws {
    let links = (0..<200).map { "<p><a href=\"/\($0)\">lien \($0)</p>" }.joined()
    let tree = PageParser.parse("<body>\(links)")
    let addresses = Set(tree.nodes.compactMap { $0.tag == .a ? $0.attributes["href"] : nil })
    #expect(addresses.count == 200)
  }

  @Test func aBodyThatBeginsAgainAndAgainIsOne() {
    let bodies = (0..<20_000).map { "<body data-\($0)=x>" }.joined()
    let start = clock()
    #expect(PageParser.parse("\(bodies)<p>Texte").text(0) == "Texte")
    #expect(Double(clock() - start) / Double(CLOCKS_PER_SEC) < 2)
  }

  @Test func listsInListsKeepTheirLevels() throws {
    let story = try cleanPage(
      """
      <article><h1>Le menu du port</h1><p>La criée accueille de nouveau les bateaux, et les acheteurs sont là dès
      l’aube du lundi.</p><ol><li>La première des entrées du jour<ul><li>Une entrée dans l’entrée du jour</ul><li>La
      dernière des entrées du jour</ol><p>Le préfet, venu en voisin, promet que la digue sera refaite avant l’été.</p>
      </article>
      """)
    let items = story.blocks.filter { $0.kind == .item }
    #expect(items.map(\.level) == [1, 2, 1])
    #expect(items.map(\.ordered) == [true, false, true])
  }

  /// The pages of the shared corpus, where there is one, as broken downloads leave them.
  @Test(.enabled(if: SharedPages.areThere, "the shared corpus is not there"))
  func pagesOfTheCorpusCutInTheirMiddleAreCleaned() {
    var state: UInt64 = 42
    var cleaned = 0
    for bytes in SharedPages.sample(every: 36) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let cuts = [4096, 16384, Int(state >> 33) % max(1, bytes.count)]
      for cut in cuts where cut < bytes.count && self.cleaned(bytes[..<cut]) != nil { cleaned += 1 }
    }
    #expect(cleaned > 20)
  }
}

/// Pages that are no part of this repository.
private enum SharedPages {
  static let folder = Checkout.root + "/../shared/corpus/html"
  static let areThere = access(folder, R_OK) == 0

  static func sample(every step: Int) -> [[UInt8]] {
    var paths: [String] = []
    FileWalk.forEach(folder) { if case .success(let path) = $0 { paths.append(path) } }
    return stride(from: 0, to: paths.count, by: step).flatMap { bytes(in: paths[$0]) }
  }

  private static func bytes(in path: String) -> [[UInt8]] {
    guard case .success(.records(let reader)) = CaptureReader().open(path: path) else { return [] }
    var pages: [[UInt8]] = []
    while let record = reader.next() {
      guard case .capture(let raw) = record.content,
        case .capture(let capture) = CaptureReader().reading(of: raw)
      else { continue }
      pages.append(capture.bytes)
    }
    return pages
  }
}
