import CZstd

/// Compresses with zstd (RFC 8878) at level 3, as frames with their size in the header.
package enum Compression {
  /// The bytes as a frame.
  package static func pack(_ bytes: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      let written = ZSTD_compress(buffer.baseAddress, bound, bytes, bytes.count, 3)
      count = ZSTD_isError(written) == 0 ? written : 0
    }
  }

  /// The contents of a frame; nil where it is damaged or does not have `size` bytes.
  package static func unpack(_ packed: [UInt8], size: Int) -> [UInt8]? {
    guard ZSTD_getFrameContentSize(packed, packed.count) == UInt64(size) else { return nil }
    var written = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      written = ZSTD_decompress(buffer.baseAddress, size, packed, packed.count)
      count = ZSTD_isError(written) == 0 ? min(written, size) : 0
    }
    return bytes.count == size ? bytes : nil
  }
}
