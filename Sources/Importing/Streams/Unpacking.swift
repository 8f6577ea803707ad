import CUnpack

/// A compression format.
enum Packing: Sendable {
  case gzip, zlib, deflate, bzip2, xz, zstd, brotli

  /// Recognised from the first bytes; a zstd stream may begin with its dictionary in a skippable frame.
  init?(_ head: ArraySlice<UInt8>) {
    if head.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippable(head) {
      self = .zstd
    } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if head.starts(with: "BZh".utf8), head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]) {
      self = .bzip2
    } else {
      return nil
    }
  }

  /// Whether the bytes begin a skippable frame (RFC 8878, section 3.1.2).
  static func isSkippable(_ head: ArraySlice<UInt8>) -> Bool {
    guard let first = head.first else { return false }
    return first & 0xF0 == 0x50 && head.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
  }

  var kind: kq_packing {
    switch self {
    case .gzip: KQ_GZIP
    case .zlib: KQ_ZLIB
    case .deflate: KQ_DEFLATE
    case .bzip2: KQ_BZIP2
    case .xz: KQ_XZ
    case .zstd: KQ_ZSTD
    case .brotli: KQ_BROTLI
    }
  }
}

/// Decompresses a stream, member by member.
final class UnpackSupply: ByteSupply {
  private let packed: ByteStream
  private let packing: Packing
  private let budget: Budget?
  private let unpacker: OpaquePointer?
  /// The last few members: the position of each in the decompressed bytes and in the file.
  private var members: [(plain: Int64, origin: Int64)] = []
  private var made: Int64 = 0
  private var isInside = false
  private var memberStart: (made: Int64, packed: Int64) = (0, 0)
  private var last: Int64 = 0

  /// Up to this size in bytes, nothing is considered a decompression bomb.
  private static let harmless = Budget.harmless
  /// No page, crawl or feed compresses by a greater factor.
  private static let mostRatio = Budget.ratio

  init(_ packed: ByteStream, _ packing: Packing, dictionary: [UInt8] = [], budget: Budget? = nil) {
    self.packed = packed
    self.packing = packing
    self.budget = budget
    unpacker = kq_unpacker_new(packing.kind, dictionary, dictionary.count)
  }

  deinit { unpacker.map(kq_unpacker_free) }

  func supply(_ count: Int, to buffer: inout [UInt8]) throws(StreamFault) {
    guard let unpacker else { throw .unreadable("out of memory") }
    while true {
      if !isInside, !(try begin()) { return }
      let input = packed.peek(1 << 16)
      var (taken, got) = (0, 0)
      var result = KQ_MORE
      let chunk = [UInt8](unsafeUninitializedCapacity: max(count, 1 << 16)) { room, length in
        result = input.withUnsafeBufferPointer {
          kq_unpack(unpacker, $0.baseAddress, $0.count, &taken, room.baseAddress, room.count, &got)
        }
        length = got
      }
      packed.skip(Int64(taken))
      made += Int64(got)
      if result != KQ_MORE { isInside = false }
      if buffer.isEmpty { buffer = chunk } else { buffer += chunk }
      if result == KQ_DAMAGED { throw .damaged(at: place) }
      if budget?.make(got) == false { throw .bomb(at: place) }
      if got > 0 { return try checkRatio() }
      if result == KQ_MORE, taken == 0, packed.isAtEnd {
        isInside = false
        if let fault = packed.fault { throw fault }
        throw .cut(at: place)
      }
    }
  }

  /// Whether another member begins; zeros and other bytes after the last one are skipped.
  private func begin() throws(StreamFault) -> Bool {
    guard !packed.isAtEnd else {
      if let fault = packed.fault { throw fault }
      return false
    }
    let isFirst = made == 0 && members.isEmpty && memberStart.packed == 0
    if !isFirst, Packing(packed.peek(16)) == nil {
      if packed.peek(512).allSatisfy({ $0 == 0 }) {
        while !packed.isAtEnd, packed.peek(512).allSatisfy({ $0 == 0 }) { packed.skip(512) }
        if packed.isAtEnd { return false }
      }
      if Packing(packed.peek(16)) == nil { throw .damaged(at: place) }
    }
    if let origin = packed.origin {
      if members.count > 64 { members.removeFirst(32) }
      members.append((made, origin))
    }
    memberStart = (made, packed.position)
    isInside = true
    return true
  }

  private var place: Int64 { packed.origin ?? packed.position }

  private func checkRatio() throws(StreamFault) {
    let out = made - memberStart.made
    let isMuch = out > Self.harmless && out > Self.mostRatio * (packed.position - memberStart.packed)
    if isMuch { throw .bomb(at: place) }
  }

  func origin(of position: Int64) -> Int64? {
    members.last { $0.plain == position }?.origin
  }

  /// Searches the beginning of another member.
  func recover() -> Bool {
    guard packing == .gzip || packing == .zstd else { return false }
    while !packed.isAtEnd {
      packed.skip(1)
      let window = packed.peek(1 << 16)
      let found = window.indices.first { at in
        let head = window[at...].prefix(4)
        return packing == .gzip
          ? head.starts(with: [0x1F, 0x8B, 0x08]) && head.count == 4 && head[at + 3] < 0x20
          : head.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
      }
      packed.skip(Int64((found ?? max(window.startIndex, window.endIndex - 3)) - window.startIndex))
      if found != nil {
        isInside = false
        reset()
        return true
      }
      if window.count < 4 { return false }
    }
    return false
  }

  /// Ends a member that was not read to its end.
  private func reset() {
    guard let unpacker else { return }
    kq_unpacker_forget(unpacker)
  }
}

/// Decompresses bytes as a whole, up to a limit.
enum Unpacking {
  /// The decompressed bytes; nil where they are damaged from the start, the readable part where they are cut
  /// off. `isCut` where the limit was reached.
  static func bytes(
    _ packed: [UInt8], _ packing: Packing, limit: Int
  ) -> (bytes: [UInt8], isCut: Bool)? {
    let stream = ByteStream(UnpackSupply(ByteStream(packed), packing))
    let bytes = stream.take(limit)
    if bytes.isEmpty, stream.fault != nil { return nil }
    return (bytes, bytes.count == limit && stream.holds(1))
  }
}
