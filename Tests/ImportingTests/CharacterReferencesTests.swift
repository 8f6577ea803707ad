import Stories
import Testing

@testable import Importing

@Suite struct CharacterReferencesTests {
  private let dump = "Gr&egrave;ve du 13&nbsp;avril&nbsp;: l&rsquo;&eacute;t&eacute; &#8364;"

  @Test func aTextThatKeptThemIsRead() throws {
    let read = CaptureReader().capture(bytes: Array(dump.utf8), path: nil)
    #expect(try read.get().text == "Grève du 13\u{A0}avril\u{A0}: l’été €")
  }

  @Test func aPageKeepsThemForItsParser() throws {
    let read = CaptureReader().capture(
      bytes: Array("<html><body><p>\(dump)</p></body></html>".utf8), path: nil)
    #expect(try read.get().text.contains("&egrave;"))
  }

  @Test(arguments: [
    "Marks & Spencer; Dupont & fils", "On écrit &eacute; pour é", "a &b; c &d; e &f; g", "&#7;&#7;&#7;",
  ])
  func aTextThatSpeaksOfThemStays(text: String) {
    #expect(CharacterReferences.decoded(text) == text)
  }
}
