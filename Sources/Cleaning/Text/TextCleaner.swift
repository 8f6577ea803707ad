import Stories

/// Cleans text captures: labels each line in passes, then tells the story from the labels.
struct TextCleaner {
  let library: Library
  let templates: Templates

  func story(from capture: Capture) -> Story? {
    var lines = Lines.split(capture.text)
    guard !lines.isEmpty else { return nil }
    let shelf = shelf(of: capture, lines)
    Furniture.mark(&lines, shelf.lexicon)
    let title = Titles.mark(&lines)
    Heads.mark(&lines, title: title, shelf)
    Related.mark(&lines, title: title, shelf.lexicon)
    Recurring.mark(&lines, title: title, template(of: capture, shelf))
    Tails.mark(&lines, title: title)
    Fragments.mark(&lines, title: title)
    var story = Telling.story(lines, title: title)
    story.source = shelf.profile?.name
    story.language = library.languages.vote(story.blocks.isEmpty ? [story.title] : story.blocks.map(\.text))
    return story
  }

  /// The publisher as the person said it, by the address, or by lines that only one publisher has.
  func shelf(of capture: Capture, _ lines: [Line]) -> Library.Shelf {
    if let publisher = capture.publisher { return library.shelf(name: publisher) ?? library.general }
    if let url = capture.url, let shelf = library.shelf(url: url) { return shelf }
    let byline = lines.prefix(40).first { Bylines.names(in: $0, library.general.lexicon) != nil }
    return library.shelf(keys: lines.lazy.map(\.key), byline: byline?.text) ?? library.general
  }
}

/// Marks what the lexicon knows.
enum Furniture {
  static func mark(_ lines: inout [Line], _ lexicon: Lexicon) {
    for index in lines.indices where !lines[index].key.isEmpty {
      lines[index].verdict = lexicon.verdict(lines[index].key)
    }
  }
}
