/// The numbers of the features of one line, in a buffer that is reused for all lines.
struct FeatureList {
  /// More than any line has; further ones would be dropped.
  private static let most = 256

  private let room = UnsafeMutablePointer<UInt16>.allocate(capacity: FeatureList.most)
  private var count = 0

  func close() { room.deallocate() }

  @inline(__always)
  mutating func append(_ feature: UInt16) {
    guard count < Self.most else { return }
    room[count] = feature
    count += 1
  }

  mutating func clear() { count = 0 }

  var found: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: room, count: count) }
}
