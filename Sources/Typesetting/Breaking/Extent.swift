/// Which part of a text a line is, without the blanks at its end.
struct Extent: Equatable, Sendable {
  var bytes: Range<Int>
  var scalars: Range<Int>

  /// An empty line, after that many bytes and scalars.
  init(emptyBehind bytes: Int, scalars: Int) {
    self.init(bytes: bytes..<bytes, scalars: scalars..<scalars)
  }

  init(bytes: Range<Int>, scalars: Range<Int>) {
    self.bytes = bytes
    self.scalars = scalars
  }

  func moved(by bytes: Int, scalars: Int) -> Extent {
    Extent(
      bytes: self.bytes.lowerBound + bytes..<self.bytes.upperBound + bytes,
      scalars: self.scalars.lowerBound + scalars..<self.scalars.upperBound + scalars)
  }

  /// All of a text.
  init(whole text: String) {
    self.init(bytes: 0..<text.utf8.count, scalars: 0..<text.unicodeScalars.count)
  }
}
