import Locking
import Stories
import Text

/// All profiles, indexed. The library and its entries are passed along with every capture, so they are
/// classes, which are not copied.
final class Library: Sendable {
  /// A publisher's profile with the lexicon of its captures: its own rules, then the general ones.
  final class Entry: Sendable {
    let profile: Profile?
    let lexicon: Lexicon
    /// The kinds of the lexicon's verdicts, as `LineContext` numbers them.
    let kinds: [UInt8]

    init(profile: Profile?, lexicon: Lexicon) {
      self.profile = profile
      self.lexicon = lexicon
      kinds = LineContext.kindNumbers(lexicon)
    }
  }

  let general: Entry
  private let publishers: Publishers
  let languages: Languages
  let classes: ClassWords
  let words: WordTable
  let calendar: Calendar
  let features = FeatureSpace()
  let pageFeatures = PageSpace()
  private let byHost: [String: Int]
  private let byName: [[UInt8]: Int]
  /// For each sign, the publisher's number plus one; 0 means that the line is no sign.
  private let signs: WordTable
  /// The publisher's number for each sign, by the keys of lines that templates use.
  private let signKeys: [UInt64: Int]

  /// The entries of publishers. Each is made when the first capture needs it, so that the program starts
  /// without building all of them.
  private final class Publishers: Sendable {
    private let groups: [[Profile]]
    private let common: [Profile]
    private let made = Mutex<[Int: Entry]>([:])

    init(_ groups: [[Profile]], common: [Profile]) {
      self.groups = groups
      self.common = common
    }

    subscript(_ index: Int) -> Entry {
      made.withLock { made in
        if let entry = made[index] { return entry }
        let profiles = groups[index]
        var profile = profiles[0]
        profile.names += profiles.dropFirst().flatMap(\.names)
        let entry = Entry(profile: profile, lexicon: Lexicon(profiles.reversed() + common))
        made[index] = entry
        return entry
      }
    }
  }

  init(_ profiles: [Profile]) {
    let common = profiles.filter { $0.name == nil }
    general = Entry(profile: nil, lexicon: Lexicon(common))
    languages = Languages(profiles)
    classes = ClassWords(common)
    words = WordTable(profiles)
    calendar = Calendar(common)
    let groups = Self.byPublisher(profiles)
    publishers = Publishers(groups, common: common)
    var byHost: [String: Int] = [:]
    var byName: [[UInt8]: Int] = [:]
    var signs: [UInt64: Int] = [:]
    var signTable = WordTable(capacity: 400)
    var signKeys: [UInt64: Int] = [:]
    for (index, profile) in groups.enumerated().flatMap({ group in group.element.map { (group.offset, $0) } })
    {
      for host in profile.hosts { byHost[host] = index }
      for name in [profile.name ?? ""] + profile.names {
        let key = Fold.key(name)
        byName[key] = byName[key] ?? index
      }
      for sign in profile.signs {
        signs[LineReader.key(of: sign)] = index
        signKeys[LineKey.hash(of: sign)] = index
      }
    }
    for (key, index) in signs { signTable.add(hash: key, WordTable.Bits(index + 1)) }
    (self.byHost, self.byName, self.signs, self.signKeys) = (byHost, byName, signTable, signKeys)
  }

  /// Profiles with the same publisher's name belong together: the first is the bundled one, later ones add to
  /// it and take precedence.
  private static func byPublisher(_ profiles: [Profile]) -> [[Profile]] {
    var groups: [[Profile]] = []
    var places: [[UInt8]: Int] = [:]
    for profile in profiles {
      guard let name = profile.name else { continue }
      if let place = places[Fold.key(name)] {
        groups[place].append(profile)
      } else {
        places[Fold.key(name)] = groups.count
        groups.append([profile])
      }
    }
    return groups
  }

  /// The publisher of an address, by its host or a parent domain of it.
  func entry(url: String) -> Entry? {
    guard let host = Address.host(url) else { return nil }
    var labels = host.split(separator: ".")[...]
    while !labels.isEmpty {
      if let index = byHost[labels.joined(separator: ".")] { return publishers[index] }
      labels = labels.dropFirst()
    }
    return nil
  }

  /// The publisher that goes by a name.
  func entry(name: String) -> Entry? {
    byName[Fold.key(name)].map { publishers[$0] }
  }

  /// The publisher whose signs are among the lines; at least two different signs are needed.
  func entry(signs lineFeatures: [LineFeatures]) -> Entry? {
    mostSigned(lineFeatures.lazy.map(\.key)) { key in
      let number = signs.bits(key)
      return number > 0 ? Int(number) - 1 : nil
    }
  }

  func entry(signs lines: [LineSighting]) -> Entry? {
    mostSigned(lines.lazy.map(\.key)) { signKeys[$0] }
  }

  @inline(__always)
  private func mostSigned(_ keys: some Sequence<UInt64>, _ publisher: (UInt64) -> Int?) -> Entry? {
    var found: [(publisher: Int, key: UInt64)] = []
    for key in keys {
      guard let publisher = publisher(key) else { continue }
      if !found.contains(where: { $0.key == key }) { found.append((publisher, key)) }
    }
    var best = (publisher: 0, count: 1)
    for (publisher, _) in found {
      let count = found.count { $0.publisher == publisher }
      if (best.count, publisher) < (count, best.publisher) { best = (publisher, count) }
    }
    return best.count >= 2 ? publishers[best.publisher] : nil
  }
}
