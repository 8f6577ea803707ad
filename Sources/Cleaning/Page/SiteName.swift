import Stories

/// Chooses the name of a site among those that a page gives: no title of the page, no name of a front page,
/// no address. A host counts as a name only where two places call the site so (`tagesschau.de`).
struct SiteName {
  /// The names that the metadata gives, the most reliable first.
  var given: [String]
  /// The title of the story.
  var title: String?
  /// The page's `<title>`, which may end in the name of the site.
  var element: String?
  /// The texts of links to the front page.
  var homes: [String]
  /// The host of the page, as its own metadata gives it.
  var host: String?

  private static let marks = [" | ", " - ", " – ", " — ", " · ", " • "]
  /// Longer texts are slogans; in bytes.
  private static let longest = 100

  var name: String? {
    chosen.map { Line.trim($0[...]) }.map { name in
      Self.marks.map { Line.trim($0[...]) }.first { name.hasSuffix(" " + $0) }
        .map { Line.trim(name.dropLast($0.count)) } ?? name
    }
  }

  private var chosen: String? {
    let names = given.filter { isName($0) }
    if let name = names.first(where: { !isHost($0) }) { return name }
    if let suffix, isName(suffix), !isHost(suffix) { return suffix }
    // A site may bear the name of its host.
    return names.first { !isAddress($0) }
  }

  /// The last part of the page's title, where a link to the front page, the host or other metadata has that
  /// name.
  private var suffix: String? {
    guard let element else { return nil }
    for mark in Self.marks {
      let parts = element.split(separator: mark).map(String.init)
      guard parts.count > 1, let last = parts.last, last.utf8.count <= 60 else { continue }
      let key = Fold.key(last)
      let letters = key.filter { WordHash.isLetter($0) || $0 == 0x30 }
      let isKnown = (homes + given).contains { Fold.key($0) == key }
      let label: Substring? = host.map {
        $0.split(separator: ".").dropLast().max { $0.count < $1.count } ?? ""
      }
      let isLabel = label.map { Fold.key($0).filter { $0 != 0x2D } == letters } ?? false
      if isKnown || letters.count >= 4 && isLabel {
        return last
      }
    }
    return nil
  }

  private func isName(_ name: String) -> Bool {
    let key = Fold.key(name)
    guard !key.isEmpty, !Self.fronts.contains(key), !isAddress(name) else { return false }
    guard let title = title.map({ Fold.key($0) }) else { return true }
    return key != title && !(title.count >= 12 && key.starts(with: title))
  }

  private func isAddress(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("://") || name.hasPrefix("www.") || name.hasPrefix("//")
  }

  /// Whether the name is the page's host in small letters.
  private func isHost(_ name: String) -> Bool {
    name.contains(".") && !name.contains(" ") && name == name.lowercased()
      && (host.map { $0 == name || $0.hasSuffix("." + name) || name.hasSuffix("." + $0) } ?? true)
  }

  /// What the front pages of sites are called.
  private static let fronts: Set<[UInt8]> = Set(
    [
      "Start", "Startseite", "Home", "Homepage", "Home page", "Accueil", "Page d'accueil", "Inicio", "Início",
      "Portada", "Página inicial", "Página de inicio", "Index", "Welcome", "Bienvenue", "Willkommen",
      "Hjem", "Hem", "Forside", "Etusivu", "Strona główna", "Главная", "ホーム", "首页", "홈", "Website", "Site",
      "My site", "My blog", "Untitled", "WordPress", "Default", "null", "undefined",
    ].map { Fold.key($0) })
}
