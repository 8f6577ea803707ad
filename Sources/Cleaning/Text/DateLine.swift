import Stories

/// Recognises lines that say when a story was published, perhaps by whom, and nothing else:
/// `Mer. 20 août 2025 à 9h05`, `Posted by Anne Grey on 4 March 2026`.
enum DateLine {
  /// What such a line is: a date only, or a byline with these names.
  enum Kind: Equatable {
    case date
    case byline([String])
  }

  /// Longer lines are no such lines; in bytes.
  private static let longest = 160

  /// Nil for a line that says anything else.
  static func kind(_ text: String, _ lexicon: Lexicon, _ library: Library) -> Kind? {
    guard text.utf8.count <= longest, text.utf8.contains(where: { (0x30...0x39).contains($0) }),
      library.calendar.date(in: text, language: "fr") != nil
    else { return nil }
    let words = text.split { !$0.isLetter && !$0.isNumber }
    let rest = words.enumerated().filter { at, word in
      !isDate(word, library) && (at > 0 || word.count > 2)
    }.map(\.element)
    if rest.isEmpty || isPlace(rest, text) { return .date }
    let names = Bylines.names(ofByline: text, lexicon, library.words)
    let known = Set(names.flatMap { $0.split { !$0.isLetter && !$0.isNumber } })
    let isTold = rest.allSatisfy { known.contains($0) || prefixes.contains($0.lowercased()) }
    return !names.isEmpty && isTold ? .byline(names) : nil
  }

  /// Whether a word belongs to a date: a number, a month, a weekday, `published` and the like, or a word as
  /// small as `at` and `le`.
  private static func isDate(_ word: Substring, _ library: Library) -> Bool {
    if word.first?.isNumber ?? false { return word.count { $0.isLetter } <= 4 }
    if word.count <= 2, word.first?.isLowercase ?? false { return true }
    let bits = library.words.bits(WordHash.of(Fold.key(word)))
    return bits & (WordTable.month | WordTable.weekday | WordTable.dateWord) != 0
      || library.calendar.isMonth(word) || others.contains(word.lowercased())
      || TextDate.words.contains(word.lowercased())
  }

  /// Whether the words that are left are a place before the date: `Brest, le 5 mai 2026`.
  private static func isPlace(_ rest: [Substring], _ text: String) -> Bool {
    guard rest.count == 1, let place = rest.first, place.first?.isUppercase ?? false else { return false }
    return place.startIndex == text.startIndex && text[place.endIndex...].first == ","
  }

  private static let prefixes: Set<String> = [
    "par", "by", "von", "por", "door", "av", "af", "di", "da", "et", "and", "und", "och", "avec", "with",
    "mit", "rédigé", "écrit", "written", "geschrieben", "escrito", "scritto", "geschreven",
  ]

  /// Weekdays cut short, and words of dates that are in no list of the profiles.
  private static let others: Set<String> = [
    "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "jue", "vie", "sáb", "dom", "gio", "mon", "fre", "lör",
    "mån", "ons", "tor", "sön", "uhr", "klo", "heures", "article", "première", "first", "artikel",
    "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "понедельник",
    "am", "pm", "ore", "alle", "horas", "senast", "última", "ultima", "dato", "datum", "fecha",
  ]
}

extension DateLine {
  /// Marks those between the title and the second paragraph.
  static func mark(_ lines: inout [Line], title: Int, _ lexicon: Lexicon, _ library: Library) {
    var prose = 0
    for index in lines.indices where index > title {
      if lines[index].isProse { prose += 1 }
      if prose > 1 { return }
      let verdict = lines[index].verdict?.kind
      // `10:32` is also the length of a video.
      guard lines[index].isOpen, verdict == nil || verdict == "picture-count",
        let kind = kind(lines[index].text, lexicon, library)
      else { continue }
      switch kind {
      case .date: lines[index].label = .removed(rule: rule)
      case .byline(let names):
        lines[index].label = .byline
        lines[index].names = names
      }
    }
  }

  static let rule = Label.date.rule
}

extension Labelled {
  /// Labels lines that are dates, with or without the author, above the first paragraph; below it, only where
  /// they say that the date is that of publication.
  mutating func readDates(_ lines: TextLines, _ library: Library) {
    retitle(lines, library)
    let prose = lineFeatures.indices.filter { $0 > title && lineFeatures[$0].isProse }.prefix(2)
    let first = prose.first ?? lineFeatures.count
    let last = labels.lastIndex(of: .body) ?? lineFeatures.count
    for line in lineFeatures.indices where line > title && lineFeatures[line].digits > 0 {
      guard line < prose.last ?? lineFeatures.count || line > last, labels[line] != .related,
        lineFeatures[line].verdict == nil
      else { continue }
      let text = lines.text(line)
      guard line <= first || TextDate.isAnnounced(text),
        let kind = DateLine.kind(text, entry.lexicon, library)
      else { continue }
      labels[line] = kind == .date ? .date : .byline
    }
  }

  /// Takes the next likely title where the likeliest is a date.
  private mutating func retitle(_ lines: TextLines, _ library: Library) {
    guard lineFeatures[title].digits > 0, lineFeatures[title].verdict == nil,
      DateLine.kind(lines.text(title), entry.lexicon, library) != nil
    else { return }
    let first = labels.firstIndex(of: .body) ?? labels.count
    let lane = Int(Label.title.rawValue)
    let others = labels.indices.prefix(first).filter { $0 != title && lineFeatures[$0].verdict == nil }
    guard let best = others.max(by: { odds[$0][lane] < odds[$1][lane] }) else { return }
    labels[title] = .date
    title = best
  }
}
