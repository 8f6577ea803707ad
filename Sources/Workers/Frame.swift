/// What passes between the program and a worker: a header of 16 bytes, then a body.
///
/// Header: the length of the body (4 bytes), a kind (1), whether a descriptor comes with it (1), two bytes of
/// 0, a number (8); little-endian.
package struct Frame: Sendable {
  static let headerSize = 16
  /// A longer body is no frame, in bytes.
  static let largest = 1 << 27

  /// What the frame is; the values from 240 on are the pool's own.
  package var kind: UInt8
  /// An answer has the number of its job.
  package var number: UInt64
  /// What it is about; to the other side, `lead` and `body` are one.
  package var body: [UInt8]
  /// What is sent before the body, so that a large one need not be copied.
  var lead: [UInt8] = []
  /// Whether a descriptor comes with it.
  package var hasFile = false

  package init(_ kind: UInt8, number: UInt64, _ body: [UInt8] = []) {
    (self.kind, self.number, self.body) = (kind, number, body)
  }

  /// Kinds that every worker knows.
  package enum Kind {
    /// To the worker: what it is told before it begins.
    static let setup: UInt8 = 240
    /// From the worker: it is ready.
    static let ready: UInt8 = 241
    /// To the worker: what later jobs share.
    package static let context: UInt8 = 242
    /// From the worker, to be answered before it goes on: a question.
    static let question: UInt8 = 243
    /// To the worker: the answer.
    static let answer: UInt8 = 244
    /// From the worker: a job is done.
    static let done: UInt8 = 245
  }

  /// Everything before the body.
  var header: [UInt8] {
    let length = UInt32(truncatingIfNeeded: lead.count + body.count)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headerSize + lead.count)
    withUnsafeBytes(of: length.littleEndian) { bytes.append(contentsOf: $0) }
    bytes += [kind, hasFile ? 1 : 0, 0, 0]
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    return bytes + lead
  }
}

/// Finds the frames in the bytes that come from the other side.
struct FrameParser {
  private var bytes: [UInt8] = []
  private var start = 0

  mutating func add(_ more: UnsafeRawBufferPointer) {
    if start == bytes.count { (bytes, start) = ([], 0) }
    if start > 1 << 20 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The next frame that is whole; nil where none is. Throws at what is no frame.
  mutating func next() throws(WorkerLoss) -> Frame? {
    guard bytes.count - start >= Frame.headerSize else { return nil }
    let (length, number) = bytes.withUnsafeBytes {
      (
        Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt32.self))),
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
      )
    }
    guard length <= Frame.largest else { throw .broken }
    guard bytes.count - start - Frame.headerSize >= length else { return nil }
    let body = start + Frame.headerSize
    var frame = Frame(bytes[start + 4], number: number, Array(bytes[body..<body + length]))
    frame.hasFile = bytes[start + 5] == 1
    start = body + length
    return frame
  }
}
