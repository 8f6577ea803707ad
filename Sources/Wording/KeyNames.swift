/// Keys as they are printed on the keyboard.
package enum KeyNames {
  package static let space = Phrase("Space", "Espace")
  package static let escape = Phrase("Esc", "Échap")
  package static let pageUp = Phrase("PgUp", "PgPréc")
  package static let pageDown = Phrase("PgDn", "PgSuiv")
  package static let home = Phrase("Home", "Début")
  package static let end = Phrase("End", "Fin")
  package static let delete = Phrase("Del", "Suppr")
  package static let insert = Phrase("Ins", "Inser")
}
