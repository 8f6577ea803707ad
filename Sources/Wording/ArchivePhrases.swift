/// Why an archive cannot be used, and what to do about it.
extension Phrase {
  package static func noArchive(_ path: String) -> Phrase {
    Phrase(
      "there is no archive at \(path); “kiosque import PATH” makes one, --archive names another",
      "aucune archive à l’emplacement \(path) ; "
        + "« kiosque import CHEMIN » en crée une, --archive en nomme une autre")
  }

  package static func cannotOpenArchive(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "the archive \(path) cannot be opened (\(reason)); "
        + "see that it and its folder can be read, or name another with --archive",
      "impossible d’ouvrir l’archive \(path) (\(reason)) ; "
        + "vérifiez les droits du fichier et de son dossier, ou nommez-en une autre avec --archive")
  }

  package static func archiveReadOnly(_ path: String) -> Phrase {
    Phrase(
      "the archive \(path) is read-only; make it and its folder writable, or name another with --archive",
      "l’archive \(path) est en lecture seule ; "
        + "rendez-la modifiable, avec son dossier, ou nommez-en une autre avec --archive"
    )
  }

  package static func foreignArchive(_ path: String) -> Phrase {
    Phrase(
      "\(path) is another program’s database; nothing was changed; name an archive with --archive",
      "\(path) est la base de données d’un autre programme ; rien n’a été modifié ; "
        + "nommez une archive avec --archive")
  }

  package static func notAnArchive(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "\(path) is no archive of Kiosque (\(reason)); nothing was changed; "
        + "if it was one, “kiosque check --repair” tries to save what it holds",
      "\(path) n’est pas une archive de Kiosque (\(reason)) ; rien n’a été modifié ; "
        + "si c’en était une, « kiosque check --repair » tente d’en sauver le contenu")
  }

  package static func archiveDamaged(_ path: String, _ reason: String?) -> Phrase {
    let words = reason.map { " (\($0))" } ?? ""
    return Phrase(
      "the archive \(path) is damaged\(words) and nothing is written to it; "
        + "“kiosque check” says where, “kiosque check --repair” mends it",
      "l’archive \(path) est abîmée\(words) et rien n’y est écrit ; "
        + "« kiosque check » dit où, « kiosque check --repair » la répare")
  }

  package static func archiveTooNew(_ path: String) -> Phrase {
    Phrase(
      "a newer Kiosque wrote the archive \(path); update the program to read it",
      "l’archive \(path) vient d’un Kiosque plus récent ; mettez le programme à jour pour la lire")
  }

  package static func archiveBusy(_ path: String) -> Phrase {
    Phrase(
      "another program is still writing to the archive \(path); try again when it is done",
      "un autre programme écrit encore dans l’archive \(path) ; réessayez quand il aura fini")
  }

  package static func archiveFull(_ path: String) -> Phrase {
    Phrase(
      "there is no room left for the archive \(path) (disk, quota or ulimit -f); make some and try again: "
        + "what was stored before is safe",
      "plus de place pour l’archive \(path) (disque, quota ou ulimit -f) ; faites-en, puis réessayez : "
        + "ce qui était enregistré est sauf")
  }

  package static func archiveUnreadable(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "the disk does not give back a part of the archive \(path) (\(reason)); "
        + "copy it and its -wal file to another disk, then run “kiosque check --repair --archive COPY”",
      "le disque ne rend plus une partie de l’archive \(path) (\(reason)) ; "
        + "copiez-la avec son fichier -wal sur un autre disque, puis lancez "
        + "« kiosque check --repair --archive COPIE »")
  }

  package static func archiveMoved(_ path: String) -> Phrase {
    Phrase(
      "the archive \(path) was moved, deleted or replaced while it was open; nothing more is written to it: "
        + "start again to read what is there now",
      "l’archive \(path) a été déplacée, supprimée ou remplacée pendant qu’elle était ouverte ; "
        + "plus rien n’y est écrit : relancez le programme pour lire ce qui s’y trouve")
  }

  package static func cannotWriteArchive(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "writing to the archive \(path) failed (\(reason)); what was stored before is safe",
      "écriture impossible dans l’archive \(path) (\(reason)) ; ce qui était enregistré est sauf")
  }

  /// A line on standard error while a command waits.
  package static func archiveWaits(_ path: String) -> Phrase {
    Phrase(
      "another program is writing to the archive \(path); waiting for it (Ctrl-C ends the wait)",
      "un autre programme écrit dans l’archive \(path) ; attente en cours (Ctrl-C pour y renoncer)")
  }

  /// On standard error when the reader is left.
  package static func changesNotWritten(_ count: Int, _ path: String) -> Phrase {
    Phrase(
      (count == 1 ? "your last change was" : "your last \(count) changes were")
        + " not written: the archive \(path) was in use by another program, or had no room; make "
        + (count == 1 ? "it again" : "them again"),
      (count == 1
        ? "votre dernière modification n’a pas été enregistrée"
        : "vos \(count) dernières modifications n’ont pas été enregistrées")
        + " : un autre programme tenait l’archive \(path), ou la place manquait ; "
        + (count == 1 ? "refaites-la" : "refaites-les"))
  }

  /// On standard error when a command was told to end.
  package static let interrupted = Phrase(
    "interrupted; what was stored is safe: run the command again to finish it",
    "interrompu ; ce qui était enregistré est sauf : relancez la commande pour terminer")
}

/// What the reader says of the archive in its last line, in 80 columns.
extension Phrase {
  /// Changes that are shown and not yet on the disk.
  package static let changesWait = Phrase(
    "Another program is writing; your changes are kept until it is done.",
    "Un autre programme écrit ; vos changements attendent qu’il ait fini.")
  package static let archiveMovedInReader = Phrase(
    "Archive moved or replaced: nothing more is written. Quit, then start again.",
    "Archive déplacée ou remplacée : rien n’y est plus écrit. Quittez et relancez.")
  package static let noRoomInReader = Phrase(
    "No room left on the disk: this was not kept. Free some and try again.",
    "Plus de place sur le disque : rien n’a été gardé. Libérez-en et réessayez.")
  package static func notWrittenInReader(_ reason: String) -> Phrase {
    Phrase(
      "This was not written to the disk (\(reason)).", "Ceci n’a pas été écrit sur le disque (\(reason)).")
  }

  package static func unreadableInReader(_ reason: String) -> Phrase {
    Phrase(
      "The disk does not give this back (\(reason)).", "Le disque ne rend pas cette partie (\(reason)).")
  }
}
