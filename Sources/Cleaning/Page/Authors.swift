/// Reads authors' names in metadata.
enum Authors {
  private static let prefixes = ["by", "par", "von", "por", "di", "door"].map { Fold.key($0) }

  /// The names in a text, one or several; addresses and accounts are left out.
  static func names(_ text: String) -> [String] {
    let plain = Spaces.collapsed(text)
    let rest = prefixes.lazy.compactMap { Prefix.rest(of: plain, after: $0) }.first ?? plain
    return Bylines.split(rest).map { withoutSign($0) }.filter { isName($0) }
  }

  /// The initials of authors where a newsroom gives no names: `amu/jb; kesm`.
  static func signs(_ text: String) -> [String] {
    let plain = Spaces.collapsed(text)
    guard (2...longestSigns).contains(plain.utf8.count) else { return [] }
    let signs = plain.split { ";,".contains($0) }.map { Line.trim($0) }
    let areSigns = signs.allSatisfy { sign in
      !sign.isEmpty && sign.allSatisfy { $0 == "/" || $0.isLetter && $0.isLowercase }
    }
    return areSigns ? signs : []
  }

  private static let longestSigns = 24

  /// A name without the author's initials behind it: `Anna Muster (amu)`.
  private static func withoutSign(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex else { return name }
    let sign = name[name.index(after: open)...].dropLast()
    return sign.utf8.count <= 5 && sign == sign.lowercased() ? Line.trim(name[..<open]) : name
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 80 && !name.contains("://") && !name.contains("www.")
      && !name.contains("@") && !name.contains("→")
      && name.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
}
