import Glibc

/// Standard input, line by line.
struct InputLines {
  private static let chunk = 1 << 16

  private var bytes: [UInt8] = []
  /// Where the next line begins, and up to where no line feed was found.
  private var start = 0
  private var searched = 0
  private var isOver = false
  /// Why reading stopped before the end; nil where it did not.
  private(set) var fault: String?

  /// The next line without its end, what is no UTF-8 in it replaced; nil at the end.
  mutating func next() -> String? {
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) {
        defer { (start, searched) = (end + 1, end + 1) }
        return String(decoding: bytes[start..<end], as: UTF8.self)
      }
      if isOver {
        defer { (bytes, start, searched) = ([], 0, 0) }
        return start < bytes.count ? String(decoding: bytes[start...], as: UTF8.self) : nil
      }
      bytes.removeFirst(start)
      (start, searched) = (0, bytes.count)
      fill()
    }
  }

  private mutating func fill() {
    do throws(Descriptor.Fault) {
      let more = try Descriptor.read(Self.chunk, from: STDIN_FILENO)
      isOver = more.isEmpty
      bytes += more
    } catch {
      fault = Descriptor.reason(error.code)
      isOver = true
    }
  }
}
