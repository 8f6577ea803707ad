import Stories
import Testing

@testable import Cleaning

private let first = "La fête du cidre revient samedi sur le quai aux pommes, après deux années sans récolte."
private let second =
  "Les vergers ont donné moitié moins que d’ordinaire, mais les presses tourneront, dit-on."

/// Links, words set apart and pictures stay with the text that they stand in.
@Suite struct SpanTests {
  private func story(_ inner: String) throws -> Story {
    try cleanPage(
      """
      <!DOCTYPE html><html lang="fr"><head><title>La fête du cidre revient</title></head><body>
      <nav><a href="/">Accueil</a></nav><main><article><h1>La fête du cidre revient</h1><div class="text">
      <p>\(first)</p>\(inner)<p>\(second)</p><p>\(first) Encore.</p><p>\(second) Encore.</p>
      </div></article></main></body></html>
      """, url: "https://quai.example/2026/fete")
  }

  /// What each span covers, and what it is.
  private func spans(_ block: Block) -> [String] {
    block.spans.map { span in
      let text = String(decoding: Array(block.text.utf8)[span.range], as: UTF8.self)
      return switch span.kind {
      case .link(let url): "\(text) -> \(url)"
      case .emphasis: "\(text) emphasis"
      case .strong: "\(text) strong"
      case .code: "\(text) code"
      }
    }
  }

  @Test(arguments: [
    (
      "<p>Le maire a lu <em>Le Vent</em>, dit la <a href='../avis?a=1#b'>mairie\n de <b>Brech</b></a>.</p>",
      [
        "Le Vent emphasis", "mairie de Brech -> https://quai.example/avis?a=1#b", "Brech strong",
      ]
    ),
    (
      "<p>\n  <strong> Été </strong>comme hiver, <code>make quai</code> suffit, à en croire les pêcheurs.</p>",
      ["Été strong", "make quai code"]
    ),
    (
      "<p>Ni <a href='javascript:x()'>script</a>, ni <a href='#n1'>note</a>, ni <a>rien</a>, ni <i></i>.</p>",
      []
    ),
    (
      "<p><b>Un long mot d’ordre tient sur la place du port,<br>et il court sur deux lignes</b> du quai.</p>",
      ["Un long mot d’ordre tient sur la place du port, et il court sur deux lignes strong"]
    ),
    (
      "<p>Voir <a href='HTTP://b.example/é'>l’<i>île</i> d’en <i>face</i></a> par beau temps, disent-ils.</p>",
      ["l’île d’en face -> HTTP://b.example/é", "île emphasis", "face emphasis"]
    ),
  ]) func aParagraphKeepsThem(_ paragraph: String, _ wanted: [String]) throws {
    let story = try story(paragraph)
    #expect(spans(story.blocks[1]) == wanted)
  }

  @Test func twoLineBreaksPartAParagraphAndItsMarks() throws {
    let story = try story(
      "<p>Le premier dit que <b>tout va bien au port de pêche.<br><br>Le second dit</b> que la mer est belle.</p>"
    )
    #expect(spans(story.blocks[1]) == ["tout va bien au port de pêche. strong"])
    #expect(spans(story.blocks[2]) == ["Le second dit strong"])
  }

  @Test func aMarkThatIsNeverClosedHarmsNothing() throws {
    let story = try story("<p>Le quai <b>est <i>beau.</p>")
    #expect(story.blocks.map(\.text).prefix(2) == [first, "Le quai est beau."])
    #expect(spans(story.blocks[1]) == ["est beau. strong", "beau. emphasis"])
  }

  @Test func listItemsQuotesAndSubheadsHaveThemToo() throws {
    let story = try story(
      """
      <h2><b>Au programme</b></h2><ul><li>la <a href="/presse">presse</a> publique, samedi à neuf heures</li>
      <li>le vide-grenier, dimanche</li></ul><blockquote><p>« <em>Venez</em> nombreux », dit-elle à tous.</p>
      </blockquote>
      """)
    #expect(story.blocks[1].spans.isEmpty)
    #expect(spans(story.blocks[2]) == ["presse -> https://quai.example/presse"])
    #expect(spans(story.blocks[4]) == ["Venez emphasis"])
  }

  @Test func aCaptionHasItsPictureAndOneWithoutCaptionStandsAlone() throws {
    let story = try story(
      """
      <figure><img src="data:image/gif;base64,R0lGOD" data-src="/i/presse.jpg"
        alt="Une presse  à cidre" width="800">
      <figcaption>La presse du quai, samedi dernier.</figcaption></figure>
      <p>\(second) Toujours.</p><p><img srcset="/i/p-400.jpg 400w, /i/p-800.jpg 800w" alt=""></p>
      <p><img src="/i/logo.png" alt="Logo"><img src="/i/x.png" width="16" height="16"></p>
      """)
    let caption = try #require(story.blocks.first { $0.kind == .caption })
    #expect(
      caption.picture == Picture(url: "https://quai.example/i/presse.jpg", alternative: "Une presse à cidre"))
    let alone = story.blocks.filter { $0.kind == .picture }
    #expect(alone.map(\.picture) == [Picture(url: "https://quai.example/i/p-800.jpg")])
    #expect(alone.map(\.text) == [""])
    #expect(story.body == [first, "\(second) Toujours.", second, "\(first) Encore.", "\(second) Encore."])
  }

  @Test func aCaptionThatIsPrintedTwiceIsOneWithItsPicture() throws {
    var lines = ["Le quai", "La grue du quai.", "La grue du quai."].map { Line.plain($0, group: 0) }
    lines[0].label = .title
    lines[1].label = .caption
    lines[1].picture = Picture(url: "https://quai.example/grue.jpg")
    lines[2].label = .caption
    let story = StoryBuilder.story(lines, title: 0)
    #expect(story.blocks.count { $0.kind == .caption } == 1)
    #expect(story.blocks.first { $0.kind == .caption }?.picture != nil)
  }

  @Test func picturesOfWhatIsLeftOutAreLeftOutToo() throws {
    let story = try story(
      """
      <aside class="related"><a href="/b"><img src="/i/b.jpg" alt="Autre"></a>
      <a href="/b">Un autre article</a></aside>
      """)
    #expect(!story.blocks.contains { $0.picture != nil })
  }
}
