import Stories

/// What the headlines screen says.
extension Phrase {
  /// Stories that came while the list stood, and the key that shows them.
  package static func newStories(_ count: Int, key: String) -> Phrase {
    Phrase(
      "\(Numbers.grouped(count, .english)) new (\(key))",
      "\(Numbers.grouped(count, .french)) \(count == 1 ? "nouveau" : "nouveaux") (\(key))")
  }

  package static let all = Phrase("All", "Tous")
  package static let unread = Phrase("Unread", "Non lus")
  package static let starred = Phrase("★", "★")
  package static let sources = Phrase("Sources", "Sources")
  package static let days = Phrase("Days", "Jours")
  package static let results = Phrase("Search", "Recherche")
  package static let undated = Phrase("Undated", "Sans date")
  package static let byTitle = Phrase("by title", "par titre")
  package static let newestFirst = Phrase("newest first", "du plus récent")
  package static let oldestFirst = Phrase("oldest first", "du plus ancien")
  package static let unreadOnly = Phrase("unread only", "non lus seulement")
  package static let searchPrompt = Phrase("Search: ", "Chercher : ")
  package static let dayPrompt = Phrase("Go to day (2026-03-21): ", "Aller au jour (2026-03-21) : ")
  package static let noSuchDay = Phrase(
    "That is no day: write it as 2026-03-21, 2026-03 or 2026.",
    "Ce n’est pas un jour : écrivez 2026-03-21, 2026-03 ou 2026.")
  package static let noUnread = Phrase(
    "No other unread story in this list.", "Aucun autre article non lu dans cette liste.")
  package static let noNearDuplicates = Phrase(
    "No other paper in the archive has this story.", "Aucun autre journal de l’archive n’a cet article.")
  package static let emptyArchive = Phrase(
    "No story yet. Bring some in with: kiosque import PATH",
    "Aucun article. Importez-en avec : kiosque import CHEMIN")
  package static let nothingUnread = Phrase(
    "Everything is read. L shows the read stories.", "Tout est lu. L montre les articles lus.")
  package static let nothingStarred = Phrase(
    "No starred story. * stars the one under the cursor.", "Aucune étoile. * en met une à l’article choisi.")
  package static let sampleArchive = Phrase("sample archive", "archive d’exemple")
  package static let readOnlyArchive = Phrase("read-only", "lecture seule")

  package static func noPreview(_ columns: Int) -> Phrase {
    Phrase(
      "The story stands beside the list from \(columns) columns on.",
      "L’article s’affiche à côté de la liste à partir de \(columns) colonnes.")
  }

  package static func capturedOn(_ english: String, _ french: String) -> Phrase {
    Phrase("captured \(english)", "capturé le \(french)")
  }

  /// The heading of stories without a date, by the time of their captures.
  package static func undatedSection(_ captured: Phrase) -> Phrase {
    Phrase("Undated (captured \(captured[.english]))", "Sans date (capturés \(captured[.french]))")
  }

  package static func capturedOnDay(_ day: CivilDay) -> Phrase {
    Phrase(DateWords.short(day, .english), "le " + DateWords.short(day, .french))
  }

  package static func capturedInWeek(from monday: CivilDay) -> Phrase {
    Phrase(
      "in the week of " + DateWords.plain(monday, .english),
      "la semaine du " + DateWords.plain(monday, .french))
  }

  package static func capturedInMonth(_ day: CivilDay) -> Phrase {
    Phrase("in " + DateWords.month(day, .english), "en " + DateWords.month(day, .french).lowercased())
  }

  package static func capturedInYear(_ year: Int) -> Phrase { Phrase("in \(year)", "en \(year)") }

  package static func stories(_ count: Int) -> Phrase {
    counted(count, ("story", "stories"), ("article", "articles"))
  }

  package static func unread(_ count: Int) -> Phrase {
    counted(count, ("unread", "unread"), ("non lu", "non lus"))
  }

  package static func nothingFound(_ words: String) -> Phrase {
    Phrase("Nothing found for “\(words)”. Esc goes back.", "Rien pour « \(words) ». Échap revient.")
  }
}
