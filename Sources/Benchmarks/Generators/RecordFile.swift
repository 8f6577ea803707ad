import Glibc

extension RecordGenerator {
  /// Writes all records; to standard output for `-`.
  func write(to path: String) throws {
    let file = path == "-" ? dup(STDOUT_FILENO) : open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw BenchFault.cannotWrite(path) }
    defer { close(file) }
    var out: [UInt8] = []
    for number in 0..<count {
      record(number, into: &out)
      guard out.count >= 1 << 20 || number == count - 1 else { continue }
      var rest = out[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard written > 0 else { throw BenchFault.cannotWrite(path) }
        rest = rest.dropFirst(written)
      }
      out.removeAll(keepingCapacity: true)
    }
  }
}
