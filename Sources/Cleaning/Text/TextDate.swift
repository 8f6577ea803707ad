import Stories

/// Finds the date of publication in the lines around a text.
enum TextDate {
  /// Longer lines are more than a date; in bytes.
  private static let longest = 160
  /// How many lines after the first paragraph, and after the last, may hold the date.
  private static let reach = 3

  /// How surely a line gives the date of publication; less is better.
  private enum Rank: Int, Comparable {
    case published, dated, plain, updated

    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  /// A line that may hold the date; `isKnown` where its label or a rule says that it does.
  typealias Candidate = (text: String, isKnown: Bool)

  static func date(_ lines: [Candidate], _ calendar: Calendar, language: String?) -> StoryDate? {
    var best: (rank: Rank, date: StoryDate)?
    for line in lines {
      guard let found = read(line.text, isKnown: line.isKnown, calendar, language) else { continue }
      if best.map({ found.rank < $0.rank }) ?? true { best = found }
    }
    return best?.date
  }

  /// Lines of a labelled capture that may hold the date: those with that label, and short ones above the
  /// story.
  static func candidates(_ labelled: Labelled, _ text: (Int) -> String) -> [Candidate] {
    let labels = labelled.labels
    let first = labels.firstIndex(of: .body) ?? labels.count
    let last = labels.lastIndex(of: .body) ?? labels.count
    return labels.indices.compactMap { line in
      let features = labelled.lineFeatures[line]
      guard line <= first + reach || line > last && line <= last + reach, line != labelled.title,
        !labels[line].isText, labels[line] != .related, features.length <= longest, features.digits > 0
      else { return nil }
      let isKnown = labels[line] == .date || labels[line] == .byline || labelled.kind(line) == "date"
      let isDated =
        features.marks.contains(.year) || features.classes & WordTable.month != 0 || features.digits >= 5
      return isDated && (isKnown || line <= first && features.words <= 12) ? (text(line), isKnown) : nil
    }
  }

  /// Lines of a capture labelled by rules that may hold the date.
  static func candidates(_ lines: [Line], title: Int) -> [Candidate] {
    lines.prefix(title + 16).compactMap { line in
      guard line.length <= longest, line.text.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
        return nil
      }
      switch line.label {
      case .byline: return (line.text, true)
      case .removed(let rule):
        return line.verdict?.kind == "date" || rule == DateLine.rule ? (line.text, true) : nil
      default: return nil
      }
    }
  }

  /// The date in a line; where the line also gives the date of an update, the other one.
  private static func read(_ text: String, isKnown: Bool, _ calendar: Calendar, _ language: String?) -> (
    rank: Rank, date: StoryDate
  )? {
    let key = text.lowercased()
    let (update, publication) = (place(of: updates, key), place(of: publications, key))
    guard let update else {
      let rank: Rank = publication != nil ? .published : isKnown ? .dated : .plain
      return calendar.date(in: text, language: language).map { (rank, $0) }
    }
    let behind = String(key[update...])
    let front = String(key[..<update])
    if let date = calendar.date(in: front, language: language) { return (.published, date) }
    // `Mis à jour le 13 mars, publié le 12 mars`
    if let publication, publication > update,
      let date = calendar.date(in: String(key[publication...]), language: language)
    {
      return (.published, date)
    }
    return (calendar.date(in: behind, language: language) ?? calendar.date(in: text, language: language)).map
    {
      (.updated, $0)
    }
  }

  /// Whether a line says that its date is that of publication or of an update.
  static func isAnnounced(_ text: String) -> Bool {
    let key = text.lowercased()
    return place(of: updates, key) != nil || place(of: publications, key) != nil
  }

  /// The position of the first of the words that the text has, as a whole word.
  private static func place(of words: [String], _ text: String) -> String.Index? {
    words.lazy.filter { Bytes.contains(text[...], $0) }.compactMap { word in
      text.ranges(of: word).first { range in
        let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
        let behind = range.upperBound == text.endIndex ? nil : text[range.upperBound]
        return !(before?.isLetter ?? false) && !(behind.map(isWordGoingOn) ?? false)
          && !(word == may && text[..<range.lowerBound].last { $0 != " " }?.isNumber ?? false)
      }?.lowerBound
    }.min()
  }

  /// Latin and Cyrillic words end where their letters end; other scripts have no separators.
  private static func isWordGoingOn(_ letter: Character) -> Bool {
    letter.isLetter && letter.unicodeScalars.allSatisfy { $0.value < 0x530 }
  }

  /// `MAJ` for `mise à jour`, which is the month of May in Swedish, Danish and Polish.
  private static let may = "maj"

  /// The single words of publication and of updates.
  static let words = Set((updates + publications).flatMap { $0.split { !$0.isLetter }.map(String.init) })

  private static let updates = [
    "mis à jour", "mise à jour", may, "modifié", "modifiée", "actualisé", "actualisée", "updated", "modified",
    "update:", "aktualisiert", "geändert", "stand:", "actualizado", "actualizada", "aggiornato",
    "aggiornamento", "atualizado", "atualizada", "bijgewerkt", "uppdaterad", "uppdaterat", "oppdatert",
    "opdateret", "päivitetty", "zaktualizowano", "aktualizacja", "güncelleme", "обновлено", "оновлено",
    "수정", "更新",
  ]
  private static let publications = [
    "publié", "publiée", "publication", "posté", "postée", "créé", "published", "posted", "veröffentlicht",
    "erschienen", "erstellt", "publicado", "publicada", "pubblicato", "pubblicata", "gepubliceerd",
    "geplaatst", "publicerad", "publicerat", "publisert", "udgivet", "publiceret", "julkaistu",
    "opublikowano", "yayın", "опубликовано", "опубликована", "публикация", "опубліковано", "입력", "发布",
  ]
}
