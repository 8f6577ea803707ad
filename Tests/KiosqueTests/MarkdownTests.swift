import Cells
import Foundation
import Screens
import Stories
import Testing

@testable import Kiosque

/// What `show --markdown` and `--html` print, read by a real parser: the story's words and no markup but ours.
@Suite struct MarkdownTests {
  private static let cmark = ["/usr/bin/cmark", "/usr/local/bin/cmark"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Pieces that are markup somewhere in CommonMark or its usual extensions.
  private static let pieces = [
    "~~~", "```", "````", "`", "~", "<script>alert(1)</script>", "<!--", "-->", "<?php ?>", "<![CDATA[x]]>",
    "</pre>", "<img src=x onerror=y>", "<http://evil.example>", "<a@b.example>",
    "https://plain.example/a_b_c",
    "&copy;", "&#60;b&#62;", "&amp;lt;", "AT&T", "1. ", "1986) ", "- ", "+ ", "* ", "# ", "###### ", "===",
    "---", "- - -", "***", "___", "| a | b |", "|---|---|", "[a]: javascript:alert(1)", "[a]", "![x](y)",
    "[x](javascript:alert(1))", "(", ")", "[", "]", "!", "\\", "\\\\", "*fort*", "__gras__", "_", "**", "> ",
    ">", "<", "=", "\t", "    ", "\u{A0}", "\u{202E}", "\u{301}", "\"", "\"\u{301}", "<\u{301}", "#\u{338}",
    "mot", "à", "漢字", " ", "12", ":", "$x$", "^", "{.class}", "%", "\r", "\u{1B}[31m", "\u{2028}", "é",
  ]

  private static let addresses = [
    "https://quai.example/a?b=1&copy;=2", "http://quai.example/(a)_\\*b*",
    "https://quai.example/<a>\" onclick=\"x",
    "mailto:quai@quai.example", "javascript:alert(1)", "https://quai.example/\u{202E}a b\n",
    "data:text/html,x", "HTTPS://QUAI.example/`x`",
  ]

  init() {
    // As the program does before anything is shown.
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) | (state << 31)
    }

    mutating func text(lines: Int = 1) -> String {
      (0..<lines).map { _ in
        (0..<Int.random(in: 1...6, using: &self)).map { _ in
          MarkdownTests.pieces.randomElement(using: &self) ?? ""
        }.joined()
      }.joined(separator: "\n")
    }

    mutating func picture() -> Picture {
      let url = MarkdownTests.addresses.randomElement(using: &self) ?? ""
      return Picture(url: url, alternative: text(), credit: Bool.random(using: &self) ? text() : nil)
    }

    /// Wherever, whether they fit the text or not.
    mutating func spans(in text: String) -> [Span] {
      (0..<Int.random(in: 0...5, using: &self)).map { _ in
        let start = Int.random(in: 0...text.utf8.count, using: &self)
        let url = MarkdownTests.addresses.randomElement(using: &self) ?? ""
        let kinds: [Span.Kind] = [.link(url), .emphasis, .strong, .code]
        return Span(
          kinds.randomElement(using: &self) ?? .strong, start..<start + Int.random(in: 0...20, using: &self))
      }
    }

    mutating func story() -> Story {
      var story = Story(title: text(lines: 2))
      story.byline = [text()]
      story.language = "fr\"\u{301} onload=\"x"
      if Bool.random(using: &self) { story.standfirst = text() }
      for _ in 0..<Int.random(in: 1...8, using: &self) {
        let kind = Block.Kind.allCases.randomElement(using: &self) ?? .paragraph
        let lines = kind == .preformatted || kind == .table ? Int.random(in: 1...4, using: &self) : 1
        var block = Block(
          kind, kind == .rule || kind == .picture ? "" : text(lines: lines),
          level: .random(in: 1...5, using: &self), ordered: .random(using: &self))
        if kind == .picture || kind == .caption && Bool.random(using: &self) { block.picture = picture() }
        if kind.isRead, kind != .preformatted { block.spans = spans(in: block.text) }
        story.blocks.append(block)
      }
      story.related = (0..<Int.random(in: 0...3, using: &self)).map { _ in RelatedLink(title: text()) }
      return story
    }
  }

  private func stored(_ story: Story) -> StoredStory {
    let headline = Headline(id: 1, sortKey: SortKey(1), title: story.title)
    let relations = story.related.enumerated().map { Relation(position: $0, title: $1.title, url: $1.url) }
    return StoredStory(headline: headline, story: story, relations: relations)
  }

  /// The text without its markup, and the tags that stood in it; by scalars, as a browser reads.
  private func read(_ html: String) -> (words: String, tags: [String]) {
    var (text, tag, tags) = (String.UnicodeScalarView(), String.UnicodeScalarView(), [String]())
    for scalar in html.unicodeScalars {
      guard scalar == "<" || !tag.isEmpty else {
        text.append(scalar)
        continue
      }
      tag.append(scalar)
      guard scalar == ">" else { continue }
      tags.append(String(tag))
      let isInline = String(tag).prefixMatch(of: /<\/?(a|em|strong|code)\b/) != nil
      tag = String.UnicodeScalarView()
      if !isInline { text.append(" ") }
    }
    var plain = String(text)
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      plain = plain.replacingOccurrences(of: name, with: sign, options: .literal)
    }
    return (words(plain), tags)
  }

  private func words(_ text: String) -> String {
    text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
  }

  private func expected(_ stored: StoredStory, cell: String) -> String {
    let story = stored.story
    let related = story.related.map { Gate.line($0.title) }.filter { !words($0).isEmpty }
    let parts =
      [Gate.line(story.title), Gate.line(byline(stored, .french)), Gate.line(story.standfirst ?? "")]
      + story.blocks.flatMap { block in
        let credit = block.picture.flatMap { Picture.isSafe($0.url) ? $0.credit : nil } ?? ""
        let text = block.kind == .table ? block.text.replacing("\t", with: cell) : block.text
        return [Gate.line(credit), block.spans.isEmpty ? Gate.lines(text) : gated(block)]
      }
      + (related.isEmpty ? [] : ["À découvrir également"]) + related
    return words(parts.joined(separator: " "))
  }

  /// Piece by piece, as marks may stand between them.
  private func gated(_ block: Block) -> String {
    let spans = block.spans.standing(in: block.text)
    var places = Set(spans.flatMap { [$0.range.lowerBound, $0.range.upperBound] })
    for code in spans where code.kind == .code {
      places = places.filter { $0 <= code.range.lowerBound || $0 >= code.range.upperBound }
    }
    let ends = places.sorted() + [block.text.utf8.count]
    var (at, pieces) = (0, "")
    for end in ends {
      pieces += Gate.line(String(decoding: Array(block.text.utf8)[at..<end], as: UTF8.self))
      at = end
    }
    return pieces
  }

  /// Whether a tag is a link or a picture that leads nowhere strange.
  private func isSafe(_ tag: String) -> Bool {
    tag == "</a>"
      || tag.wholeMatch(
        of: /<a href="(https?:\/\/|mailto:)[^"<>]*">/.ignoresCase().matchingSemantics(.unicodeScalar)) != nil
      || tag.wholeMatch(
        of: /<img src="https?:\/\/[^"<>]*" alt="[^"<>]*"( \/)?>/.ignoresCase().matchingSemantics(
          .unicodeScalar)) != nil
  }

  private func render(_ markdown: String, _ cmark: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: cmark)
    process.arguments = ["--unsafe"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(markdown.utf8))
    try input.fileHandleForWriting.close()
    let html = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: html, as: UTF8.self)
  }

  @Test(.enabled(if: cmark != nil, "skipped: cmark is not installed"))
  func aCommonMarkReaderShowsTheStoryAndNothingElse() throws {
    let allowed = /<\/?(h[1-6]|p|em|strong|ul|ol|li|blockquote|pre|code)>|<hr \/>/
    let cmark = try #require(Self.cmark)
    var dice = Dice(state: 2026)
    for _ in 0..<400 {
      let stored = stored(dice.story())
      let markdown = Markdown.page(stored, .french)
      let (words, tags) = read(try render(markdown, cmark))
      #expect(words == expected(stored, cell: " | "), "\(markdown)")
      for tag in tags { #expect(tag.wholeMatch(of: allowed) != nil || isSafe(tag), "\(tag) in \(markdown)") }
      let items = stored.story.blocks.filter { $0.kind == .item && !Markdown.escaped($0.text).isEmpty }.count
      let links = stored.story.related.filter { !Markdown.escaped($0.title).isEmpty }.count
      #expect(tags.count { $0 == "<li>" } == items + links, "\(markdown)")
      #expect(tags.count { $0 == "<hr />" } == stored.story.blocks.count { $0.kind == .rule }, "\(markdown)")
    }
  }

  @Test func aBrowserShowsTheStoryAndNothingElse() {
    let allowed =
      /<\/?(h[1-6]|p|em|code|strong|small|ul|li|blockquote|pre|head|body|html|article|title)>|<hr>/
    var dice = Dice(state: 12)
    for _ in 0..<400 {
      let stored = stored(dice.story())
      let html = Rendering.html(stored, .french)
      let (words, tags) = read(html)
      let heading = self.words(Gate.line(stored.story.title))
      #expect(words == self.words(heading + " " + expected(stored, cell: " ")), "\(html)")
      let others = tags.filter { $0.wholeMatch(of: allowed) == nil && !isSafe($0) }
      #expect(
        others == [
          "<!DOCTYPE html>", "<html lang=\"fr&quot;\u{301} onload=&quot;x\">", "<meta charset=\"utf-8\">",
        ], "\(html)")
    }
  }

  @Test func itemsKeepTheirNumbersAndDepth() {
    var story = Story(title: "Liste")
    story.blocks = [
      Block(.item, "un", ordered: true), Block(.item, "dessous", level: 4),
      Block(.item, "deux", ordered: true),
      Block(.item, "puce"), Block(.paragraph, "Fin."), Block(.item, "un", level: 3, ordered: true),
    ]
    #expect(
      Markdown.page(stored(story), .french).hasSuffix(
        "1. un\n   - dessous\n2. deux\n- puce\n\nFin.\n\n1. un"))
  }

  @Test func linksEmphasisAndPicturesAreWritten() {
    var story = Story(title: "Le port")
    var block = Block(.paragraph, "Le quai, dit Lise, est « Étroit » : voir ici, a-t-elle écrit dans main.c.")
    func span(_ kind: Span.Kind, _ words: String) -> Span {
      let start = block.text.utf8.firstRange(of: words.utf8)?.lowerBound ?? block.text.startIndex
      let from = block.text.utf8.distance(from: block.text.startIndex, to: start)
      return Span(kind, from..<from + words.utf8.count)
    }
    block.spans = [
      span(.strong, "Le quai"), span(.emphasis, "Étroit"),
      span(.link("https://quai.example/a_b?c=(d)"), "voir ici"),
      span(.emphasis, "ici"), span(.code, "main.c"),
    ]
    var caption = Block(.caption, "La grue.")
    caption.picture = Picture(
      url: "https://quai.example/grue.jpg", alternative: "Une grue", credit: "Photo Quai")
    story.blocks = [block, caption]
    #expect(
      Markdown.page(stored(story), .french).hasSuffix(
        """
        **Le quai**, dit Lise, est « *Étroit* » : [voir *ici*](<https://quai.example/a_b?c=(d)>), a-t-elle \
        écrit dans `main.c`.

        ![Une grue](<https://quai.example/grue.jpg>)
        Photo Quai
        *La grue.*
        """))
    let html = Rendering.html(stored(story), .french)
    #expect(html.contains("<a href=\"https://quai.example/a_b?c=(d)\">voir <em>ici</em></a>, a-t-elle"))
    #expect(html.contains("<img src=\"https://quai.example/grue.jpg\" alt=\"Une grue\">"))
    let json = JSON.line(StoryJSON(stored(story)))
    #expect(json.contains("{\"end\":7,\"kind\":\"strong\",\"start\":0}"))
    #expect(
      json.contains("{\"end\":44,\"kind\":\"link\",\"start\":36,\"url\":\"https://quai.example/a_b?c=(d)\"}"))
  }

  @Test(arguments: [
    ("1986) L’année", "1986\\) L’année"), ("3.5 %", "3.5 %"), ("AT&T &copy;", "AT\\&T \\&copy;"),
    ("- Oui, dit-elle", "\\- Oui, dit-elle"), ("-5 °C", "-5 °C"), ("R & D", "R & D"), ("~~~", "\\~\\~\\~"),
    ("  a = b  ", "a = b"), ("#\u{301}", "\\#\u{301}"),
  ])
  func onlyWhatWouldBeMarkupIsEscaped(text: String, wanted: String) {
    #expect(Array(Markdown.escaped(text).unicodeScalars) == Array(wanted.unicodeScalars))
  }
}
