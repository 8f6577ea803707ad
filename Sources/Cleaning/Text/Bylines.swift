/// Reads the authors of a story from its bylines.
enum Bylines {
  /// The authors in several lines: those of the first line that names any, and of the lines directly below
  /// it.
  static func names(ofLines lines: [(at: Int, text: String)], _ lexicon: Lexicon, _ words: WordTable)
    -> [String]
  {
    var found: [String] = []
    var last: Int?
    for line in lines {
      if let last, line.at > last + 2 { break }
      guard last == nil || isNothingElse(line.text, lexicon) else { continue }
      let names = names(ofByline: line.text, lexicon, words)
      if names.isEmpty { continue }
      last = line.at
      if !found.contains(where: { names.contains($0) }) { found += names }
    }
    return found
  }

  /// Whether a line below a byline may name further authors: it begins like a byline, or has names only.
  private static func isNothingElse(_ text: String, _ lexicon: Lexicon) -> Bool {
    let key = Fold.key(text)
    if lexicon.bylines.contains(where: { key.starts(with: $0) && Prefix.rest(of: text, after: $0) != nil }) {
      return true
    }
    return !text.utf8.contains(0x2F) && !text.utf8.contains(0x3A) && split(text).allSatisfy { isName($0) }
  }

  /// The authors in a byline, with or without `Par` before them; names after a `Par` take precedence over
  /// names without one.
  static func names(ofByline text: String, _ lexicon: Lexicon, _ words: WordTable) -> [String] {
    guard text.utf8.count <= 240 else { return [] }
    if let name = PlainName.name(text, lexicon, words) { return [name] }
    return namesReadClosely(text, lexicon, words)
  }

  /// The authors in a complex byline. It is split wherever names may be separated, and each part is examined.
  static func namesReadClosely(_ text: String, _ lexicon: Lexicon, _ words: WordTable) -> [String] {
    var parts: [Substring] = [Substring(unbracketed(text))]
    for mark in ["|", "•", "·", " / ", " – ", " — ", " - "] { parts = cut(parts, at: mark) }
    let pieces = parts.map { part in
      let part = Line.trim(part)
      let rest = behindPrefix(part, lexicon)
      return (text: rest, isNamed: rest != part)
    }
    for piece in pieces.filter(\.isNamed) + pieces.filter({ !$0.isNamed }) {
      if let reporter = reporter(piece.text) { return [reporter] }
      let parts = split(beforeDate(piece.text, words)).map { withoutRole($0) }.prefix { isName($0) }
      let names = withoutPlaces(Array(parts))
      guard let first = names.first, piece.isNamed || isBare(first) && !isLone(first) else { continue }
      if piece.isNamed || first.count > 3 || !first.contains(where: \.isLowercase) { return names }
    }
    return partner(text).map { [$0] } ?? []
  }

  /// In `서울, 정읍 김민수 기자` the word before the job title is the name, the others are places.
  private static func reporter(_ text: String) -> String? {
    guard text.utf8.contains(0x2C), text.hasSuffix(" 기자") else { return nil }
    return text.split(separator: " ").dropLast().last.map(String.init)
  }

  /// After full names, a single word is a place unless it is an agency: `Eva Brandt, Frankfurt`.
  private static func withoutPlaces(_ names: [String]) -> [String] {
    names.enumerated().filter { at, name in
      at == 0 || name.contains(" ") || !names[0].contains(" ") || agencies.contains(name.lowercased())
    }.map(\.element)
  }

  /// The authors in a line that begins with `Par`, `By`, `Von` and the like; nil where it is no byline.
  static func names(in line: Line, _ lexicon: Lexicon) -> [String]? {
    let mayBe = line.key.withUnsafeBufferPointer { lexicon.byline(before: $0) } != nil
    return mayBe ? names(in: line, lexicon.bylines) : nil
  }

  static func names(in line: Line, _ prefixes: [[UInt8]]) -> [String]? {
    guard line.length <= 160, !line.key.isEmpty else { return nil }
    for prefix in prefixes where line.key.starts(with: prefix) {
      guard let rest = rest(of: line, after: prefix) else { continue }
      return names(rest)
    }
    return nil
  }

  /// Splits `Anna Sleegers und AFP` into two names; `Euronews avec AFP` stays one, as the publisher writes
  /// it.
  static func names(_ text: String) -> [String]? {
    let names = withoutPlaces(split(text).filter { isName($0) })
    return names.isEmpty ? nil : names
  }

  static let joints = [
    ", ", ";", " | ", " et ", " and ", " und ", " y ", " & ", " en ", " och ", " oraz ",
  ]

  /// The parts between `and`, commas and the like, trimmed.
  static func split(_ text: String) -> [String] {
    var parts: [Substring] = [Substring(text)]
    for joint in joints { parts = cut(parts, at: joint) }
    // `Crisis en Oriente Medio` is no name: only Dutch joins names with `en`, and only full names.
    if parts.count > 1, text.contains(" en "), parts.contains(where: { !Line.trim($0).contains(" ") }) {
      return [Line.trim(text[...])]
    }
    return parts.map { Line.trim($0) }
  }

  /// Splits by bytes, since splitting by characters would take longer than all other work on a line.
  private static func cut(_ parts: [Substring], at mark: String) -> [Substring] {
    guard parts.contains(where: { Bytes.contains($0, mark) }) else { return parts }
    let needle = Array(mark.utf8)
    return parts.flatMap { part -> [Substring] in
      let bytes = Array(part.utf8)
      guard Bytes.contains(bytes, needle) else { return [part] }
      var found: [Substring] = []
      var from = 0
      var at = 0
      while at + needle.count <= bytes.count {
        if bytes[at] == needle[0], bytes[at..<at + needle.count].elementsEqual(needle) {
          found.append(Substring(String(decoding: bytes[from..<at], as: UTF8.self)))
          at += needle.count
          from = at
        } else {
          at += 1
        }
      }
      found.append(Substring(String(decoding: bytes[from...], as: UTF8.self)))
      return found.filter { !$0.isEmpty }
    }
  }

  /// Whether a text is a name: a few words, the first with a capital, without numbers.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf8.count <= 80, !Shape.words(text, atLeast: 8) else {
      return false
    }
    let isCapital =
      first.properties.isUppercase || !first.properties.isLowercase && first.properties.isAlphabetic
    if agencies.contains(text) { return true }
    guard isCapital, !text.hasSuffix(".") else { return false }
    let words = text.split(separator: " ")
    if let last = words.last, words.count > 1, last.utf8.count < 4,
      last.allSatisfy({ ("a"..."z").contains($0) })
    {
      return agencies.contains(String(last))
    }
    return words.allSatisfy { word in !(word.first?.isNumber ?? false) && word.count { $0.isNumber } < 3 }
  }

  /// Whether words without a `Par` before them are a name: a few with capitals, or that of a newsroom.
  static func isBare(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    if words.contains(where: { isNewsroom($0.lowercased()) }) { return true }
    return words.count { !particles.contains(String($0)) } <= 4 && words.first != "In"
      && words.allSatisfy {
        !($0.unicodeScalars.first?.properties.isLowercase ?? true) || particles.contains(String($0))
      }
  }

  /// Whether it is a single Latin word that is neither an agency nor a newsroom: `Gastkommentar`.
  static func isLone(_ name: String) -> Bool {
    let key = name.lowercased()
    return !name.contains(" ") && name.utf8.contains { $0 | 0x20 &- 0x61 < 26 } && !agencies.contains(key)
      && !isNewsroom(key)
  }

  /// Whether a word in small letters names a newsroom, also behind a hyphen: `lb-redaktion`.
  private static func isNewsroom(_ word: String) -> Bool {
    newsroom.contains(word) || word.split(separator: "-").last.map { newsroom.contains(String($0)) } ?? false
  }

  /// The text without its parts in brackets: `(avec AFP)`.
  static func unbracketed(_ text: String) -> String {
    guard text.utf8.contains(0x28) else { return text }
    var result = ""
    var depth = 0
    for character in text {
      if character == "(" {
        depth += 1
      } else if character == ")", depth > 0 {
        depth -= 1
      } else if depth == 0 {
        result.append(character)
      }
    }
    return Line.trim(Substring(result))
  }

  /// The text after `Par` and the like, once or twice, anywhere in the first words.
  static func behindPrefix(_ text: String, _ lexicon: Lexicon) -> String {
    let whole = text
    var text = text
    for _ in 0..<2 {
      guard let prefix = Fold.withKey(text, { lexicon.byline(before: $0) }),
        let rest = Prefix.rest(of: text, after: prefix)
      else { break }
      text = rest
    }
    guard text == whole else { return text }
    // In the middle (`14:07 Uhr Von Eva Meier`), only as a word of its own before a capital.
    let words = text.split(separator: " ")
    guard let at = words.indices.dropFirst().dropLast().first(where: { middle.contains(String(words[$0])) }),
      words[at + 1].first?.isUppercase ?? false
    else { return text }
    return words[(at + 1)...].joined(separator: " ")
  }

  /// The agency where a line consists only of its name or abbreviation; else nil.
  static func agency(_ text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    if Bytes.contains(text[...], "dpa:"), let sign = text.range(of: ", dpa:") ?? text.range(of: " dpa:"),
      text[sign.upperBound...].first?.isNumber ?? false
    {
      return "dpa"
    }
    // The longest of these has 20 bytes, and a few signs may surround it.
    guard text.utf8.count <= 32 else { return nil }
    let name = Line.trim(Substring(text.filter { !"()[]©/".contains($0) }))
    return agencies.contains(name.lowercased()) && name != name.lowercased() || name == "dpa" ? name : nil
  }

  /// The words before the first one that has a digit or is the name of a month or weekday.
  private static func beforeDate(_ text: String, _ words: WordTable) -> String {
    var kept: [Substring] = []
    var isCut = false
    for word in text.split(whereSeparator: { $0.isWhitespace }).flatMap({ unglued($0, words) }) {
      if let digit = word.firstIndex(where: { $0.isNumber }) {
        let letters = word[..<digit]
        // `TF1` is a name, but in `Kinsella2 minutes ago` a number is attached to one.
        guard letters.isEmpty || letters.count > 3 else {
          kept.append(word)
          continue
        }
        if !letters.isEmpty { kept.append(letters) }
        isCut = true
        break
      }
      let bits = words.bits(WordHash.of(Fold.key(word)))
      if bits & (WordTable.month | WordTable.weekday) != 0, kept.count > 1 {
        isCut = true
        break
      }
      kept.append(word)
    }
    // `Anne Grey on 4 March`, `Anne Le Goff, le 5 mai`
    while isCut, kept.count > 1, let last = kept.last, last.count <= 3, last.allSatisfy(\.isLowercase) {
      kept.removeLast()
    }
    let isDate = kept.allSatisfy {
      words.bits(WordHash.of(Fold.key($0))) & (WordTable.month | WordTable.weekday) != 0
    }
    return isDate ? "" : kept.joined(separator: " ")
  }

  /// Splits `PressApril`, a word with the name of a month attached.
  private static func unglued(_ word: Substring, _ words: WordTable) -> [Substring] {
    var before: Character = " "
    for at in word.indices {
      if word[at].isUppercase, before.isLowercase {
        let tail = word[at...].lowercased()
        let bits = words.bits(WordHash.of(Fold.key(tail)))
        if bits & (WordTable.month | WordTable.weekday) != 0 || roles.contains(tail) {
          return [word[..<at], word[at...]]
        }
      }
      before = word[at]
    }
    return [word]
  }

  /// The name without the newspaper and the job title after it: `for Dailymail.com`, `기자`.
  private static func withoutRole(_ name: String) -> String {
    var words = name.split(separator: " ")
    if let role = words.firstIndex(where: { roles.contains($0.lowercased()) }) {
      // `Die Autorin` names no one.
      if articles.contains(words[0].lowercased()) { return "" }
      if role != 1 || words[0].utf8.count > 8 { words = Array(words[..<role]) }
    }
    return words.joined(separator: " ").trimmedEnd
  }

  private static func rest(of line: Line, after prefix: [UInt8]) -> String? {
    guard let rest = Prefix.rest(of: line.text, after: prefix), !Shape.endsSentence(rest),
      isName(String(rest.split(separator: " ").first ?? ""))
    else { return nil }
    return rest
  }
}

extension String {
  /// The text without commas and colons at its end.
  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while let last = text.last, [",", ":", ";", "-", "–"].contains(last) { text.removeLast() }
    return Line.trim(text)
  }
}
