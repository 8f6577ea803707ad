/// The properties of a tag's name that matter before the page is parsed.
struct TagName: OptionSet, Sendable {
  let rawValue: UInt8

  /// Void elements, and those that close one another.
  static let unnested = TagName(rawValue: 1)
  /// Elements whose contents are text without tags.
  static let raw = TagName(rawValue: 2)
  /// Raw elements whose contents are not needed.
  static let unread = TagName(rawValue: 4)
  /// Formatting elements, which are repeated in following blocks where they are left open.
  static let formatting = TagName(rawValue: 8)
  /// Elements that exist once; the attributes of further tags are added to that one.
  static let single = TagName(rawValue: 16)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// From the first eight letters of a name, packed into an integer.
  init(_ packed: UInt64) {
    self.init(rawValue: Self.known[packed])
  }

  static let svg = packed("svg")
  static let script = packed("script")
  static let link = packed("a")

  private static func packed(_ name: some StringProtocol) -> UInt64 {
    name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let known: NumberTable = {
    let names: [(TagName, String)] = [
      (
        .unnested, "area base br col embed hr img input link meta param source track wbr p li dt dd option tr"
      ),
      (.unnested, "td th tbody thead tfoot colgroup head rb rp rt"),
      ([.unnested, .single], "html body"),
      (.formatting, "a b big code em font i nobr s small strike strong tt u"),
      (.raw, "textarea title xmp"),
      ([.raw, .unread], "script style iframe noembed noframes"),
    ]
    var known = NumberTable()
    for (kind, list) in names {
      for name in list.split(separator: " ") { known.insert(packed(name), kind.rawValue) }
    }
    return known
  }()
}

/// A hash table from large numbers to small ones, fast enough to be asked for every tag; 0 for unknown
/// numbers.
struct NumberTable: Sendable {
  private var keys = [UInt64](repeating: 0, count: 256)
  private var values = [UInt8](repeating: 0, count: 256)

  mutating func insert(_ key: UInt64, _ value: UInt8) {
    var slot = Self.slot(key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & 255 }
    keys[slot] = key
    values[slot] = value
  }

  mutating func insert(_ name: String, _ value: UInt8) {
    insert(Self.number(name), value)
  }

  subscript(_ key: UInt64) -> UInt8 {
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & 255
    }
    return 0
  }

  private static func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 56) }

  /// The FNV-1 hash of a name in lower case.
  static func number(_ name: String) -> UInt64 {
    name.utf8.reduce(0) { add($1 | 0x20, to: $0) }
  }

  static func add(_ byte: UInt8, to number: UInt64) -> UInt64 {
    number &* 0x100_0000_01B3 ^ UInt64(byte)
  }
}
