import Testing

@testable import Cleaning

@Suite struct PlainNameTests {
  private static let fronts = [
    "", "Par ", "Von ", "By ", "par ", "Texte Par ", "Par : ", "Mis à jour le Par ",
  ]
  private static let names = [
    "Anne Le Goff", "Éloïse Hébert", "Ana de la Cruz", "Jean-Marc O'Brien", "MARIE DUPONT", "Li Na", "Bo",
    "Anne et Jean Morel", "Eva Brandt Korrespondentin", "Eva Mai", "Eva März Brandt", "Eva Brandt avec AFP",
    "AFP",
    "Reuters", "Anne Le Goff en Italie", "BrandtApril Eva", "Anna y Luis Prat", "a b c d e f g h", "Anne dpa",
    "Un Deux Trois Quatre Cinq Six Sept Huit", "Jean - Marc", "Jean- Marc", "Anne Le Goff:", "Straße Öl",
    "Eva2 Kühn",
    "Anne Le Goff le", "Staff Writer", "The Evening Press", "Łukasz Nowak", "김민수 기자", "Anne (photo) Le Goff",
    "  ",
  ]

  @Test func aPlainNameIsReadAsCloseReadingHasIt() {
    let library = Checkout.cleaner.library
    for front in Self.fronts {
      for name in Self.names {
        let line = front + name
        #expect(
          Bylines.names(ofByline: line, library.general.lexicon, library.words)
            == Bylines.namesReadClosely(line, library.general.lexicon, library.words), "\(line)")
      }
    }
  }

  @Test func mostBylinesArePlain() {
    let library = Checkout.cleaner.library
    for line in ["Par Anne Le Goff", "Von Eva Brandt-Kühn", "By Jo Ray", "Éloïse Hébert"] {
      #expect(PlainName.name(line, library.general.lexicon, library.words) != nil, "\(line)")
    }
  }
}
