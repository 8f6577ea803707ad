import CDigest
import Stories

/// The SHA-256 of a capture's bytes (FIPS 180-4): its name, whatever the file is called.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  package let bytes: [UInt8]

  /// That of a content.
  package init(of content: [UInt8]) {
    var context = SHA2_CTX()
    SHA256Init(&context)
    content.withUnsafeBytes { SHA256Update(&context, $0.baseAddress, $0.count) }
    var result = [UInt8](repeating: 0, count: 32)
    SHA256Final(&result, &context)
    bytes = result
  }

  /// As it was stored: 32 bytes.
  package init(stored bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
