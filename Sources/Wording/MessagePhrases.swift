import Stories

/// What the reader is told for a moment, and what overlays are called.
extension Phrase {
  package static let help = Phrase("Help", "Aide")
  package static let helpHint = Phrase("j k scroll · Esc close", "j k défiler · Échap fermer")
  package static let themes = Phrase("Themes", "Thèmes")
  package static let commands = Phrase("Commands", "Commandes")
  package static let sort = Phrase("Sort", "Ordre")
  package static let details = Phrase("Details", "Détails")
  package static let pickerHint = Phrase("⏎ choose · Esc close", "⏎ choisir · Échap fermer")
  /// Stands where a list can be narrowed and nothing is typed yet.
  package static let narrowHint = Phrase("type to narrow the list", "tapez pour filtrer")
  package static let noEntry = Phrase("Nothing fits.", "Rien ne convient.")
  /// What is shown after the digits of a count.
  package static func countHint(_ count: Int) -> Phrase {
    Phrase(
      "\(count == 1 ? "time" : "times"): j k n Space… · Esc drops it",
      "fois : j k n Espace… · Échap l’efface")
  }

  /// `key` means nothing here; `help` is the key that shows those that do.
  package static func notAKey(_ key: String, help: String) -> Phrase {
    Phrase(
      "\(key) is not a key here; \(help) shows the keys.",
      "La touche \(key) ne fait rien ici ; \(help) affiche les touches.")
  }

  package static let nothingToUndo = Phrase("Nothing to undo.", "Rien à annuler.")
  package static let readOnly = Phrase(
    "The archive is read-only: this cannot be kept.",
    "L’archive est en lecture seule : ceci ne sera pas gardé.")
  package static let everywhere = Phrase("Everywhere", "Partout")
  package static let headlinesSection = Phrase("Headlines", "Titres")
  package static let storySection = Phrase("Story", "Article")
  package static let panelSection = Phrase("Related stories", "Articles liés")
  package static let promptSection = Phrase("While you type", "Pendant la saisie")
  package static let pickerSection = Phrase("Lists to choose from", "Listes de choix")
  package static let overlaySection = Phrase("Sheets and dialogs", "Fiches et dialogues")
  package static let questionSection = Phrase("Questions", "Questions")

  package static func undone(_ change: Change) -> Phrase {
    let what = done(change)
    return Phrase("Undone: \(what.english)", "Annulé : \(what.french)")
  }

  /// What a change did, as a status line says it.
  package static func done(_ change: Change) -> Phrase {
    let count = change.stories
    return switch change.kind {
    case .read: counted(count, ("story read", "stories read"), ("article lu", "articles lus"))
    case .unread: counted(count, ("story unread", "stories unread"), ("article non lu", "articles non lus"))
    case .star: counted(count, ("star", "stars"), ("étoile", "étoiles"))
    case .unstar: counted(count, ("star removed", "stars removed"), ("étoile ôtée", "étoiles ôtées"))
    case .allRead:
      counted(
        count, ("story marked read", "stories marked read"), ("article marqué lu", "articles marqués lus"))
    case .refuse: Phrase("a link refused", "un lien refusé")
    case .choose: Phrase("a link chosen", "un lien choisi")
    case .putBack: Phrase("a line put back", "une ligne remise")
    case .takeOut: Phrase("a line taken out", "une ligne retirée")
    case .tag: counted(count, ("story tagged", "stories tagged"), ("article étiqueté", "articles étiquetés"))
    case .rule: ruleKept(for: change.rule?.publisher ?? "", stories: count)
    }
  }

  package static func markedAllRead(_ count: Int) -> Phrase {
    let what = done(Change(kind: .allRead, stories: count))
    return Phrase("\(what.english). U takes it back.", "\(what.french). U annule.")
  }

  /// A choice made in the reader that the next start will not know.
  package static func choiceNotKept(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "This holds until you quit: \(path) cannot be written (\(reason))",
      "Valable jusqu’à la fermeture : impossible d’écrire \(path) (\(reason))")
  }

  package static func failed(_ reason: String) -> Phrase {
    Phrase("That did not work: \(reason)", "Échec : \(reason)")
  }
}

/// What the details of a story are called.
extension Phrase {
  package static let numberLabel = Phrase("number", "numéro")
  package static let sourceLabel = Phrase("source", "source")
  package static let addressLabel = Phrase("address", "adresse")
  package static let dateLabel = Phrase("date", "date")
  package static let capturedLabel = Phrase("captured", "capturé")
  package static let tagsLabel = Phrase("tags", "étiquettes")
  package static let languageLabel = Phrase("language", "langue")
  package static let wordsLabel = Phrase("words", "mots")
  package static let doubtLabel = Phrase("doubt", "doute")
  package static let captureLabel = Phrase("capture", "capture")

  /// Where a date was found.
  package static func dateOrigin(_ origin: StoryDate.Origin) -> Phrase {
    switch origin {
    case .metadata: Phrase("as the page gives it", "selon la page")
    case .url: Phrase("from the address", "d’après l’adresse")
    case .path: Phrase("from the file’s path", "d’après le chemin du fichier")
    case .manifest: Phrase("as you gave it", "indiquée à l’import")
    }
  }
}

/// Words beside keys at the foot of the screen.
extension Phrase {
  package static let readHint = Phrase("read", "lire")
  package static let searchHint = Phrase("search", "chercher")
  package static let commandsHint = Phrase("commands", "commandes")
  package static let helpHintShort = Phrase("help", "aide")
  package static let followHint = Phrase("follow", "suivre")
  package static let refuseHint = Phrase("not this one", "pas lui")
  package static let textHint = Phrase("text", "texte")
  package static let backHint = Phrase("back", "retour")
  package static let relatedHint = Phrase("related", "liés")
}

extension Phrase {
  /// Something that is said alike in every language: a fault of a data file, the system's own words.
  package static func said(_ text: String) -> Phrase {
    Phrase(text, text)
  }
}
