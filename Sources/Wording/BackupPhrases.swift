import Stories

/// What is said of copies of the archive.
extension Phrase {
  package static func backedUp(_ stories: Int, _ path: String) -> Phrase {
    counted(
      stories, ("story copied to \(path) and checked", "stories copied to \(path) and checked"),
      ("article copié dans \(path) et vérifié", "articles copiés dans \(path) et vérifiés"))
  }

  package static func backupExists(_ path: String) -> Phrase {
    Phrase(
      "\(path) is there already; name another file, or replace it with --force where it is one",
      "\(path) existe déjà ; nommez un autre fichier, ou remplacez celui-ci avec --force si c’en est un")
  }

  package static func backupIsTheArchive(_ path: String) -> Phrase {
    Phrase(
      "\(path) is the archive itself; name another file",
      "\(path) est l’archive elle-même ; nommez un autre fichier")
  }

  package static func cannotWriteBackup(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "\(path) cannot be written (\(reason)); name a file in a folder where you may write",
      "impossible d’écrire \(path) (\(reason)) ; nommez un fichier dans un dossier où vous pouvez écrire")
  }

  package static func noRoomForBackup(_ path: String) -> Phrase {
    Phrase(
      "there is no room for the copy \(path); name a file on another disk, or free some room",
      "pas assez de place pour la copie \(path) ; "
        + "nommez un fichier sur un autre disque, ou libérez de la place"
    )
  }

  package static func backupWorse(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "the archive is damaged (\(reason)); \(path) was left as it is: "
        + "“kiosque check --repair” mends the archive, another file name keeps a copy of it as it is",
      "l’archive est abîmée (\(reason)) ; \(path) est resté tel quel : « kiosque check --repair » "
        + "répare l’archive, un autre nom de fichier garde une copie de son état actuel")
  }

  package static func backupDamaged(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "the archive was copied to \(path), but it is damaged and so is the copy (\(reason)); "
        + "“kiosque check --repair” mends the archive",
      "l’archive a été copiée dans \(path), mais elle est abîmée, et la copie aussi (\(reason)) ; "
        + "« kiosque check --repair » répare l’archive")
  }
}
