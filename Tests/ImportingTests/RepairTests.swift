import Testing

@testable import Importing

/// What UTF-8 looks like once it was read as windows-1252.
private func broken(_ text: String) -> String { Windows1252.text(Array(text.utf8)) }

@Suite struct RepairTests {
  @Test(arguments: [
    "Un été à Nîmes", "L’œuvre « déjà vue »", "Bücher für Köln", "señor, ¿qué?", "10 € – l’hiver",
    "naïve cœur",
  ])
  func mojibakeIsMended(text: String) {
    let plain = text.replacing("à", with: "â").replacing("”", with: "“")
    #expect(Repair.repaired(broken(plain)) == plain)
  }

  @Test func mojibakeMadeTwiceIsMended() {
    #expect(Repair.repaired(broken(broken("un été brûlant"))) == "un été brûlant")
  }

  @Test func theGraveAWhoseSpaceWasLostIsMendedBesideOthers() {
    #expect(Repair.repaired("Les Ã©lÃ¨ves vont Ã  pied") == "Les élèves vont à pied")
    #expect(Repair.repaired("Les Ã©lÃ¨ves vont Ã pied") == "Les élèves vont à pied")
    #expect(Repair.repaired("Ils vont Ã pied") == "Ils vont Ã pied")
  }

  @Test(arguments: [
    "PÂTÉ DE CAMPAGNE", "Ã", "A IRMÃ DO PADRE", "«Â»", "São Paulo: “MAÇÔ", "âge, âne, âpre", "CAFÉ…",
    "Åsa och Ö", "IRMÃ — E",
  ])
  func doubtfulTextIsLeftAlone(text: String) {
    #expect(Repair.repaired(text) == text)
  }

  @Test func c1ControlsWereWindows1252() {
    #expect(Repair.repaired("l\u{92}\u{9C}uvre \u{80}5") == "l’œuvre €5")
  }

  @Test func controlsGoAndTextStays() {
    #expect(Repair.repaired("a\u{1B}[31mb\u{0}c\u{7}\td\u{7F}e") == "a[31mbc\tde")
  }

  @Test func lineEndsOfAllKindsAreNewlines() {
    #expect(Repair.repaired("a\r\nb\rc\u{0C}d\n\r\ne") == "a\nb\nc\nd\n\ne")
  }

  @Test func combiningAccentsAreComposed() {
    #expect(Repair.repaired("e\u{301}te\u{301}").unicodeScalars.count == 3)
    #expect(Array(Repair.repaired("\u{212B}").unicodeScalars) == ["\u{C5}"])
  }

  @Test func thePagesOwnApostrophesAndSpacesStay() {
    let text = "l‘état\u{A0}: «\u{202F}d'urgence\u{202F}»"
    #expect(Array(Repair.repaired(text).unicodeScalars) == Array(text.unicodeScalars))
  }
}

@Suite struct RepairPlacesTests {
  /// Signs are looked for eight bytes at a time.
  @Test(arguments: 0..<18) func aSignIsFoundWhereverItStands(place: Int) {
    let before = String(repeating: "a", count: place)
    let after = String(repeating: "b", count: 17 - place)
    #expect(Repair.repaired(before + "\u{1}" + after) == before + after)
    #expect(Repair.repaired(before + "\u{7F}" + after) == before + after)
    #expect(Repair.repaired(before + "\r\n" + after) == before + "\n" + after)
    #expect(Repair.repaired(before + "e\u{301}" + after) == before + "é" + after)
    #expect(Repair.repaired(before + "Ã©" + after) == before + "é" + after)
  }

  @Test(arguments: [
    ("и\u{306}", "й"), ("か\u{3099}", "が"), ("ا\u{653}", "آ"), ("\u{37E}", ";"), ("\u{212B}", "Å"),
    ("\u{1100}\u{1161}", "가"),
  ])
  func marksOfManyScriptsAreComposed(text: String, composed: String) {
    #expect(Array(Repair.repaired(text).unicodeScalars) == Array(composed.unicodeScalars))
  }
}
