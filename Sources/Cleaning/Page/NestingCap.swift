/// Makes markup safe for the parser, in one pass over its bytes.
///
/// The parser's time grows with the square of the depth and of the attributes of a tag, and it frees
/// recursively: tags beyond 512 open ones are left out, and so is what follows 256 attributes. Text stays.
struct NestingCap {
  static let depth = 512
  static let attributes = 256

  private let bytes: [UInt8]
  private var output: [UInt8] = []
  /// Where the bytes begin that are not copied yet.
  private var pending = 0
  private var open: [UInt64] = []
  /// Start tags left out whose end tags are to come.
  private var left = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The markup itself where nothing has to go.
  static func capped(_ bytes: [UInt8]) -> [UInt8] {
    var cap = NestingCap(bytes)
    cap.scan()
    return cap.pending == 0 ? bytes : cap.output + bytes[cap.pending...]
  }

  private mutating func scan() {
    var at = 0
    while let start = bytes[at...].firstIndex(of: 0x3C) {
      guard start + 1 < bytes.count else { return }
      let next = bytes[start + 1]
      if next == 0x21 {
        at = comment(start)
      } else if next == 0x2F {
        at = endTag(start)
      } else if (0x61...0x7A).contains(next | 0x20) {
        at = startTag(start)
      } else {
        at = start + 1
      }
    }
  }

  /// Behind a comment; an open one, which the parser would read to the end, ends the scan.
  private func comment(_ start: Int) -> Int {
    guard bytes[start...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) else { return start + 2 }
    var at = start + 4
    while let dash = bytes[min(at, bytes.count)...].firstIndex(of: 0x2D) {
      if bytes[dash...].starts(with: [0x2D, 0x2D, 0x3E]) { return dash + 3 }
      at = dash + 1
    }
    return bytes.count
  }

  private mutating func endTag(_ start: Int) -> Int {
    let (name, end) = name(from: start + 2)
    let close = bytes[end...].firstIndex(of: 0x3E).map { $0 + 1 } ?? bytes.count
    guard !Self.unnested.contains(name) else { return close }
    if left > 0 {
      left -= 1
      skip(start..<close)
    } else if let match = open.suffix(64).lastIndex(of: name) {
      open.removeSubrange(match...)
    }
    return close
  }

  private mutating func startTag(_ start: Int) -> Int {
    let (name, nameEnd) = name(from: start + 1)
    let (close, cut) = tagEnd(nameEnd)
    if let cut { skip(cut..<close - 1) }
    if Self.raw.contains(name) { return rawEnd(name, from: close) }
    guard !Self.unnested.contains(name), close < 2 || bytes[close - 2] != 0x2F else { return close }
    if open.count >= Self.depth {
      left += 1
      skip(start..<close)
    } else {
      open.append(name)
    }
    return close
  }

  /// Behind the tag's `>`, quotes respected, and where its attributes become too many.
  private func tagEnd(_ from: Int) -> (close: Int, cut: Int?) {
    var quote: UInt8?
    var count = 0
    var cut: Int?
    var at = from
    while at < bytes.count {
      let byte = bytes[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x3E {
        return (at + 1, cut)
      } else if (byte == 0x22 || byte == 0x27) && bytes[at - 1] == 0x3D {
        quote = byte
      } else if byte == 0x20 || byte == 0x0A || byte == 0x09 {
        count += 1
        if count > Self.attributes && cut == nil { cut = at }
      }
      at += 1
    }
    // A tag that never ends: its quote may have been a stray one.
    return (bytes[from...].firstIndex(of: 0x3E).map { $0 + 1 } ?? bytes.count, nil)
  }

  /// Behind `<script>` and its like nothing is a tag but its own end.
  private func rawEnd(_ name: UInt64, from: Int) -> Int {
    var at = from
    while let start = bytes[min(at, bytes.count)...].firstIndex(of: 0x3C) {
      let isEnd = start + 1 < bytes.count && bytes[start + 1] == 0x2F
      if isEnd, self.name(from: start + 2).hash == name { return start }
      at = start + 1
    }
    return bytes.count
  }

  private mutating func skip(_ range: Range<Int>) {
    guard range.lowerBound >= pending, range.upperBound > range.lowerBound else { return }
    output += bytes[pending..<range.lowerBound]
    pending = range.upperBound
  }

  /// The first eight letters of a tag's name, in lower case: enough to tell names apart.
  private func name(from start: Int) -> (hash: UInt64, end: Int) {
    var hash: UInt64 = 0
    var at = start
    while at < bytes.count, !(bytes[at] <= 0x20 || bytes[at] == 0x3E || bytes[at] == 0x2F) {
      if at < start + 8 { hash = hash << 8 | UInt64(bytes[at] | 0x20) }
      at += 1
    }
    return (hash, at)
  }

  private static func names(_ list: String) -> Set<UInt64> {
    Set(list.split(separator: " ").map { $0.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } })
  }

  /// Void elements, and those that close one another.
  private static let unnested = names(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th tbody "
      + "thead tfoot colgroup html head body rb rp rt")
  private static let raw = names("script style textarea title xmp iframe noembed noframes")
}
