import Testing

@testable import Importing

@Suite struct DoubleEscapesTests {
  @Test(arguments: [
    (
      "<p>L&amp;rsquo;&amp;eacute;t&amp;#233; &amp;amp; l&amp;#039;eau</p>",
      "<p>L&rsquo;&eacute;t&#233; &amp;amp; l&#039;eau</p>"
    ),
    (
      "<p>AT&amp;T; &amp;lt;b&amp;gt; &amp;rsquo &amp;</p>",
      "<p>AT&amp;T; &amp;lt;b&amp;gt; &amp;rsquo &amp;</p>"
    ),
    ("<p>écrire <code>&amp;eacute;</code></p>", "<p>écrire <code>&amp;eacute;</code></p>"),
    ("&amp;", "&amp;"),
    ("&amp;eacute", "&amp;eacute"),
  ]) func lettersAndSignsAreMeantOnce(_ page: String, _ mended: String) {
    #expect(DoubleEscapes.mended(page) == mended)
  }

  @Test func theTitleOfAJSONFeedIsRead() {
    let feed =
      #"{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"L&#039;&eacute;t&eacute; &","content_text":"x"}]}"#
    #expect(Contents(feed).captures.first?.given.title == "L'été &")
  }
}
