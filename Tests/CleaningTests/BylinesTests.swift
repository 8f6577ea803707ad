import Testing

@testable import Cleaning

@Suite struct BylinesTests {
  private func names(_ lines: String...) -> [String] {
    let library = Checkout.cleaner.library
    return Bylines.names(
      ofLines: lines.enumerated().map { ($0 * 2, $1) }, library.general.lexicon, library.words)
  }

  @Test(arguments: [
    ("Par Anne Le Goff et Jean Morel", ["Anne Le Goff", "Jean Morel"]),
    ("Sa 12.03.22 | 14:07 Uhr | Von Eva Brandt-Kühn", ["Eva Brandt-Kühn"]),
    ("portrait.jpg Von Eva Brandt 12.03.2022, 18:11 Uhr", ["Eva Brandt"]),
    ("Von dpa 12.03.2022, 18:58", ["dpa"]),
    ("Presse AssociéeMarch 3, 2022 GMT", ["Presse Associée"]),
    ("Eva Brandt 3 Minuten", ["Eva Brandt"]),
    ("Von Eva BrandtGärtnerin", ["Eva BrandtGärtnerin"]),
    ("Von Eva BrandtKorrespondent", ["Eva Brandt"]), ("Von Eva BrandtKorrespondentin", ["Eva Brandt"]),
    ("9 Minutes avec The Evening Press", ["The Evening Press"]),
    ("9 Minutes avec ses lecteurs", []), ("HB-Redaktion", ["HB-Redaktion"]),
    ("Die Autorin", []), ("Gastkommentar", []), ("Crisis en Oriente Medio", []),
    ("Door Eva Brandt en Jo Ray", ["Eva Brandt", "Jo Ray"]),
    ("Von Eva Brandt, Frankfurt", ["Eva Brandt"]),
    ("By Jo Ray Deputy News Editor", ["Jo Ray"]),
    ("By Jo Ray and Sam Hill The Evening Press", ["Jo Ray", "Sam Hill"]),
    ("Reporting by Jo Ray, additional reporting by Sam Hill", ["Jo Ray"]),
    ("par La rédaction de TF9 | Reportage Linda Marie", ["La rédaction de TF9"]),
    ("김민수 기자", ["김민수"]), ("서울, 정읍 김민수 기자", ["김민수"]),
    ("Kriegstechnik bei den Kämpfen um Port-Laouen", []), ("In Local News, News", []),
    ("Maria de la Cruz van Houten", ["Maria de la Cruz van Houten"]), ("April 10, 2023", []),
    ("By April Ray, April 10, 2023", ["April Ray"]),
    ("입력 : 2022-03-12", []),
    ("Mis à jour le 12 mars 2022", []),
  ])
  func authorsAreReadOutOfALine(line: String, authors: [String]) {
    #expect(names(line) == authors)
  }

  @Test func linesFarBelowTheBylineNameOthers() {
    #expect(
      names("Par Anne Le Goff", "Par Jean Morel", "x", "Par Luc Petit") == ["Anne Le Goff", "Jean Morel"])
  }

  @Test(arguments: [
    "Marins et dockers de tout le pays défilent ensemble sur le quai", "Eva Brandt/QBB", "Audio: Radio Marée",
  ])
  func whatStandsBelowABylineNamesOthersOnlyIfItIsNothingElse(line: String) {
    #expect(names("Von Jo Ray", line) == ["Jo Ray"])
  }
}
