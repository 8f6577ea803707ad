/// What is said of a story's versions.
extension Phrase {
  package static let versions = Phrase("versions", "versions")
  package static let isRead = Phrase("shown", "affichée")
  package static let onlyVersion = Phrase(
    "The text has not changed since it was captured.", "Le texte n’a pas changé depuis sa capture.")
  package static let firstVersion = Phrase("The first version.", "La première version.")
  package static let oldestVersion = Phrase(
    "This is the first version.", "C’est la première version.")
  package static let newestVersion = Phrase("This is the latest version.", "C’est la dernière version.")
  package static let olderHint = Phrase("older", "plus ancienne")
  package static let newerHint = Phrase("newer", "plus récente")

  /// Before what changed, where only the beginning of long texts was compared.
  package static let inTheBeginning = Phrase("In the first 512 kB. ", "Dans les 512 premiers ko. ")

  package static func version(_ number: Int) -> Phrase {
    Phrase("Version \(number)", "Version \(number)")
  }

  package static func words(_ count: Int) -> Phrase {
    counted(count, ("word", "words"), ("mot", "mots"))
  }

  package static func captures(_ count: Int) -> Phrase {
    counted(count, ("capture", "captures"), ("capture", "captures"))
  }

  /// What changed between two versions, in words.
  package static func changes(from old: Int, to new: Int, come: Int, gone: Int) -> Phrase {
    guard come + gone > 0 else {
      return Phrase(
        "From version \(old) to \(new): no word has changed",
        "De la version \(old) à la \(new) : aucun mot n’a changé")
    }
    let (more, less) = (words(come), words(gone))
    return Phrase(
      "From version \(old) to \(new): \(more.english) {+added+}, \(less.english) [-removed-]",
      "De la version \(old) à la \(new) : \(more.french) {+en plus+}, \(less.french) [-en moins-]")
  }
}
