/// What keeps the processes that read captures from doing anything else.
extension Phrase {
  package static let cageNewPrivileges = Phrase(
    "no program that it starts can have more rights (no_new_privs)",
    "aucun programme lancé n’obtient plus de droits (no_new_privs)")
  package static let cageLandlock = Phrase(
    "no file or folder can be opened by its path (Landlock)",
    "aucun fichier ni dossier ne s’ouvre par son chemin (Landlock)")
  package static let cageLimits = Phrase(
    "memory, processor time, processes and files are limited (setrlimit)",
    "mémoire, temps de calcul, processus et fichiers sont limités (setrlimit)")
  package static let cageSeccomp = Phrase(
    "only listed system calls are answered: no network, no programs (seccomp)",
    "seuls certains appels système passent : ni réseau ni programmes (seccomp)")

  package static func cageHolds(_ part: Phrase) -> Phrase {
    Phrase("on   \(part[.english])", "actif   \(part[.french])")
  }

  package static func cageLacks(_ part: Phrase) -> Phrase {
    Phrase(
      "off  \(part[.english]): this kernel or container does not offer it",
      "absent  \(part[.french]) : ce noyau ou ce conteneur ne le propose pas")
  }
}
