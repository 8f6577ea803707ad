import Archive
import Glibc

/// Reads parts of a file, whose stated size is not trusted.
final class FilePieces {
  let size: Int
  private let descriptor: Int32

  /// Nil where it cannot be read.
  init?(path: String) {
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Exactly `count` bytes; nil where there are fewer.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    guard offset >= 0, count > 0, offset <= size, count <= size - offset else { return nil }
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      while done < count, let base = buffer.baseAddress {
        let got = pread(descriptor, base + done, count - done, off_t(offset + done))
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { break }
        done += got
      }
      written = done
    }
    return done == count ? bytes : nil
  }
}

extension [UInt8] {
  /// A big-endian number of up to four bytes; nil beyond the end.
  func number(at offset: Int, bytes length: Int) -> Int? {
    guard offset >= 0, offset <= count, length <= count - offset else { return nil }
    return self[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
  }

  /// SQLite's variable-length integer of one to nine bytes; `offset` moves behind it. Nil beyond the end.
  func variable(at offset: inout Int) -> Int64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard indices.contains(offset) else { return nil }
      let byte = UInt64(self[offset])
      offset += 1
      if index == 8 { return Int64(bitPattern: value << 8 | byte) }
      value = value << 7 | byte & 0x7F
      if byte < 0x80 { break }
    }
    return Int64(bitPattern: value)
  }
}
