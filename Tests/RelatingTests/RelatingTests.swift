import Relating
import Stories
import Testing
import Text

@Suite struct RelatingTests {
  private func match(_ printed: String, _ stored: String) -> Double? {
    Relating.matcher.scoring(printed)(stored)
  }

  private static let alike = [
    ("Le port rouvre après trois jours de tempête", "LE PORT ROUVRE, après trois jours de tempete !"),
    ("Le port rouvre après trois jours…", "Le port rouvre après trois jours de tempête"),
    ("Le port rouvre après trois jours de tem...", "Le port rouvre après trois jours de tempête"),
    ("Vidéo : le port rouvre après trois jours", "Le port rouvre après trois jours"),
    ("[Direct] Le port rouvre après trois jours", "Le port rouvre après trois jours"),
    ("EXCLUSIF - Le port rouvre après trois jours", "Le port rouvre après trois jours"),
    ("Tempête en Manche : le port rouvre : trois jours", "Le port rouvre : trois jours"),
    (
      "Le port de pêche rouvre après trois longs jours de tempête",
      "Le port de pêche rouvre après trois jours de tempête"
    ),
    (
      "The harbour reopens after three days of heavy storms",
      "The harbour reopens after three days of heavy storm"
    ),
  ]

  @Test(arguments: alike) func alterationsOfAHeadlineMatch(_ printed: String, _ stored: String) throws {
    let score = try #require(match(printed, stored))
    #expect(score >= Relating.threshold && score <= 1)
    #expect(match(stored, printed) != nil)
  }

  private static let apart = [
    // A number, a name, a negation, a word for another.
    ("Le port rouvre après 3 jours de tempête", "Le port rouvre après 4 jours de tempête"),
    ("Le port de Brest rouvre après trois jours", "Le port de Lorient rouvre après trois jours"),
    ("Martine élue à la mairie du village voisin", "Martin élu à la mairie du village voisin"),
    ("Le ferry partira demain matin du port", "Le ferry ne partira pas demain matin du port"),
    ("The ferry will leave the harbour tomorrow", "The ferry will not leave the harbour tomorrow"),
    ("Die Fähre fährt morgen wieder zum Hafen", "Die Fähre fährt morgen nicht wieder zum Hafen"),
    (
      "Les prix du poisson repartent en hausse cette semaine",
      "Les prix du poisson repartent en baisse cette semaine"
    ),
    ("Brest bat Lorient en finale de la coupe", "Quimper bat Lorient en finale de la coupe"),
    // Columns.
    ("La revue de presse du lundi", "La revue de presse du mardi"),
    ("Quai ouest : ce qu’il faut retenir du jour", "Quai est : ce qu’il faut retenir du jour"),
    // Too little to tell.
    ("Le port…", "Le port rouvre après trois jours"), ("Vidéo : la météo", "La météo"), ("…", "Le port"),
    ("", ""), ("Le port", "Le large"),
  ]

  @Test(arguments: apart) func otherStoriesStayApart(_ printed: String, _ stored: String) {
    #expect(match(printed, stored) == nil)
    #expect(match(stored, printed) == nil)
  }

  @Test(arguments: alike) func whatMatchesSharesAKey(_ printed: String, _ stored: String) {
    let left = Set(HeadlineSignature.keys(of: printed))
    #expect(!left.isDisjoint(with: HeadlineSignature.keys(of: stored)))
  }

  @Test func keysAreFewAndSmall() {
    #expect(HeadlineSignature.keys(of: "Le port").isEmpty)
    for (headline, other) in Self.alike + Self.apart {
      for text in [headline, other] {
        let keys = HeadlineSignature.keys(of: text)
        #expect(keys.count <= 4 && keys.allSatisfy { (0..<1 << 31).contains($0) })
      }
    }
  }

  @Test func endlessHeadlinesEndQuickly() {
    let long = String(repeating: "mot : ", count: 20_000)
    #expect(match(long + "fin", long + "suite") == nil)
    #expect(match(long + "…", long) == nil)
  }
}
