import Glibc

/// The end of the central directory of a zip (APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16).
enum ZipDirectory {
  /// The number of names in the directory of a zip; nil where no end of a directory is found.
  static func nameCount(in file: OpenFile) -> Int? {
    let size = file.size
    // It has 22 bytes and a comment of at most 65,535.
    let tailStart = max(0, size - 22 - 0xFFFF)
    let tail = bytes(of: file, from: tailStart, count: size - tailStart)
    guard tail.count >= 22 else { return nil }
    let isEnd = { (start: Int) in tail[start...].starts(with: [0x50, 0x4B, 0x05, 0x06]) }
    guard let end = (0...tail.count - 22).last(where: isEnd) else { return nil }
    let count = number(tail[(end + 10)..<(end + 12)])
    return count == 0xFFFF ? longCount(in: file, endingAt: tailStart + end) ?? count : count
  }

  /// The number of names where it does not fit 16 bits; `end` is the offset of the short form.
  private static func longCount(in file: OpenFile, endingAt end: Int) -> Int? {
    guard end >= 20 else { return nil }
    let locator = bytes(of: file, from: end - 20, count: 20)
    guard locator.starts(with: [0x50, 0x4B, 0x06, 0x07]), locator.count == 20 else {
      return nil
    }
    let long = bytes(of: file, from: number(locator[8..<16]), count: 56)
    return long.starts(with: [0x50, 0x4B, 0x06, 0x06]) && long.count == 56 ? number(long[32..<40]) : nil
  }

  /// A little-endian number; the greatest one where it does not fit.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(clamping: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private static func bytes(of file: OpenFile, from start: Int, count: Int) -> [UInt8] {
    guard start >= 0, count > 0, start <= file.size else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { room, made in
      made = max(0, pread(file.descriptor, room.baseAddress, count, off_t(start)))
    }
  }
}
