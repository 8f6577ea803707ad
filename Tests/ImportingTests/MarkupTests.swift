import Stories
import Testing

@testable import Importing

private func format(_ text: String) throws -> Capture.Format {
  try CaptureReader().capture(bytes: Array(text.utf8), path: "page.txt").get().format
}

@Suite struct MarkupTests {
  @Test(arguments: [
    "<!DOCTYPE html><p>x", "\n  <html>", "<p>Bonjour</p>", "<?xml version='1.0'?><html/>", "<!-- a --><div>x",
    "HTTP junk\n<HTML><body>x", "\u{FEFF}<html>x",
  ])
  func pagesAreKnownByTheirBytes(text: String) throws {
    #expect(try format(text) == .html)
  }

  @Test(arguments: ["Bonjour <p>", "< 5 degrés", "<3 Nîmes", "Titre\n\nLe <b>gras</b>", "<auteur inconnu>"])
  func textThatMentionsTagsIsText(text: String) throws {
    #expect(try format(text) == .text)
  }

  @Test func thePersonKnowsBetter() throws {
    let reader = CaptureReader(format: .text)
    #expect(try reader.capture(bytes: Array("<html>x".utf8), path: nil).get().format == .text)
  }
}
