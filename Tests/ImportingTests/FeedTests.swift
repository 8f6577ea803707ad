import Stories
import Testing

@testable import Importing

@Suite struct FeedTests {
  private static let item = """
    <item><title>Le port &lt;b&gt;rouvre&lt;/b&gt; &amp; vit</title><link>https://quai.example/1</link>
    <dc:creator>Lise Garrec</dc:creator><pubDate>Mon, 06 Jan 2025 10:00:00 +0100</pubDate>
    <description>Court.</description><content:encoded><![CDATA[<p>Il rouvre <i>mardi</i>.</p>]]></content:encoded></item>
    """
  private static let spaces =
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""

  private func check(_ text: String, faults: Int = 0) throws {
    let contents = Contents(text)
    let capture = try #require(contents.captures.first)
    #expect(capture.given == Given(title: "Le port rouvre & vit", byline: ["Lise Garrec"], source: "Le Quai"))
    #expect(capture.url == "https://quai.example/1")
    #expect(capture.date?.iso == "2025-01-06T10:00:00+01:00")
    #expect(capture.format == .html)
    #expect(capture.text.contains("<p>Il rouvre <i>mardi</i>.</p>"))
    #expect(contents.faults.count == faults)
  }

  @Test(arguments: ["0.91", "0.92", "2.0"]) func rssIsRead(_ version: String) throws {
    try check(
      "<?xml version=\"1.0\"?><rss version=\"\(version)\" \(Self.spaces)><channel><title>Le Quai</title>\(Self.item)</channel></rss>"
    )
  }

  @Test func rdfHasItsItemsBesideTheChannel() throws {
    try check(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" \(Self.spaces)>
      <channel><title>Le Quai</title></channel>\(Self.item)</rdf:RDF>
      """)
  }

  @Test func atomIsRead() throws {
    try check(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quai.example/"><title>Le Quai</title>
      <entry><title type="html">Le port &lt;b&gt;rouvre&lt;/b&gt; &amp;amp; vit</title>
      <link rel="edit" href="/edit"/><link href="1"/><author><name>Lise Garrec</name></author>
      <published>2025-01-06T10:00:00+01:00</published><updated>2026-01-01T00:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Il rouvre <i>mardi</i>.</p></div></content>
      </entry></feed>
      """)
  }

  @Test func jsonFeedIsRead() throws {
    try check(
      #"{"version":"https://jsonfeed.org/version/1.1","title":"Le Quai","items":[{"title":"Le port rouvre & vit","url":"https://quai.example/1","authors":[{"name":"Lise Garrec"}],"date_published":"2025-01-06T10:00:00+01:00","content_html":"<p>Il rouvre <i>mardi</i>.</p>"}]}"#
    )
  }

  @Test func malformedFeedsAreMended() throws {
    let broken = [
      "<rss><channel><title>Le Quai</title>\(Self.item)<item><title>x</channel></rss>",
      "\u{FEFF}\n <rss \(Self.spaces)><channel><title>Le Quai\u{1}</title>\(Self.item)</channel></rss>",
    ]
    for text in broken { try check(text) }
    try check("<rss \(Self.spaces)><channel><title>Le Quai</title>\(Self.item)<item><tit", faults: 1)
    let bare =
      "<rss><channel><item><title>Caf&eacute; & C&ocirc;te AT&T &#146;</title><description>x</description></item></channel></rss>"
    #expect(Contents(bare).titles == ["Café & Côte AT&T ’"])
  }

  @Test func nothingIsTakenFromOutside() {
    let text = """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "]>lol"><!ENTITY c "&b;&b;">]>
      <rss><channel><item><title>T&a;&c;</title><link>file:///etc/passwd</link><description>x</description></item></channel></rss>
      """
    let contents = Contents(text)
    #expect(contents.captures.count == 1)
    #expect(contents.captures.first?.url == nil)
    #expect(!contents.texts.joined().contains("root:") && !contents.texts.joined().contains("lol"))
  }

  @Test func everyCharsetIsRead() {
    let text =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>Été</title></item></channel></rss>"
    #expect(Contents(text.unicodeScalars.map { UInt8($0.value) }).titles == ["Été"])
    let wide: [UInt8] =
      [0xFE, 0xFF] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    #expect(Contents(wide).titles == ["Été"])
  }

  @Test func listsOfFeedsAreKept() {
    let text = """
      <opml version="2.0"><body><outline text="Presse"><outline text="Le Quai" type="rss" xmlUrl="https://quai.example/rss" \
      htmlUrl="https://quai.example/"/></outline><outline text="x" xmlUrl="exec:touch x"/></body></opml>
      """
    let feed = FeedAddress(
      url: "https://quai.example/rss", title: "Le Quai", site: "https://quai.example/", folder: "Presse")
    #expect(Contents(text).feeds == [feed])
  }

  @Test func anXMLWithoutAFeedSaysSo() {
    #expect(Contents("<x/>", format: .feed).faults == [.damaged(path: "f", at: .byte(0), .xml)])
  }
}

@Suite struct SavedPageTests {
  @Test func thePageAmongPartsOfAPartIsTaken() throws {
    let text = """
      From: <Saved by a browser>
      Snapshot-Content-Location: https://quai.example/1
      MIME-Version: 1.0
      Content-Type: multipart/related; boundary="out"

      --out
      Content-Type: multipart/alternative; boundary=in

      --in
      Content-Type: text/plain

      Ouvrez la page.
      --in
      Content-Type: text/html; charset=utf-8

      <html><body><p>Le port est rouvert.</p></body></html>
      --in--
      --out--
      """
    let capture = try #require(Contents(text).captures.first)
    #expect(capture.text == "<html><body><p>Le port est rouvert.</p></body></html>\n")
    #expect(capture.url == "https://quai.example/1")
  }

  @Test func thePageOfAnMHTMLIsTaken() throws {
    let text = """
      From: <Saved by a browser>
      Snapshot-Content-Location: https://quai.example/1
      Subject: =?utf-8?Q?x?=
      Date: Mon, 06 Jan 2025 10:00:00 -0000
      MIME-Version: 1.0
      Content-Type: multipart/related;
      \ttype="text/html";
      \tboundary="----B--x"

      ------B--x
      Content-Type: image/png
      Content-Transfer-Encoding: base64

      iVBORw0KGgo=
      ------B--x
      Content-Type: text/html; charset=iso-8859-1
      Content-Transfer-Encoding: quoted-printable
      Content-Location: https://quai.example/other

      <html><body><p class=3D"a">Le port d=E9j=E0 rou=
      vert.</p></body></html>
      ------B--x--
      """
    let contents = Contents(text)
    let capture = try #require(contents.captures.first)
    #expect(capture.text == "<html><body><p class=\"a\">Le port déjà rouvert.</p></body></html>\n")
    #expect(capture.url == "https://quai.example/1")
    #expect(capture.time == 1_736_157_600)
    #expect(Contents(text.replacing("\n", with: "\r\n")).texts.first?.contains("déjà rouvert") == true)
  }

  @Test func aSingleFilePageTellsWhereItCameFrom() throws {
    let picture = "data:image/png;base64," + String(repeating: "iVBOR", count: 200)
    let text = """
      <!DOCTYPE html> <html><!--
       Page saved with SingleFile
       url: https://quai.example/1
       saved date: Mon Jan 06 2025 10:00:00 GMT+0000 (UTC)
      --><head><title>T</title></head><body><img src="\(picture)"><p>Il rouvre.</p></body></html>
      """
    let capture = try CaptureReader().capture(bytes: Array(text.utf8), path: nil).get()
    #expect(capture.url == "https://quai.example/1")
    #expect(capture.time == 1_736_157_600)
    #expect(!capture.text.contains("iVBOR") && capture.text.contains("Il rouvre."))
    #expect(capture.bytes == Array(text.utf8))
  }
}
