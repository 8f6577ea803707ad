import Testing

@testable import Cleaning

@Suite struct GluedTitleTests {
  @Test(arguments: [
    ("Congrès sur la MigrationMarty appelle les élus à la mesure", "Marty appelle les élus à la mesure"),
    ("Le dossier du samedi:Ce que les ports apprennent", "Le dossier du samedi: Ce que les ports apprennent"),
    ("Le catalogue d’HarperCollins arrive chez nous", "Le catalogue d’HarperCollins arrive chez nous"),
    ("Rendez-vous à 10:30 pour YouTube et les autres", "Rendez-vous à 10:30 pour YouTube et les autres"),
    ("MigrationMarty appelle les élus à la mesure", "MigrationMarty appelle les élus à la mesure"),
  ])
  func aRubricIsTakenOffWhereASeamShows(glued: String, title: String) {
    #expect(GluedTitle.parted(glued, around: []) == title)
  }

  @Test func theWayThroughTheSiteIsTakenOff() {
    let title = "Le port rouvre après trois semaines"
    #expect(GluedTitle.parted("Accueil Villes " + title, around: ["Menu", title]) == title)
    #expect(GluedTitle.parted("Débat : " + title, around: [title]) == "Débat : " + title)
    #expect(
      GluedTitle.parted("Accueil Le port rouvre", around: ["Le port rouvre"]) == "Accueil Le port rouvre")
  }
}
