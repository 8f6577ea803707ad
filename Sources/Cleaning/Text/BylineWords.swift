/// Words that occur in bylines besides names.
extension Bylines {
  static let newsroom: Set<String> = [
    "rédaction", "service", "agence", "redaktion", "redacción", "redazione", "redação", "redactie", "desk",
    "staff",
    "newsroom", "agencia", "agency",
  ]

  static let particles: Set<String> = [
    "de", "du", "des", "d'", "da", "di", "del", "della", "dos", "van", "von", "der", "den", "ter", "ten",
    "zu", "la",
    "le", "el", "al", "bin", "ibn", "y", "e", "av", "af",
  ]

  static let middle: Set<String> = [
    "Par", "By", "Von", "Por", "Door", "Av", "par", "by", "von", "por",
  ]

  static let agencies: Set<String> = [
    "afp", "ap", "dpa", "epd", "kna", "apa", "sda", "efe", "ansa", "lusa", "anp", "pap", "reuters", "sid",
    "ntb",
    "ritzau", "tnn", "associated press", "the associated press", "tt", "stt", "belga", "ats", "keystone-sda",
    "agence france-presse",
  ]

  static let roles = offices.union([
    "for", "pour", "für", "para", "per", "avec", "with", "mit", "con", "com", "기자", "updated", "published",
    "veröffentlicht", "mis", "publié", "입력", "envoyé", "envoyée", "deputy", "senior", "chief",
    "contributing", "the", "associate", "political",
  ])

  /// Names of accounts that are no person's.
  static let nobody: Set<String> = [
    "admin", "administrator", "administrateur", "webmaster", "webcms", "wordpress", "cms", "editor", "user",
    "author", "auteur", "autor", "unknown", "anonymous", "anonyme", "guest", "default", "root", "test",
    "redactie", "null", "undefined", "n/a", "none",
  ]

  static let articles: Set<String> = ["der", "die", "the", "le", "la", "el", "il", "o", "a", "de"]

  static let offices: Set<String> = [
    "korrespondent", "korrespondentin", "correspondent", "editor", "reporter", "staff", "journaliste",
    "journalist", "journalistin", "redakteur", "redakteurin", "redaktor", "redaktorin", "autor", "autorin",
    "correspondant", "correspondante", "columnist", "writer", "periodista", "redactor", "redactora",
    "giornalista", "jornalista", "dziennikarz", "redacteur", "rédacteur", "rédactrice", "corresponsal",
    "chroniqueur", "chroniqueuse",
  ]
}
