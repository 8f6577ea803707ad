/// Addresses of pages (RFC 3986), as far as stories need them.
package enum WebAddress {
  /// The host in lower case, without user and port; nil where the address is not http or https.
  package static func host(_ url: String) -> String? {
    guard let parts = split(url) else { return nil }
    let authority = parts.authority.utf8
    let start = authority.lastIndex(of: UInt8(ascii: "@")).map(authority.index(after:))
    let host = authority[(start ?? authority.startIndex)...].prefix { $0 != UInt8(ascii: ":") }
    return host.isEmpty ? nil : Substring(host).lowercased()
  }

  /// The address, trimmed; nil unless it is http or https and has no space or control character.
  package static func web(_ url: String?) -> String? {
    guard let url, url.utf8.count <= 4096 else { return nil }
    let plain = trimmed(url)
    guard split(plain) != nil, plain.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    return plain
  }

  /// A web address as a capture's file may contain it, trimmed; nil for any other, for one longer than 8 kB,
  /// and for one with a blank or control character.
  package static func kept(_ address: String?) -> String? {
    guard let address = address.map(trimmed), address.utf8.count <= 8192 else { return nil }
    let lowered = address.prefix(8).lowercased()
    guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://"),
      !address.utf8.contains(where: { $0 < 0x21 || $0 == 0x7F })
    else { return nil }
    return address
  }

  /// Resolves a reference against the address of a page; nil unless the result is http or https.
  package static func resolve(_ reference: String, against base: String?) -> String? {
    let reference = trimmed(reference)
    guard !reference.isEmpty, !reference.hasPrefix("#") else { return nil }
    if let url = web(reference) { return url }
    let scheme = reference.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !scheme.contains(":"), let base = base.flatMap({ web($0) }), let parts = split(base) else {
      return nil
    }
    if reference.hasPrefix("//") { return web(parts.scheme + ":" + reference) }
    let root = parts.scheme + "://" + parts.authority
    let path = parts.path.prefix { $0 != "?" && $0 != "#" }
    if reference.hasPrefix("?") { return web(root + path + reference) }
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let folder = reference.hasPrefix("/") ? "" : String(path[..<slash]) + "/"
    let rest = reference.prefix { $0 != "?" && $0 != "#" }
    return web(root + plain(folder + rest) + reference.dropFirst(rest.count))
  }

  /// The text without white space and invisible characters at its ends.
  private static func trimmed(_ text: String) -> String {
    let view = text.unicodeScalars
    guard let from = view.firstIndex(where: { !isSpace($0) }),
      let to = view.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[from...to])
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value == 0x200B || scalar.value == 0xFEFF
  }

  /// A path without dot segments (RFC 3986, section 5.2.4).
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    let all = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for part in all {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    if all.last == ".." || all.last == "." { parts.append("") }
    return "/" + parts.joined(separator: "/")
  }

  private static func split(_ url: String) -> (scheme: String, authority: Substring, path: Substring)? {
    let line = url.utf8.prefix { !(0x0A...0x0D).contains($0) }
    for scheme in ["https", "http"] where begins(line, with: scheme) {
      let rest = line.dropFirst(scheme.utf8.count)
      guard rest.starts(with: "://".utf8) else { continue }
      let hier = rest.dropFirst(3)
      let authority = hier.prefix { ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
      return authority.isEmpty
        ? nil : (scheme, Substring(authority), Substring(hier[authority.endIndex...]))
    }
    return nil
  }

  private static func begins(_ line: Substring.UTF8View, with scheme: String) -> Bool {
    line.prefix(scheme.utf8.count).elementsEqual(scheme.utf8) { $0 | 0x20 == $1 }
  }
}
