import Glibc
import Wording

/// The character set and the language that the environment asks for.
enum Locale {
  /// Takes the environment's character set; C.UTF-8 where that is not UTF-8, for widths need it.
  static func adopt() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// The interface's language: what was asked for, else the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is
  /// set.
  static func language(asked: Language?) -> Language {
    asked ?? variable.flatMap { Environment[$0] }.flatMap(Language.init(locale:)) ?? .english
  }

  /// The variable that tells the language where nobody chose one; nil where none is set.
  static var variable: String? { ["LC_ALL", "LC_MESSAGES", "LANG"].first { Environment[$0] != nil } }
}

/// The process's environment; an empty value counts as none.
enum Environment {
  static subscript(name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// All of it, empty values included.
  static var all: [String: String] {
    var all: [String: String] = [:]
    var entry = environ
    while let line = entry.pointee {
      let parts = String(cString: line).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { all[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return all
  }
}
