/// What commands say on standard error.
extension Phrase {
  package static let nothingToForget = Phrase(
    "Nothing fits: nothing is forgotten.", "Rien ne correspond : rien n’est oublié.")
  package static let nothingForgotten = Phrase("There is nothing to bring back.", "Il n’y a rien à rétablir.")
  package static let leftAlone = Phrase("Nothing was changed.", "Rien n’a été modifié.")
  package static let archiveIsSound = Phrase("The archive is sound.", "L’archive est saine.")
  package static let noSample = Phrase(
    "the sample archive is missing from the installation; import something with “kiosque import PATH”",
    "l’archive d’exemple manque à l’installation ; importez quelque chose avec « kiosque import CHEMIN »")
  package static let noManual = Phrase(
    "the manual is missing from the installation", "le manuel manque à l’installation")

  /// `path` is the page's file, in mdoc(7).
  package static func noManViewer(_ path: String) -> Phrase {
    Phrase("the program man is missing; the page is \(path)", "le programme man manque ; la page est \(path)")
  }

  /// `signal` is its name, as `SIGTERM`.
  package static func endedBySignal(_ signal: String, keptAll: Bool) -> Phrase {
    Phrase(
      "\(signal) ended the reader" + (keptAll ? "; what you marked is kept" : ""),
      "\(signal) a mis fin à la lecture" + (keptAll ? " ; ce que vous aviez marqué est gardé" : ""))
  }

  /// A signal ended the reader at once: what was being written may be missing.
  package static func cutOffBySignal(_ signal: String) -> Phrase {
    Phrase(
      "\(signal) cut the reader off; what was stored before is safe",
      "\(signal) a interrompu la lecture ; ce qui était enregistré est sauf")
  }

  package static func outputLost(_ reason: String) -> Phrase {
    Phrase(
      "the output could not be written (\(reason)) and is incomplete; what was stored is safe",
      "la sortie n’a pas pu être écrite (\(reason)) et reste incomplète ; ce qui était enregistré est sauf")
  }

  package static func askForget(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase("Forget \(stories.english)? [y/N] ", "Oublier \(stories.french) ? [o/N] ")
  }

  package static func forgot(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "\(stories.english) forgotten. “kiosque forget --undo” brings them back until the next forgetting.",
      "\(stories.french) en moins. « kiosque forget --undo » les rétablit jusqu’au prochain oubli.")
  }

  package static func broughtBack(_ count: Int) -> Phrase {
    let stories = stories(count)
    return Phrase("\(stories.english) brought back.", "Rétabli : \(stories.french).")
  }

  package static func recleaned(_ count: Int, changed: Int, failed: Int, dry: Bool) -> Phrase {
    let stories = stories(count)
    let english = [(changed, dry ? "would change" : "changed"), (failed, "failed")]
    let french = [(changed, dry ? "à modifier" : "modifiés"), (failed, "en échec")]
    return Phrase(
      "\(stories.english) cleaned anew: \(list(english, .english, "nothing changes"))",
      "\(stories.french) au nettoyage : \(list(french, .french, "rien ne change"))")
  }

  /// `folder` is its path as messages show it.
  package static func siteConfigsGone(_ folder: String, stories count: Int) -> Phrase {
    let isOne = count == 1
    let left = isOne ? "article laissé tel quel" : "articles laissés tels quels"
    return Phrase(
      "\(folder): this folder of site configurations is gone; \(stories(count).english) imported with it "
        + (isOne ? "is" : "are")
        + " left as before. Put it back, or a link to it, and run “kiosque reclean” again.",
      "\(folder) : ce dossier de configurations de sites a disparu ; \(count) \(left). "
        + "Remettez-le à sa place, ou un lien vers lui, puis relancez « kiosque reclean ».")
  }

  /// `folder` is its path as messages show it.
  package static func failedConfigsGone(_ folder: String, captures count: Int) -> Phrase {
    let isOne = count == 1
    return Phrase(
      "\(folder): this folder of site configurations is gone; \(count) \(isOne ? "capture" : "captures") "
        + "imported with it \(isOne ? "stays" : "stay") kept raw. Put it back, or a link to it, and run "
        + "“kiosque reclean --failed” again.",
      "\(folder) : ce dossier de configurations de sites a disparu ; \(count) "
        + (isOne ? "capture conservée brute" : "captures conservées brutes")
        + ". Remettez-le à sa place, ou un lien vers lui, puis relancez « kiosque reclean --failed ».")
  }

  package static func noStory(_ id: Int64) -> Phrase {
    Phrase(
      "there is no story \(id); “kiosque list” shows the numbers",
      "il n’y a pas d’article \(id) ; « kiosque list » donne les numéros")
  }

  package static func noVersion(_ number: Int, of id: Int64) -> Phrase {
    Phrase(
      "there is no version \(number) of story \(id); “kiosque show \(id) --versions” shows the numbers",
      "il n’y a pas de version \(number) de l’article \(id) ; « kiosque show \(id) --versions » "
        + "donne les numéros")
  }

  package static func imported(
    number: Int64?, stored: Int, known: Int, updated: Int, skipped: Int, failed: Int
  ) -> Phrase {
    let english = [
      (stored, "stored"), (updated, "updated"), (known, "known before"), (skipped, "skipped"),
      (failed, "failed"),
    ]
    let french = [
      (stored, "enregistrés"), (updated, "mis à jour"), (known, "déjà connus"), (skipped, "passés"),
      (failed, "en échec"),
    ]
    return Phrase(
      (number.map { "import \($0): " } ?? "") + list(english, .english, "nothing to do"),
      (number.map { "import \($0) : " } ?? "") + list(french, .french, "rien à faire"))
  }

  private static func list(_ counts: [(Int, String)], _ language: Language, _ none: String) -> String {
    let parts = counts.filter { $0.0 > 0 }.map { Numbers.grouped($0.0, language) + " " + $0.1 }
    return parts.isEmpty ? none : parts.joined(separator: ", ")
  }
}

extension Phrase {
  package static func linksStored(_ stored: Int, of all: Int) -> Phrase {
    Phrase("\(stored) of \(all) related headlines stored", "\(stored) titres liés archivés sur \(all)")
  }

  package static let publisherColumns = Phrase(
    "stories  captures  profile", "articles  captures  profil")
  package static let noPublisher = Phrase("(no publisher)", "(sans éditeur)")

  /// A publisher's profile that fits no more; `month` is nil where it never did.
  package static func profileSilent(_ publisher: String, since month: String?, captures: Int) -> Phrase {
    let count = (Numbers.grouped(captures, .english), Numbers.grouped(captures, .french))
    guard let month else {
      return Phrase(
        "\(publisher): none of \(count.0) captures matched its profile; the general cleaner was used",
        "\(publisher) : aucune des \(count.1) captures ne correspond à son profil ; "
          + "le nettoyage général a servi")
    }
    return Phrase(
      "\(publisher): since \(month) none of \(count.0) captures matched: the site has changed; "
        + "the general cleaner was used",
      "\(publisher) : depuis \(month), aucune des \(count.1) captures ne correspond : le site a changé ; "
        + "le nettoyage général a servi")
  }

  /// Captures that no import could read.
  package static func keptRaw(_ count: Int) -> Phrase {
    let captures = counted(
      count, ("capture kept raw", "captures kept raw"),
      ("capture conservée brute", "captures conservées brutes"))
    return Phrase(
      "\(captures.english), not read yet (kiosque reclean --failed)",
      "\(captures.french), pas encore \(count == 1 ? "lue" : "lues") (kiosque reclean --failed)")
  }

  /// What a trial of them that stored nothing found.
  package static func triedAgain(_ read: Int, failed: Int) -> Phrase {
    let read = counted(read, ("capture", "captures"), ("capture", "captures"))
    return Phrase(
      "\(read.english) could be read now, \(Numbers.grouped(failed, .english)) not; nothing was changed",
      "\(read.french) à lire à présent, \(Numbers.grouped(failed, .french)) en échec ; rien n’a changé")
  }

  package static func captureSizes(_ count: Int, _ raw: Int, _ kept: Int) -> Phrase {
    let captures = counted(count, ("capture", "captures"), ("capture", "captures"))
    return Phrase(
      "\(captures.english), \(size(raw).english) kept in \(size(kept).english)",
      "\(captures.french), \(size(raw).french) gardés dans \(size(kept).french)")
  }
}
