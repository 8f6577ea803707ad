/// What a check finds in an archive.
extension Phrase {
  /// In the reader, when it is opened on such an archive.
  package static let thisIsDamaged = Phrase(
    "The archive is damaged: no mark is kept. “kiosque check --repair” mends it.",
    "L’archive est abîmée, rien n’y est noté ; « kiosque check --repair » la répare.")

  package static let howToRepair = Phrase(
    "“kiosque check --repair” makes a sound archive of it and keeps this one",
    "« kiosque check --repair » en fait une archive saine et garde celle-ci")

  package static func checking(_ done: Int, of all: Int) -> Phrase {
    Phrase(
      "checking: \(Numbers.grouped(done, .english)) of \(Numbers.grouped(all, .english)) stories",
      "vérification : \(Numbers.grouped(done, .french)) articles sur \(Numbers.grouped(all, .french))")
  }

  package static func readingPages(_ done: Int, of all: Int) -> Phrase {
    Phrase(
      "reading: \(Numbers.grouped(done, .english)) of \(Numbers.grouped(all, .english)) pages",
      "lecture : \(Numbers.grouped(done, .french)) pages sur \(Numbers.grouped(all, .french))")
  }

  package static func fileDamaged(_ words: String) -> Phrase {
    Phrase("the file is damaged (\(words))", "le fichier est abîmé (\(words))")
  }

  package static let partUnreadable = Phrase(
    "a part of it cannot be read to its end", "une partie ne peut être lue jusqu’au bout")

  package static func dangling(_ table: String, _ count: Int) -> Phrase {
    let rows = counted(count, ("row", "rows"), ("ligne", "lignes"))
    return Phrase(
      "\(rows.english) of \(table) without what belongs to it", "\(table) : \(rows.french) sans attache")
  }

  package static let searchIndexBroken = Phrase(
    "the search index is damaged", "l’index de recherche est abîmé")

  package static func unindexed(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "the search index lacks \(stories.english)", "il manque \(stories.french) à l’index de recherche")
  }

  package static func indexedWithoutStory(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "the search index has \(stories.english) that the archive lacks",
      "l’index de recherche compte \(stories.french) que l’archive n’a pas")
  }

  /// One story, and what is wrong with it; the title is nil where it is not known.
  package static func ofStory(_ id: Int64, _ title: String?, _ what: Phrase) -> Phrase {
    Phrase(
      "story \(id)" + (title.map { " “\($0)”" } ?? "") + ": " + what.english,
      "article \(id)" + (title.map { " « \($0) »" } ?? "") + " : " + what.french)
  }

  package static func moreDamaged(_ count: Int) -> Phrase {
    let stories = counted(count, ("more story is", "more stories are"), ("autre article", "autres articles"))
    return Phrase("\(stories.english) damaged", "\(stories.french) en mauvais état")
  }

  package static let storyUnreadable = Phrase("it cannot be read", "il est illisible")
  package static let textMissing = Phrase("its text is missing", "son texte manque")
  package static let textDamaged = Phrase("its text is damaged", "son texte est abîmé")
  package static let relatedDamaged = Phrase(
    "its related headlines are damaged", "ses titres liés sont abîmés")
  package static let captureDamaged = Phrase("its capture cannot be read", "sa capture est illisible")
}

/// What a repair did, what is lost, and why there was none.
extension Phrase {
  package static func repaired(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "The archive is repaired and sound: \(stories.english); the search index and all others are made anew.",
      "L’archive est réparée et saine : \(stories.french) ; l’index de recherche et les autres sont refaits.")
  }

  package static func cleanedAgain(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "Cleaned again from captures: \(stories.english).", "Refait à partir des captures : \(stories.french).")
  }

  package static func originalKept(_ path: String) -> Phrase {
    Phrase(
      "The damaged archive is kept as \(path); delete it when you miss nothing.",
      "L’archive abîmée est gardée sous le nom \(path) ; supprimez-la quand rien ne vous manque.")
  }

  package static let storyLost = Phrase(
    "it is lost; import its page again", "il est perdu ; importez de nouveau sa page")
  package static func numbersLost(_ first: Int64, _ last: Int64) -> Phrase {
    first == last
      ? Phrase(
        "story \(first): if there was one, nothing of it is left; import its page again",
        "article \(first) : s’il existait, il n’en reste rien ; importez de nouveau sa page")
      : Phrase(
        "stories \(first) to \(last): of those that there were nothing is left; import their pages again",
        "articles \(first) à \(last) : de ceux qui existaient il ne reste rien ; "
          + "importez de nouveau leurs pages")
  }

  package static let marksLost = Phrase(
    "it is there again; whether you read or starred it is lost",
    "il est rétabli ; lu ou non, étoile ou non, ce n’est plus connu")
  package static let captureLost = Phrase(
    "its text is there, a capture of it is lost; import the page again to have it",
    "son texte est là, une capture est perdue ; importez de nouveau la page pour l’avoir")
  package static let textLost = Phrase(
    "a text of it is lost; “kiosque show --raw” has the capture",
    "un de ses textes est perdu ; « kiosque show --raw » donne la capture")

  package static let publishersLost = Phrase(
    "the names of some publishers may be missing", "des noms d’éditeurs manquent peut-être")
  package static let linksLost = Phrase(
    "links are found anew; some that you chose or refused may be missing",
    "les liens sont refaits ; certains de vos choix et refus manquent peut-être")
  package static let correctionsLost = Phrase(
    "some of your corrections may be missing", "certaines de vos corrections manquent peut-être")
  package static let tagsLost = Phrase(
    "some tags may be missing", "certaines étiquettes manquent peut-être")
  package static let keptSearchesLost = Phrase(
    "some kept searches may be missing", "certaines recherches gardées manquent peut-être")
  package static let feedsLost = Phrase(
    "some addresses of feeds may be missing", "certaines adresses de flux manquent peut-être")
  package static let failedCapturesLost = Phrase(
    "some captures that could not be read and were kept may be missing",
    "certaines captures illisibles, conservées brutes, manquent peut-être")
  package static let templatesLost = Phrase(
    "some of what was learnt of pages may be missing; “kiosque reclean --learn-again” learns it anew",
    "une partie de ce qui a été appris des pages manque peut-être ; "
      + "« kiosque reclean --learn-again » le réapprend")
  package static let undoLost = Phrase(
    "changes made before cannot be undone any more",
    "les changements d’avant ne peuvent plus être annulés")
  package static let forgottenLost = Phrase(
    "what was forgotten last cannot be brought back any more",
    "le dernier oubli ne peut plus être annulé")

  package static func nothingToRepair(_ path: String) -> Phrase {
    Phrase(
      "nothing in \(path) is of an archive of Kiosque; nothing was changed",
      "rien dans \(path) ne vient d’une archive de Kiosque ; rien n’a été modifié")
  }

  package static func noRoomToRepair(_ path: String, megabytes: Int) -> Phrase {
    Phrase(
      "the repair of \(path) needs \(megabytes) MB free beside it; nothing was changed",
      "la réparation de \(path) demande \(megabytes) Mo libres à côté ; rien n’a été modifié")
  }

  package static func busyToRepair(_ path: String) -> Phrase {
    Phrase(
      "another program is writing to \(path); end it and repair then",
      "un autre programme écrit dans \(path) ; terminez-le, puis réparez")
  }

  package static func notRepaired(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(
      "\(path) could not be repaired (\(reason.english)); it is as it was",
      "la réparation de \(path) a échoué (\(reason.french)) ; rien n’a été modifié")
  }
}
