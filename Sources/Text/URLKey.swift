/// Normalises web addresses, so that different addresses of one page compare equal.
package enum URLKey {
  /// Host and path without scheme, `www.`, fragment, trailing slash and tracking parameters; nil where it is
  /// not a web address.
  package static func of(_ url: String) -> String? {
    let trimmed = url.trimmingSpaces()
    guard let scheme = ["https://", "http://"].first(where: { trimmed.lowercased().hasPrefix($0) }) else {
      return nil
    }
    let address = trimmed.dropFirst(scheme.count).prefix { $0 != "#" }
    let host = address.prefix { $0 != "/" && $0 != "?" }
    guard !host.isEmpty else { return nil }
    let rest = address.dropFirst(host.count)
    var path = String(rest.prefix { $0 != "?" })
    while path.hasSuffix("/") { path.removeLast() }
    let query = rest.drop { $0 != "?" }.dropFirst().split(separator: "&").filter { !isTracking($0) }
    var name = host.lowercased()
    if name.hasPrefix("www.") { name.removeFirst(4) }
    if name.hasSuffix(":443") || name.hasSuffix(":80") { name = String(name.prefix { $0 != ":" }) }
    return name + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  /// The host as it is displayed, without `www.`.
  package static func host(of url: String) -> String? {
    of(url).map { String($0.prefix { $0 != "/" && $0 != "?" }) }
  }

  private static func isTracking(_ parameter: Substring) -> Bool {
    let name = parameter.prefix { $0 != "=" }.lowercased()
    return name.hasPrefix("utm_") || ["fbclid", "gclid", "xtor", "at_medium", "at_campaign"].contains(name)
  }
}

extension StringProtocol {
  /// The text without white space at its ends, no-break spaces included.
  package func trimmingSpaces() -> String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
