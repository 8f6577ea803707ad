/// What went wrong, and what to do about it.
extension Phrase {
  package static let noSuchFile = Phrase(
    "there is no such file or folder", "ce fichier ou dossier n’existe pas")
  package static let notAFile = Phrase(
    "it is neither a file nor a folder; links and pipes are read if named by themselves, devices never",
    "ce n’est ni un fichier ni un dossier ; liens et tubes se lisent s’ils sont nommés, périphériques jamais")
  package static let emptyFile = Phrase("it is empty", "il est vide")
  package static let binaryFile = Phrase(
    "it is a binary file, neither text nor HTML", "c’est un fichier binaire, ni texte ni HTML")
  package static let noStoryText = Phrase(
    "it holds no text of a story", "il ne contient aucun texte d’article")

  package static func cannotRead(_ reason: String) -> Phrase {
    Phrase("it cannot be read (\(reason))", "illisible (\(reason))")
  }

  package static func tooLarge(megabytes: Int) -> Phrase {
    Phrase("it is larger than \(megabytes) MB", "il dépasse \(megabytes) Mo")
  }

  /// `reason` as the system words it; nil where the editor ended with a fault of its own.
  package static func editorFailed(_ editor: String, _ reason: String?) -> Phrase {
    guard let reason else {
      return Phrase("\(editor) ended with a fault", "\(editor) s’est terminé sur une erreur")
    }
    return Phrase(
      "\(editor) cannot be started: \(reason); set VISUAL or EDITOR",
      "\(editor) ne peut être lancé : \(reason) ; définissez VISUAL ou EDITOR")
  }

  package static let noTerminal = Phrase(
    "the reader needs a terminal; in a pipe, use kiosque list, show or search",
    "le lecteur a besoin d’un terminal ; dans un tube, utilisez kiosque list, show ou search")

  package static func unknownTerminal(_ name: String) -> Phrase {
    Phrase(
      "the terminal type TERM=\(name) has no screen to draw on; "
        + "set TERM (xterm-256color for most), or use kiosque list",
      "le terminal TERM=\(name) n’a pas d’écran utilisable ; "
        + "réglez TERM (xterm-256color le plus souvent), ou utilisez kiosque list"
    )
  }

  package static func unknownDateField(_ field: String) -> Phrase {
    Phrase(
      "--date-from: \(field) means nothing; use %Y %y %m %d %e %H %M %S",
      "--date-from : \(field) ne veut rien dire ; utilisez %Y %y %m %d %e %H %M %S")
  }

  package static func missingDateField(_ field: String) -> Phrase {
    Phrase("--date-from: a date needs \(field)", "--date-from : il manque \(field) pour faire une date")
  }

  package static func noSuchTheme(_ name: String, _ names: [String]) -> Phrase {
    let list = names.joined(separator: ", ")
    return Phrase(
      "there is no theme \(name); there are \(list)", "il n’y a pas de thème \(name) ; il y a \(list)")
  }

  package static let manifestHeader = Phrase(
    "the first row must name the columns: path, url, date, publisher",
    "la première ligne doit nommer les colonnes : path, url, date, publisher")
  package static let manifestName = Phrase(
    "this row has neither path nor url", "cette ligne n’a ni path ni url")
  package static let manifestJSON = Phrase(
    "this line is no JSON object", "cette ligne n’est pas un objet JSON")
  package static let manifestQuote = Phrase("a quote is never closed", "un guillemet n’est jamais fermé")

  package static func manifestDate(_ text: String) -> Phrase {
    Phrase(
      "“\(text)” is no date: write 2026-03-21 or 2026-03-21T18:04:00+01:00",
      "« \(text) » n’est pas une date : écrivez 2026-03-21 ou 2026-03-21T18:04:00+01:00")
  }
}
