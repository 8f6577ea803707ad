import Stories
import Testing

@testable import Importing

@Suite struct NoStoryTests {
  private func kind(_ bytes: [UInt8]) -> NoStory? {
    guard case .failure(.noStory(_, let kind)) = CaptureReader().capture(bytes: bytes, path: "f") else {
      return nil
    }
    return kind
  }

  @Test(arguments: [
    ".menu{color:#333}\n.menu a:hover { margin: 0 0 1em; }",
    "/* quai */\n@charset \"utf-8\";\n@import url(a.css);\nbody, p > a { font: 12px/1.5 serif }",
    "@media (max-width: 600px) {\n  .a { width: 100% }\n  .b { display: none }\n}\n.c{}",
    "@font-face { font-family: Quai; src: url(quai.woff2) }",
    ":root { --encre: #123; }",
  ]) func styleSheetsArePassedOver(_ text: String) {
    #expect(kind(Array(text.utf8)) == .styleSheet)
  }

  @Test(arguments: [
    "(function(){var a=document.getElementById('x');if(a){a.hidden=true}return null})();",
    "!function(e,t){\"use strict\";window.q=function(n){return n&&t(n)}}(this,document);",
    "const a = require('a');\nmodule.exports = () => { return a.b(1, [2, 3]); };",
    "/*! quai 1.2 */\nwindow.quai = window.quai || [];\nwindow.quai.push(function () { return this.x; });",
  ]) func scriptsArePassedOver(_ text: String) {
    #expect(kind(Array(text.utf8)) == .script)
  }

  @Test(arguments: [
    ("User-agent: *\nDisallow: /admin\n\n# fin\nSitemap: https://q.example/s.xml\n", NoStory.robots),
    ("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><title>logo</title></svg>", .drawing),
    ("<svg viewBox=\"0 0 1 1\"><text>Le Quai</text></svg>", .drawing),
    (
      "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"></urlset>",
      .sitemap
    ),
    (" CDX N b a m s k r M S V g\nexample,q)/ 20260101000000 https://q.example/ text/html 200", .crawlIndex),
    ("example,q)/a 20260101000000 {\"url\": \"https://q.example/a\"}\n", .crawlIndex),
  ]) func whatIsWrittenForProgramsIsPassedOver(_ text: String, _ expected: NoStory) {
    #expect(kind(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], NoStory.picture),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0], .picture), (Array("GIF89a".utf8) + [1, 0, 1, 0], .picture),
      (Array("wOF2".utf8) + [0, 1, 0, 0], .font), (Array("ID3".utf8) + [3, 0, 0], .mediaFile),
      (
        [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [19, 0, 0, 0]
          + Array("[Content_Types].xml".utf8),
        .officeDocument
      ),
    ] as [([UInt8], NoStory)]) func whatHoldsNoTextIsNamed(_ bytes: [UInt8], _ expected: NoStory)
  {
    #expect(kind(bytes) == expected)
  }

  @Test func aLongRobotsFileIsOne() {
    let rules = (1...2000).map { "Disallow: /quai/\($0)" }.joined(separator: "\n")
    #expect(kind(Array("User-agent: *\n\(rules)".utf8)) == .robots)
  }

  @Test func anArchiveOfPagesInAFolderIsNoOfficeDocument() {
    let zip = { (name: String) -> [UInt8] in
      [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.utf8.count), 0, 0, 0]
        + Array(name.utf8)
    }
    for name in ["word/document.xml", "[Content_Types].xml", "_rels/.rels"] {
      #expect(NoStory.isOffice(zip(name)[...]))
    }
    #expect(!NoStory.isOffice(zip("word/page.html")[...]))
  }

  @Test(arguments: [
    "Le port rouvre.\n\n.menu { color: red } est la règle qui a tout cassé, dit l’ingénieur.",
    "var, l’abréviation du département, revient sur les plaques.\n\nLes habitants (et leurs élus) s’en réjouissent.",
    "if (you can keep your head) when all about you are losing theirs; that is the whole of it.",
    "// Communiqué //\n\nLa mairie annonce (enfin) la réouverture ; « tout est prêt », dit-elle.",
    "Note: le robot\nDisallow: un mot anglais\nUser-agent: un autre\n",
    "import taxes are rising (again), and traders (large and small) are worried; \"it hurts\", says one.",
    "@ tous : la réunion est {reportée}.", "CDX N26, le satellite, est en orbite depuis mardi.",
    "let and const in JavaScript\n\nWrite `let x = 1;` where you may. It returns (so to say) what you gave it.",
    "class War (2025): a review of the \"new\" novel; it is long (too long), says this reader.",
    "<!DOCTYPE html><svg width=1></svg><h1>Le pont</h1><p>Le pont rouvre mardi matin.</p>",
    "<svg style=\"display:none\"><path/></svg><article><h1>Le pont</h1><p>Il rouvre.</p><svg></svg>",
  ]) func storiesStay(_ text: String) {
    #expect(kind(Array(text.utf8)) == nil)
  }
}
