import Stories

extension SearchNames {
  /// The query language in every language at once: whoever types in one is understood in the others.
  package static let spoken = SearchNames.plain.merging(
    SearchNames(
      fields: [
        "titre": .part(.title), "texte": .part(.body), "corps": .part(.body), "auteur": .part(.author),
        "langue": .language, "etiquette": .tag, "adresse": .url, "depuis": .since, "jusque": .until,
        "est": .state,
      ],
      states: [
        "lu": .read, "lue": .read, "non-lu": .unread, "non lu": .unread, "nonlu": .unread,
        "etoile": .starred, "douteux": .doubtful, "douteuse": .doubtful, "favori": .starred, "lie": .linked,
        "manquant": .wanted, "voulu": .wanted,
      ],
      either: ["OU"], both: ["ET"], neither: ["SAUF"]))
}

/// What is said of mistakes in a query.
extension Phrase {
  package static let byRelevance = Phrase("by relevance", "par pertinence")

  package static func wrong(_ reason: SearchFault.Reason) -> Phrase {
    switch reason {
    case .noWord:
      Phrase("There is no word in this: write one.", "Il n’y a aucun mot ici : écrivez-en un.")
    case .openQuote:
      Phrase(
        "This quotation mark is not closed: put another one behind the phrase.",
        "Ce guillemet n’est pas fermé : mettez-en un autre après l’expression.")
    case .openParenthesis:
      Phrase("This parenthesis is not closed: add “)”.", "Cette parenthèse n’est pas fermée : ajoutez « ) ».")
    case .strayParenthesis:
      Phrase(
        "This parenthesis closes nothing: take it out, or open one before.",
        "Cette parenthèse ne ferme rien : ôtez-la, ou ouvrez-en une avant.")
    case .emptyParentheses:
      Phrase("There is no word between these.", "Il n’y a aucun mot entre ces parenthèses.")
    case .nothingToExclude:
      Phrase(
        "“-” or NOT stands before what must not be there: -word.",
        "« - », NOT ou SAUF précède ce qui ne doit pas y être : -mot.")
    case .nothingBesideBoth:
      Phrase(
        "AND stands between two words; in quotation marks it is a word itself.",
        "AND (ou ET) se met entre deux mots ; entre guillemets, c’est un mot.")
    case .nothingBesideEither:
      Phrase(
        "OR stands between two words; in quotation marks it is a word itself.",
        "OR (ou OU) se met entre deux mots ; entre guillemets, c’est un mot.")
    case .shortPrefix:
      Phrase("“*” wants two letters before it: ma*.", "« * » veut deux lettres avant lui : ma*.")
    case .tooMuch:
      Phrase(
        "That is too much for one search: 64 words, 24 parentheses deep at most.",
        "C’est trop pour une recherche : 64 mots, 24 parenthèses emboîtées au plus.")
    case .nothingAfter(let field): nothingAfter(field)
    case .unknownField(let name, let near): unknownField(name, near)
    case .unknownState(let name, let near): unknownState(name, near)
    case .noDay(let text): noDay(text)
    case .reversedDays:
      Phrase("The first day comes after the last one.", "Le premier jour vient après le dernier.")
    case .noLanguage(let text): noLanguage(text)
    case .noSource(let name): noSource(name)
    case .noTag(let name): noTag(name)
    }
  }

  private static func nothingAfter(_ field: String) -> Phrase {
    Phrase(
      "\(field): wants its word right behind the colon: \(field):word.",
      "\(field): veut son mot juste après les deux-points : \(field):mot.")
  }

  private static func unknownField(_ name: String, _ near: String?) -> Phrase {
    Phrase(
      "“\(name)” is no field\(guess(near, ":", .english)): title body author source lang date since "
        + "until is tag url. In quotation marks it is a word.",
      "« \(name) » n’est pas un champ\(guess(near, ":", .french)) : titre texte auteur source langue "
        + "date depuis jusque est tag adresse. Entre guillemets, c’est un mot.")
  }

  private static func unknownState(_ name: String, _ near: String?) -> Phrase {
    Phrase(
      "“\(name)” is no state\(guess(near, "", .english)): unread, read, starred, doubtful, linked, wanted.",
      "« \(name) » n’est pas un état\(guess(near, "", .french)) : non-lu, lu, étoile, lié, manquant.")
  }

  private static func noDay(_ text: String) -> Phrase {
    Phrase(
      "“\(text)” is no day: write 2015-11-17, 2015-11, 2015, 2015.. or ..2015.",
      "« \(text) » n’est pas un jour : écrivez 2015-11-17, 2015-11, 2015, 2015.. ou ..2015.")
  }

  private static func noLanguage(_ text: String) -> Phrase {
    Phrase(
      "“\(text)” is no language code: write fr, en, de.",
      "« \(text) » n’est pas un code de langue : écrivez fr, en, de.")
  }

  private static func noSource(_ name: String) -> Phrase {
    Phrase(
      "No source “\(name)” here; O in the reader lists them, kiosque stats too.",
      "Pas de source « \(name) » ici ; O dans le lecteur les montre, kiosque stats aussi.")
  }

  private static func noTag(_ name: String) -> Phrase {
    Phrase(
      "No story bears the tag “\(name)”; “kiosque tag” lists the tags.",
      "Aucun article ne porte l’étiquette « \(name) » ; « kiosque tag » les montre.")
  }

  private static let frenchNames = [
    "title": "titre", "body": "texte", "author": "auteur", "lang": "langue", "since": "depuis",
    "until": "jusque", "is": "est", "unread": "non-lu", "read": "lu", "starred": "étoile",
    "doubtful": "douteux",
    "linked": "lié", "wanted": "manquant", "url": "adresse",
  ]

  private static func guess(_ near: String?, _ sign: String, _ language: Language) -> String {
    guard let near else { return "" }
    if language == .french { return " (plutôt \(frenchNames[near] ?? near)\(sign) ?)" }
    return " (did you mean \(near)\(sign)?)"
  }
}

/// What the reader says of searches.
extension Phrase {
  package static let keptSearches = Phrase("Kept searches", "Recherches gardées")
  package static let noKeptSearch = Phrase(
    "No search is kept yet: / searches, B keeps it under a name.",
    "Aucune recherche gardée : / cherche, B la garde sous un nom.")
  package static let nothingToKeep = Phrase(
    "There is no search to keep: / begins one.", "Pas de recherche à garder : / en commence une.")
  package static let nothingToRank = Phrase(
    "Relevance is for searches for words: / begins one.",
    "La pertinence vaut pour une recherche de mots : / en commence une.")
  package static let keepPrompt = Phrase("Keep as (empty drops it): ", "Garder sous (vide l’ôte) : ")
  package static let linkPrompt = Phrase("Letters of the link: ", "Lettres du lien : ")
  /// A search by its words, where a list has a name.
  package static func search(_ words: String) -> Phrase { Phrase("“\(words)”", "« \(words) »") }

  /// A minus sign before a tag takes it away.
  package static func tagAllPrompt(_ count: Int?) -> Phrase {
    guard let count else {
      return Phrase(
        "Tags for the whole list (-tag removes): ", "Étiquettes pour la liste (-étiquette ôte) : ")
    }
    return Phrase(
      "Tags for \(stories(count).english) (-tag removes): ",
      "Étiquettes pour \(stories(count).french) (-étiquette ôte) : ")
  }

  package static func taggedAll(_ count: Int) -> Phrase {
    counted(
      count, ("story tagged; U undoes it", "stories tagged; U undoes it"),
      ("article étiqueté ; U annule", "articles étiquetés ; U annule"))
  }

  package static let tagsPrompt = Phrase("Tags, commas between: ", "Étiquettes, entre virgules : ")
  package static let rankedNote = Phrase(
    "by relevance among the newest 20,000", "par pertinence parmi les 20\u{202F}000 plus récents")
  package static let keepHint = Phrase("keep", "garder")
  package static let rankHint = Phrase("relevance", "pertinence")
  package static let leaveSearchHint = Phrase("leave", "quitter")
  package static let histogram = Phrase("Stories by month", "Articles par mois")
  package static let histogramHint = Phrase("⏎ go there · Esc close", "⏎ y aller · Échap fermer")
  package static let countingStories = Phrase("Counting…", "Comptage…")
  package static let untagged = Phrase("No tags.", "Aucune étiquette.")

  package static func kept(_ name: String) -> Phrase {
    Phrase("Kept as “\(name)”: > and F go there.", "Gardée sous « \(name) » : > et F y mènent.")
  }

  package static func dropped(_ name: String) -> Phrase {
    Phrase("“\(name)” is kept no more.", "« \(name) » n’est plus gardée.")
  }

  package static func tags(_ names: [String]) -> Phrase {
    let list = names.joined(separator: ", ")
    return Phrase("Tags: \(list)", "Étiquettes : \(list)")
  }
}

/// What counting says.
extension Phrase {
  package static let queryLabel = Phrase("query", "recherche")
  package static let everyStory = Phrase("every story", "tous les articles")

  /// What a count is of: the query, the archive's size, the day.
  package static func counted(_ query: String, matches: Int, of all: Int, on day: String) -> Phrase {
    Phrase(
      "\(query): \(stories(matches).english) of \(Numbers.grouped(all, .english)), counted on \(day)",
      "\(query) : \(stories(matches).french) sur \(Numbers.grouped(all, .french)), comptés le \(day)")
  }

  package static func tagged(_ count: Int) -> Phrase {
    counted(count, ("story changed", "stories changed"), ("article modifié", "articles modifiés"))
  }

  package static func badTag(_ text: String) -> Phrase {
    Phrase(
      "“\(text)”: write +name to tag, -name to take a tag away.",
      "« \(text) » : écrivez +nom pour étiqueter, -nom pour ôter une étiquette.")
  }
}
