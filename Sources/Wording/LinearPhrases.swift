/// The reader as a dialogue of lines.
extension Phrase {
  package static let linearGreeting = Phrase(
    "Kiosque, line by line. Type a number to open a story, Enter to go on, ? for help.",
    "Kiosque, ligne à ligne. Tapez un numéro pour ouvrir un article, Entrée pour continuer, ? pour l’aide.")

  package static let linearHelp = Phrase(
    """
    Each command is a line, ended by Enter.
    A number opens the headline of that number; in a story, the related one.
    Enter alone goes on: further headlines, the rest of the story, then the next story.
    n: the next story. p: earlier headlines. b: back. l: the list again.
    /words: search. / alone: all stories. u: unread ones only, or all.
    s: star or unstar the story; s 3 the third headline.
    r: related stories. a: the story from its start. o: open it in the browser.
    w: where you are. q: quit.
    """,
    """
    Chaque commande est une ligne, que termine la touche Entrée.
    Un numéro ouvre le titre de ce numéro ; dans un article, l’article lié.
    Entrée seule continue : les titres suivants, la suite de l’article, puis l’article suivant.
    n : l’article suivant. p : les titres précédents. b : retour. l : relire la liste.
    /mots : chercher. / seul : tous les articles. u : les non lus seulement, ou tous.
    s : mettre ou ôter l’étoile de l’article ; s 3 celle du troisième titre.
    r : les articles liés. a : l’article depuis le début. o : l’ouvrir dans le navigateur.
    w : où vous en êtes. q : quitter.
    """)

  package static func linearUnknown(_ line: String) -> Phrase {
    Phrase(
      "“\(line)” is no command; ? lists them", "« \(line) » n’est pas une commande ; ? en donne la liste")
  }

  package static func linearNoSuch(_ number: Int) -> Phrase {
    Phrase("there is no number \(number) here", "il n’y a pas de numéro \(number) ici")
  }

  package static func linearHeading(_ section: Phrase) -> Phrase {
    Phrase(section[.english] + ":", section[.french] + " :")
  }

  package static func linearRange(_ first: Int, _ last: Int, of all: Int) -> Phrase {
    Phrase(
      "\(first) to \(last) of \(stories(all)[.english])", "\(first) à \(last) sur \(stories(all)[.french])")
  }

  package static let linearUnread = Phrase("unread", "non lu")
  package static let linearStarred = Phrase("starred", "étoilé")
  package static let linearNothing = Phrase("no story", "aucun article")
  package static let linearMoreHeadlines = Phrase(
    "Enter: further headlines.", "Entrée : les titres suivants.")
  package static let linearEndOfList = Phrase("That was the last one.", "C’était le dernier.")
  package static let linearStart = Phrase("These are the first ones.", "Ce sont les premiers.")
  package static let linearWhich = Phrase(
    "Open a story first, or name its number: s 3.",
    "Ouvrez d’abord un article, ou donnez son numéro : s 3.")
  package static let linearEnd = Phrase(
    "End of the story. Enter: the next one. l: the list.",
    "Fin de l’article. Entrée : le suivant. l : la liste.")

  package static func linearMore(_ percent: Int) -> Phrase {
    let share = Phrase.percent(percent)
    return Phrase(share[.english] + ". Enter goes on.", share[.french] + ". Entrée continue.")
  }

  package static func linearLeftAt(_ percent: Int) -> Phrase {
    let share = Phrase.percent(percent)
    return Phrase(
      "You had read \(share[.english]) of it. a: start again.",
      "Vous en aviez lu \(share[.french]). a : reprendre au début.")
  }
}
