import Stories

/// All profiles, ready for use.
struct Library: Sendable {
  /// A publisher's profile with the lexicon of its captures: its own rules, then the general ones.
  struct Shelf: Sendable {
    var profile: Profile?
    var lexicon: Lexicon
  }

  let general: Shelf
  private(set) var publishers: [Shelf] = []
  let languages: Languages
  let classes: ClassWords
  private var byHost: [String: Int] = [:]
  private var signs: [[UInt8]: Int] = [:]
  private var signKeys: [UInt64: Int] = [:]

  init(_ profiles: [Profile]) {
    let common = profiles.filter { $0.name == nil }
    general = Shelf(profile: nil, lexicon: Lexicon(common))
    languages = Languages(profiles)
    classes = ClassWords(common)
    for profile in profiles where profile.name != nil {
      for host in profile.hosts { byHost[host] = publishers.count }
      for sign in profile.signs {
        signs[Fold.key(sign)] = publishers.count
        signKeys[LineKey.hash(of: sign)] = publishers.count
      }
      publishers.append(Shelf(profile: profile, lexicon: Lexicon([profile] + common)))
    }
  }

  /// The publisher of an address, by its host or a parent domain of it.
  func shelf(url: String) -> Shelf? {
    guard let host = Address.host(url) else { return nil }
    var labels = host.split(separator: ".")[...]
    while !labels.isEmpty {
      if let index = byHost[labels.joined(separator: ".")] { return publishers[index] }
      labels = labels.dropFirst()
    }
    return nil
  }

  /// The publisher that goes by a name.
  func shelf(name: String) -> Shelf? {
    let key = Fold.key(name)
    return publishers.first { shelf in
      shelf.profile.map { ([$0.name ?? ""] + $0.names).contains { Fold.key($0) == key } } ?? false
    }
  }

  /// Whether a line among these is a publisher's own.
  func hasSign(_ lines: [LineSighting]) -> Bool {
    lines.contains { signKeys[$0.key] != nil }
  }

  /// The publisher whose own lines these are; two different ones must be there, or one and its name in the
  /// byline.
  func shelf(keys: some Sequence<[UInt8]>, byline: String?) -> Shelf? {
    var found: [Int: Set<[UInt8]>] = [:]
    for key in keys {
      if let index = signs[key] { found[index, default: []].insert(key) }
    }
    let ranked = found.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let best = ranked else { return nil }
    let shelf = publishers[best.key]
    let named = [shelf.profile?.name ?? ""] + (shelf.profile?.names ?? [])
    let line = byline.map { Fold.key($0) } ?? []
    let isNamed = named.contains { !$0.isEmpty && Bytes.contains(line, Fold.key($0)) }
    return best.value.count >= 2 || isNamed ? shelf : nil
  }
}
