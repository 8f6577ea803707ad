/// What is said of commands and topics that there are not.
extension Phrase {
  /// `nearest` is the command that may be meant.
  package static func noCommand(_ word: String, nearest: String?) -> Phrase {
    guard let nearest else {
      return Phrase(
        "there is no command “\(word)”; “kiosque --help” lists them",
        "il n’y a pas de commande « \(word) » ; « kiosque --help » en donne la liste")
    }
    return Phrase(
      "there is no command “\(word)”; did you mean “\(nearest)”?",
      "il n’y a pas de commande « \(word) » ; vouliez-vous dire « \(nearest) » ?")
  }

  /// `nearest` is the topic that may be meant.
  package static func noTopic(_ word: String, nearest: String?) -> Phrase {
    guard let nearest else {
      return Phrase(
        "the manual has no topic “\(word)”", "le manuel n’a pas de rubrique « \(word) »")
    }
    return Phrase(
      "the manual has no topic “\(word)”; did you mean “\(nearest)”?",
      "le manuel n’a pas de rubrique « \(word) » ; vouliez-vous dire « \(nearest) » ?")
  }

  package static func topics(_ names: [String]) -> Phrase {
    let list = names.joined(separator: ", ")
    return Phrase("The topics are \(list).", "Les rubriques : \(list).")
  }
}
