/// What an import passes over, counted by its kind.
extension Phrase {
  package static func styleSheets(_ count: Int) -> Phrase {
    counted(
      count, ("style sheet", "style sheets"),
      ("feuille de style", "feuilles de style"))
  }

  package static func scripts(_ count: Int) -> Phrase {
    counted(
      count, ("script", "scripts"),
      ("script", "scripts"))
  }

  package static func drawings(_ count: Int) -> Phrase {
    counted(
      count, ("drawing", "drawings"),
      ("dessin", "dessins"))
  }

  package static func sitemaps(_ count: Int) -> Phrase {
    counted(
      count, ("sitemap", "sitemaps"),
      ("plan de site", "plans de site"))
  }

  package static func crawlIndexes(_ count: Int) -> Phrase {
    counted(
      count, ("index of a web archive", "indexes of web archives"),
      ("index d’archive du web", "index d’archives du web"))
  }

  package static func officeDocuments(_ count: Int) -> Phrase {
    counted(
      count, ("office document (save it as HTML or text)", "office documents (save them as HTML or text)"),
      (
        "document bureautique (à enregistrer en HTML ou en texte)",
        "documents bureautiques (à enregistrer en HTML ou en texte)"
      ))
  }

  package static func pictures(_ count: Int) -> Phrase {
    counted(
      count, ("picture", "pictures"),
      ("image", "images"))
  }

  package static func fonts(_ count: Int) -> Phrase {
    counted(
      count, ("font", "fonts"),
      ("police de caractères", "polices de caractères"))
  }

  package static func dataFiles(_ count: Int) -> Phrase {
    counted(
      count, ("data file", "data files"),
      ("fichier de données", "fichiers de données"))
  }

  package static func mediaFiles(_ count: Int) -> Phrase {
    counted(
      count, ("sound or film", "sounds or films"),
      ("son ou vidéo", "sons ou vidéos"))
  }

  package static func otherForms(_ count: Int) -> Phrase {
    counted(
      count, ("other form of a page that was imported", "other forms of pages that were imported"),
      ("autre forme d’une page importée", "autres formes de pages importées"))
  }

  package static func revisitsAlone(_ count: Int) -> Phrase {
    counted(
      count, ("revisit without its page", "revisits without their pages"),
      ("revisite sans sa page", "revisites sans leur page"))
  }

  package static func binaryFiles(_ count: Int) -> Phrase {
    counted(
      count, ("binary file", "binary files"),
      ("fichier binaire", "fichiers binaires"))
  }

  package static func archiveDirectories(_ count: Int) -> Phrase {
    counted(
      count, ("file of the archive’s own", "files of the archive’s own"),
      ("fichier propre à l’archive", "fichiers propres à l’archive"))
  }

  package static func manifests(_ count: Int) -> Phrase {
    counted(
      count, ("list of captures (--manifest reads it)", "lists of captures (--manifest reads them)"),
      ("liste de captures (--manifest la lit)", "listes de captures (--manifest les lit)"))
  }

  package static func untypedRecords(_ count: Int) -> Phrase {
    counted(
      count, ("record that does not say what it holds", "records that do not say what they hold"),
      ("enregistrement sans type déclaré", "enregistrements sans type déclaré"))
  }

  package static func answersWithoutStatus(_ count: Int) -> Phrase {
    counted(
      count, ("answer without a status", "answers without a status"),
      ("réponse sans code d’état", "réponses sans code d’état"))
  }

  /// Records of a kind that is named as its standard names it.
  package static func named(_ name: String, count: Int) -> Phrase {
    counted(count, (name, name), (name, name))
  }
}
