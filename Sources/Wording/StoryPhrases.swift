import Stories

/// What the story screen says.
extension Phrase {
  package static let alsoDiscover = Phrase("Also discover", "À découvrir également")
  package static let citedBy = Phrase("Cited by", "Cité par")
  package static let similar = Phrase("The same elsewhere", "Le même ailleurs")
  package static let notStored = Phrase("not stored", "non archivé")
  package static let refused = Phrase("refused", "refusé")
  package static let noDate = Phrase("undated", "sans date")
  package static let text = Phrase("text", "texte")
  package static let removed = Phrase("removed", "retiré")
  package static let raw = Phrase("raw", "brut")
  package static let findPrompt = Phrase("Find: ", "Dans le texte : ")
  package static let perhapsIncomplete = Phrase("perhaps incomplete", "peut-être incomplet")

  package static func doubt(_ doubt: Doubt) -> Phrase {
    switch doubt {
    case .incomplete:
      Phrase(
        "perhaps incomplete: cleaning kept little of the page, so all its text was taken",
        "peut-être incomplet : presque rien ne restait de la page, tout son texte a été pris")
    case .noText:
      Phrase("nothing of the page reads like a story’s text", "rien dans la page ne se lit comme un article")
    }
  }

  package static let nothingRemoved = Phrase("Nothing was removed.", "Rien n’a été retiré.")
  package static let noRelated = Phrase(
    "This story points to no other.", "Cet article ne renvoie à aucun autre.")
  package static let loading = Phrase("Loading…", "Chargement…")
  package static let storyGone = Phrase(
    "That story is no longer in the archive.", "Cet article n’est plus dans l’archive.")
  package static let noMatch = Phrase("Not in this story.", "Absent de cet article.")
  package static let firstStory = Phrase(
    "This is the first story of the list.", "C’est le premier article de la liste.")
  package static let lastStory = Phrase(
    "This is the last story of the list.", "C’est le dernier article de la liste.")
  package static let nothingBefore = Phrase("Nothing to go back to.", "Pas de page précédente.")
  package static let nothingAfter = Phrase("Nothing to go forward to.", "Pas de page suivante.")
  package static let noAddress = Phrase("This story has no address.", "Cet article n’a pas d’adresse.")
  package static let chooseStory = Phrase("Which one is meant?", "Lequel est-ce ?")
  package static let missingStory = Phrase("Not in the archive", "Absent de l’archive")
  package static let refusedStory = Phrase("You said: not this one", "Écarté : ce n’est pas lui")
  package static let searchItsWords = Phrase(
    "Search the archive for its words", "Chercher ses mots dans l’archive")
  package static let copyHeadline = Phrase("Copy the headline", "Copier le titre")
  package static let openAddress = Phrase(
    "Open its address in the browser", "Ouvrir son adresse dans le navigateur")
  package static let noRoomForRelated = Phrase(
    "The window is too low to show the related stories.",
    "La fenêtre est trop basse pour montrer les articles liés.")
  package static let addressOpened = Phrase("Handed to the browser.", "Confié au navigateur.")
  package static let cannotOpenAddress = Phrase(
    "No browser could be started. Set BROWSER to the one you use.",
    "Aucun navigateur n’a pu être lancé. Indiquez le vôtre dans BROWSER.")

  /// There is no related story of that number to be seen.
  package static func noSuchNumber(_ number: Int) -> Phrase {
    Phrase(
      "No related story \(number) stands on the screen.", "Aucun article lié n° \(number) n’est à l’écran.")
  }

  /// A related story was brought onto the screen by its number.
  package static func numberShown(_ number: Int) -> Phrase {
    Phrase("⏎ or \(number) follows it.", "⏎ ou \(number) pour le suivre.")
  }

  package static func by(_ names: String) -> Phrase {
    Phrase("By \(names)", "Par \(names)")
  }

  package static func minutes(_ count: Int) -> Phrase {
    Phrase("\(count)\u{A0}min", "\(count)\u{A0}min")
  }

  package static func storedOf(_ stored: Int, _ all: Int) -> Phrase {
    Phrase("\(stored)/\(all) stored", "\(stored)/\(all) archivés")
  }

  package static func fits(_ count: Int) -> Phrase {
    counted(count, ("fits", "fit"), ("possible", "possibles"))
  }

  /// Where a text has more matches than are kept, how many there are is not known.
  package static func match(_ number: Int, of count: Int, orMore: Bool = false) -> Phrase {
    Phrase(
      "match \(number) of \(count)" + (orMore ? " or more" : ""),
      "occurrence \(number) sur \(count)" + (orMore ? " ou plus" : ""))
  }

  package static func otherThan(_ title: String) -> Phrase {
    Phrase("Not “\(title)”: remembered. U takes it back.", "Pas « \(title) » : retenu. U annule.")
  }

  package static func afterAll(_ title: String) -> Phrase {
    Phrase("It is this one after all: \(title)", "C’est bien celui-ci : \(title)")
  }

  package static let noLinks = Phrase("No link is on the screen.", "Aucun lien à l’écran.")
  package static let noSuchLink = Phrase(
    "No link has these letters; Esc leaves it at that.", "Aucun lien n’a ces lettres ; Échap abandonne.")
  package static let linesAreFilled = Phrase("Lines are filled.", "Texte justifié.")
  package static let linesAreRagged = Phrase("Lines are ragged.", "Texte en drapeau.")

  package static func tooNarrowForColumns(_ columns: Int) -> Phrase {
    Phrase(
      "Columns need a screen of \(columns) columns or more.",
      "Il faut un écran d’au moins \(columns) colonnes pour composer comme un journal.")
  }

  package static func linesAreFilledWhereWide(_ columns: Int) -> Phrase {
    Phrase(
      "Lines are filled where there is room; \(columns) columns are too narrow. > widens them.",
      "Texte justifié là où la place suffit ; \(columns) colonnes n’y suffisent pas. > élargit.")
  }

  package static func measure(_ columns: Int) -> Phrase {
    Phrase("\(columns) columns", "\(columns) colonnes")
  }
}
