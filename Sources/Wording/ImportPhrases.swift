/// What an import says while it runs and in the end.
extension Phrase {
  package static func importGoesOn(_ path: String, after count: Int) -> Phrase {
    let captures = counted(count, ("capture", "captures"), ("capture", "captures"))
    return Phrase(
      "\(path): goes on after \(captures.english)", "\(path) : reprise après \(captures.french)")
  }

  /// Records that are no captures, counted by reason.
  package static func passedOver(_ reasons: [Phrase]) -> Phrase {
    let list = { (language: Language) in reasons.map { $0[language] }.joined(separator: ", ") }
    return Phrase("passed over: " + list(.english), "laissés de côté : " + list(.french))
  }

  package static func watching(_ folders: [String]) -> Phrase {
    let list = folders.joined(separator: ", ")
    return Phrase(
      "watching \(list); Ctrl-C ends it", "\(list) sous surveillance ; Ctrl-C pour finir")
  }

  /// How the process that read a capture ended.
  package static func workerSignalled(_ signal: Int32) -> Phrase {
    Phrase("cleaning ended by signal \(signal)", "nettoyage interrompu par le signal \(signal)")
  }

  package static func workerEnded(_ status: Int32) -> Phrase {
    Phrase("cleaning ended with status \(status)", "nettoyage terminé avec le code \(status)")
  }

  package static let workerLate = Phrase("cleaning took too long", "nettoyage trop long")
  package static let workerBroken = Phrase(
    "cleaning gave no valid answer", "réponse du nettoyage non valable")

  package static func workerNotStarted(_ reason: String) -> Phrase {
    Phrase(
      "the process that cleans could not be started: \(reason)",
      "impossible de lancer le processus de nettoyage : \(reason)")
  }

  /// A capture that ended its process; its bytes may be kept.
  package static func lost(_ how: Phrase, isKept: Bool) -> Phrase {
    isKept
      ? Phrase(
        "\(how[.english]); kept raw, not read (kiosque reclean --failed tries again)",
        "\(how[.french]) ; conservé brut, non lu (kiosque reclean --failed pour réessayer)")
      : Phrase("\(how[.english]); not read", "\(how[.french]) ; non lu")
  }

  package static let keptByAnotherVersion = Phrase(
    "another version of kiosque kept it, in a form that this one does not read",
    "conservé par une autre version de kiosque, sous une forme que celle-ci ne lit pas")

  package static let notAFolder = Phrase("it is no folder", "ce n’est pas un dossier")

  package static func feeds(_ count: Int) -> Phrase {
    let feeds = counted(count, ("feed", "feeds"), ("flux", "flux"))
    return Phrase(
      "\(feeds.english) remembered, none fetched", "\(feeds.french) en mémoire, rien de téléchargé")
  }

  package static func feedsRemembered(_ count: Int, new: Int) -> Phrase {
    let feeds = counted(count, ("feed", "feeds"), ("flux", "flux"))
    return Phrase(
      "\(feeds.english) remembered, \(new) of them new; nothing is fetched yet",
      "\(feeds.french) en mémoire, dont \(new) de plus ; rien n’est encore téléchargé")
  }

  package static func mayBeIncomplete(_ count: Int) -> Phrase {
    let stories = counted(count, ("story", "stories"), ("article", "articles"))
    return Phrase(
      "\(stories.english) may be incomplete (kiosque list --doubtful)",
      "\(stories.french) peut-être \(count == 1 ? "incomplet" : "incomplets") (kiosque list --doubtful)")
  }

  /// A kind of record, as its standard calls it.
  package static func named(_ name: String) -> Phrase { Phrase(name, name) }

  /// Kinds of files that hold no story, behind a number or alone.
  package static let styleSheet = Phrase("style sheet", "feuille de style")
  package static let script = Phrase("script", "script")
  package static let drawing = Phrase("drawing", "dessin")
  package static let sitemap = Phrase("sitemap", "plan de site")
  package static let crawlIndex = Phrase("index of a web archive", "index d’archive du web")
  package static let officeDocument = Phrase(
    "office document (save it as HTML or text)", "document bureautique (à enregistrer en HTML ou en texte)")
  package static let picture = Phrase("picture", "image")
  package static let font = Phrase("font", "police de caractères")
  package static let dataFile = Phrase("data file", "fichier de données")
  package static let otherForm = Phrase(
    "other form of a page that was imported", "autre forme d’une page importée")
  package static let mediaFile = Phrase("sound or film", "son ou vidéo")

  package static func noStory(_ kind: Phrase) -> Phrase {
    Phrase("no story: \(kind.english)", "pas un article : \(kind.french)")
  }

  package static let revisitAlone = Phrase(
    "revisit without its page", "revisite sans sa page")
  package static let aBinaryFile = Phrase("binary file", "fichier binaire")
  package static let archiveDirectory = Phrase("file of the archive’s own", "fichier propre à l’archive")
  package static let manifestPassed = Phrase(
    "list of captures (--manifest reads it)", "liste de captures (--manifest la lit)")
}

/// What is wrong in a file of many captures, and where.
extension Phrase {
  package static func at(_ place: Phrase, _ what: Phrase) -> Phrase {
    Phrase("\(place.english): \(what.english)", "\(place.french) : \(what.french)")
  }

  package static func atByte(_ offset: Int64) -> Phrase { Phrase("byte \(offset)", "octet \(offset)") }
  package static func atRecord(_ number: Int) -> Phrase {
    Phrase("record \(number)", "enregistrement \(number)")
  }
  package static func atLine(_ number: Int) -> Phrase { Phrase("line \(number)", "ligne \(number)") }

  package static let brokenHeader = Phrase(
    "no record begins here; the next one is looked for",
    "aucun enregistrement ne commence ici ; le suivant est cherché")
  package static let brokenLength = Phrase(
    "the record’s length is wrong; the next one is looked for",
    "la longueur de l’enregistrement est fausse ; le suivant est cherché")
  package static let cutFile = Phrase(
    "the file ends in the middle of a record; what stands before is read",
    "le fichier s’arrête au milieu d’un enregistrement ; ce qui précède est lu")
  package static let brokenPacking = Phrase(
    "the compressed data is damaged", "les données compressées sont abîmées")
  package static let bomb = Phrase(
    "a little data unpacks to so much that it is refused",
    "ces quelques données en produisent tant qu’elles sont refusées")
  package static func flood(ratio: Int) -> Phrase {
    Phrase(
      "all in all the file unpacks to more than \(ratio) times its size; what follows is left out",
      "décompressé, le fichier fait en tout plus de \(ratio) fois sa taille ; la suite est laissée de côté"
    )
  }

  package static let crowd = Phrase(
    "the file holds more records than it has bytes; what follows is left out",
    "le fichier contient plus d’enregistrements que d’octets ; la suite est laissée de côté")
  package static let outsideArchive = Phrase(
    "its name leads out of the archive (..); it is left out",
    "son nom mène hors de l’archive (..) ; il est laissé de côté")
  package static func sharedNames(_ count: Int) -> Phrase {
    counted(
      count,
      ("more name leads to bytes that another file has", "more names lead to bytes that other files have"),
      ("autre nom mène aux octets d’un autre fichier", "autres noms mènent aux octets d’autres fichiers"))
  }

  package static let noTextField = Phrase(
    "no field holds a text or a page; --map text=NAME says which one does",
    "aucun champ ne contient de texte ni de page ; --map text=NOM dit lequel")
  /// Faults of one file that read like those that were told one by one.
  package static func moreLikeThat(_ count: Int) -> Phrase {
    counted(
      count, ("more record like that", "more records like that"),
      ("autre enregistrement du même genre", "autres enregistrements du même genre"))
  }

  package static let noFeed = Phrase("there is no feed in this XML", "ce XML ne contient pas de flux")
  package static let endlessDatabase = Phrase(
    "the database is damaged and leads in circles; what stands before is read",
    "la base de données est abîmée et tourne en rond ; ce qui précède est lu")
  package static let damagedDatabase = Phrase(
    "the database is damaged; what could be found is read, some items may be missing",
    "la base de données est abîmée ; ce qui a pu être trouvé est lu, des articles peuvent manquer")
  package static let foreignDatabase = Phrase(
    "it is a database, and none of newsboat’s; export its stories as JSON lines",
    "c’est une base de données, mais pas de newsboat ; exportez ses articles en JSON")

  package static func unsupportedFormat(_ format: String) -> Phrase {
    Phrase(
      "\(format) is not read; convert it first, to JSON lines, HTML or text",
      "le format \(format) n’est pas lu ; convertissez-le d’abord en JSON, HTML ou texte")
  }
}
