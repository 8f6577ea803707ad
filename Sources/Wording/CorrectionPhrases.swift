import Stories

/// What is said of corrections by hand, and of rules that are made of them.
extension Phrase {
  package static let takenOut = Phrase("Taken out. U puts it back.", "Retiré. U le remet.")
  package static let backInStory = Phrase(
    "Back in the story. U takes it out.", "Remis dans l’article. U le retire.")
  package static let lineNotFound = Phrase(
    "Nothing changed: it is no line of its own in the capture.",
    "Rien de modifié : ce n’est pas une ligne à part de la capture.")
  package static let correctElsewhere = Phrase(
    "Lines are put right in the text and among the removed lines: V goes there.",
    "On corrige dans le texte et parmi les lignes retirées : V y mène.")
  package static let nothingToTakeOut = Phrase("There is nothing to take out.", "Il n’y a rien à retirer.")
  package static let takeOutHint = Phrase("take out", "retirer")
  package static let putBackHint = Phrase("put back", "remettre")
  package static let chooseHint = Phrase("choose", "choisir")
  package static let leaveHint = Phrase("leave", "laisser")
  package static let viewHint = Phrase("raw", "brut")

  /// `97 %`, as each language writes it.
  package static func percent(_ number: Int) -> Phrase {
    Phrase("\(number)%", "\(number)\u{202F}%")
  }
}

extension Phrase {
  package static let yesKey = Phrase("y", "o")
  package static let previewKey = Phrase("p", "p")
  package static let noKey = Phrase("n", "n")
  package static let yes = Phrase("yes", "oui")
  package static let no = Phrase("no", "non")
  package static let previewAnswer = Phrase("preview", "aperçu")
  package static let looking = Phrase("Looking for three…", "Recherche de trois articles…")
  package static let previewHint = Phrase("y yes · n no", "o oui · n non")
  package static let noDifference = Phrase(
    "It makes no difference to any of them now; it will to those that come.",
    "Aucun n’en serait changé aujourd’hui ; ceux à venir le seront.")
  package static let stillWorking = Phrase(
    "Still at work on a rule: Esc stops that first.",
    "Une règle est encore à l’œuvre : Échap l’arrête d’abord.")
  package static let ruleStopped = Phrase(
    "Stopped: no other story was changed, no rule was kept.",
    "Arrêté : aucun autre article modifié, aucune règle retenue.")
  package static let stopHint = Phrase("Esc stops", "Échap arrête")

  package static func doSoForAll(_ count: Int, of publisher: String) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "Do so for all \(stories.english) of \(publisher)?",
      "Faire de même pour les \(stories.french) de « \(publisher) » ?")
  }

  /// `doSoForAll` where there is little room.
  package static func forAll(_ count: Int, of publisher: String) -> Phrase {
    let stories = stories(count)
    return Phrase(
      "All \(stories.english) of \(publisher)?", "Les \(stories.french) de « \(publisher) » ?")
  }

  package static func alwaysStory(_ line: String) -> Phrase {
    Phrase("“\(line)” always stays", "« \(line) » reste toujours")
  }

  package static func neverStory(_ line: String) -> Phrase {
    Phrase("“\(line)” always goes", "« \(line) » part toujours")
  }

  package static func atWork(_ publisher: String, _ done: Int, of count: Int) -> Phrase {
    Phrase(
      "\(publisher) · \(Numbers.grouped(done, .english))/\(Numbers.grouped(count, .english))",
      "\(publisher) · \(Numbers.grouped(done, .french))/\(Numbers.grouped(count, .french))")
  }

  package static func ruleKept(for publisher: String, stories count: Int) -> Phrase {
    let changed = counted(
      count, ("story changed", "stories changed"), ("article modifié", "articles modifiés"))
    return Phrase(
      "a rule for \(publisher), \(changed.english)", "une règle pour \(publisher), \(changed.french)")
  }

  package static func ruleDone(_ publisher: String, stories count: Int, file: String) -> Phrase {
    let what = counted(
      count, ("more story changed", "more stories changed"),
      ("autre article modifié", "autres articles modifiés"))
    return Phrase(
      "\(what.english), rule kept in \(file). U takes it back.",
      "\(what.french), règle dans \(file). U annule.")
  }

  package static func cannotKeepRule(_ path: String, _ reason: String) -> Phrase {
    Phrase(
      "the rule cannot be kept in \(path) (\(reason)): no other story was changed",
      "impossible de garder la règle dans \(path) (\(reason)) : aucun autre article modifié")
  }

  package static func ruleNotTakenOut(_ path: String, _ line: String) -> Phrase {
    Phrase(
      "\(path) was changed by hand: take “\(line)” out of it yourself",
      "\(path) a été modifié à la main : retirez-en vous-même « \(line) »")
  }
}
