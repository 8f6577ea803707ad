/// What became of a text that was to be copied: no more than is known.
extension Phrase {
  package static let addressNoun = Phrase("Address", "Adresse")
  package static let headlineNoun = Phrase("Headline", "Titre")

  /// A program took it.
  package static func copied(_ what: Phrase, with program: String) -> Phrase {
    Phrase("\(what.english) copied with \(program).", "\(what.french) : copie faite par \(program).")
  }

  /// tmux has it, and hands it on if it may.
  package static func copiedToTmux(_ what: Phrase) -> Phrase {
    Phrase(
      "\(what.english) is in tmux’s buffer (prefix ] pastes it).",
      "\(what.french) : dans le tampon de tmux (préfixe ] pour coller).")
  }

  /// Nobody answers whether the terminal took it. `tried` are the programs that did not.
  package static func sentToTerminal(_ what: Phrase, tried: [String]) -> Phrase {
    guard !tried.isEmpty else {
      return Phrase(
        "\(what.english) sent to the terminal’s clipboard, if it allows that.",
        "\(what.french) : envoi au presse-papiers du terminal, s’il le permet.")
    }
    let names = tried.joined(separator: ", ")
    return Phrase(
      "\(what.english): \(names) failed; sent to the terminal, if it allows that.",
      "\(what.french) : échec de \(names) ; tentative par le terminal.")
  }

  package static func notCopied(_ reason: Phrase) -> Phrase {
    Phrase("Nothing could be copied: \(reason.english)", "Rien n’a pu être copié : \(reason.french)")
  }

  /// `tried` are the programs that were asked before.
  package static func noClipboard(tried: [String]) -> Phrase {
    let names = tried.joined(separator: ", ")
    return Phrase(
      "this terminal has no clipboard" + (tried.isEmpty ? "." : ", and \(names) failed."),
      "ce terminal n’a pas de presse-papiers" + (tried.isEmpty ? "." : ", et \(names) ont échoué."))
  }

  package static let tooLongToCopy = Phrase("it is too long.", "c’est trop long.")
}
