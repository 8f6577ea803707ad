/// Authors' names as metadata has them.
enum Authors {
  private static let prefixes = ["by", "par", "von", "por", "di", "door"].map { Fold.key($0) }

  /// One or several names; addresses and accounts are none.
  static func names(_ text: String) -> [String] {
    let plain = Spaces.collapsed(text)
    let rest = prefixes.lazy.compactMap { Prefix.rest(of: plain, after: $0) }.first ?? plain
    return Bylines.split(rest).filter { isName($0) }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 80 && !name.contains("://") && !name.hasPrefix("www.")
      && !name.contains("@") && name.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
}
