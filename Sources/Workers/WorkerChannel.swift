import CCage
import Glibc
import Locking

/// A job, in the worker.
package struct WorkerRequest {
  static let headerSize = 12

  /// What to do.
  package var kind: UInt8
  /// What to do it with.
  package var body: [UInt8]
  /// What its jobs share; nil where it has none.
  package var context: [UInt8]?
  /// The number of that context, the same for the same content; 0 for none.
  package var contextNumber: UInt64
  /// A file that came with it, to be closed.
  package var file: Int32?
  let number: UInt64
}

/// The worker's side: takes one job after another, and answers each before the next.
package final class WorkerChannel: Sendable {
  private let state = Mutex(ChannelState())

  package init() {}

  /// What the worker is told before it begins; nil where the program has ended.
  package func setup() -> [UInt8]? {
    guard let frame = state.withLock({ $0.receive() }), frame.kind == Frame.Kind.setup else { return nil }
    return frame.body
  }

  /// Says that jobs may come; the bytes are for the program.
  package func ready(_ bytes: [UInt8]) {
    state.withLock { $0.send(Frame(Frame.Kind.ready, number: 0, bytes)) }
  }

  /// The next job, whose time begins; nil when there will be none.
  package func next() -> WorkerRequest? { state.withLock { $0.next() } }

  /// Answers a job.
  package func answer(_ request: WorkerRequest, _ body: [UInt8]) {
    kq_time_limit(0)
    guard request.number != 0 else { return }
    state.withLock { $0.send(Frame(Frame.Kind.done, number: request.number, body)) }
  }

  /// Asks the program; nil where it has no answer.
  package func ask(_ question: [UInt8]) -> [UInt8]? {
    state.withLock { state in
      state.send(Frame(Frame.Kind.question, number: 0, question))
      let frame = state.receive(isAsking: true)
      return frame?.number == 1 ? frame?.body : nil
    }
  }
}

private struct ChannelState {
  private static let descriptor: Int32 = 3

  private var parser = FrameParser()
  private var room = [UInt8](repeating: 0, count: 1 << 18)
  private var files: [Int32] = []
  private var contexts: [(number: UInt64, bytes: [UInt8])] = []
  /// Frames that came before the answer to a question.
  private var later: [Frame] = []

  mutating func next() -> WorkerRequest? {
    while let frame = receive() {
      if frame.kind == Frame.Kind.context {
        contexts.append((frame.number, frame.body))
        if contexts.count > WorkerContext.most { contexts.removeFirst() }
        continue
      }
      guard frame.body.count >= WorkerRequest.headerSize else { return nil }
      let (time, context) = frame.body.withUnsafeBytes {
        (
          UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)),
          UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
        )
      }
      kq_time_limit(Int(time))
      return WorkerRequest(
        kind: frame.kind, body: Array(frame.body.dropFirst(WorkerRequest.headerSize)),
        context: contexts.last { $0.number == context }?.bytes, contextNumber: context,
        file: frame.hasFile && !files.isEmpty ? files.removeFirst() : nil, number: frame.number)
    }
    return nil
  }

  /// The next frame; where a question was asked, its answer. Nil where the program has ended.
  mutating func receive(isAsking: Bool = false) -> Frame? {
    if !isAsking, !later.isEmpty { return later.removeFirst() }
    while true {
      guard let frame = try? parser.next() else {
        guard fill() else { return nil }
        continue
      }
      if isAsking, frame.kind != Frame.Kind.answer {
        later.append(frame)
        continue
      }
      return frame
    }
  }

  private mutating func fill() -> Bool {
    var descriptors: [Int32] = [-1, -1, -1, -1]
    var count: Int32 = 0
    let got = room.withUnsafeMutableBytes {
      kq_receive(Self.descriptor, $0.baseAddress, $0.count, &descriptors, &count)
    }
    guard got > 0 else { return false }
    files += descriptors.prefix(Int(count))
    room.withUnsafeBytes { parser.add(UnsafeRawBufferPointer(rebasing: $0.prefix(got))) }
    return true
  }

  func send(_ frame: Frame) {
    let bytes = frame.header + frame.body
    var sent = 0
    while sent < bytes.count {
      let result = bytes.withUnsafeBytes {
        kq_send(Self.descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, -1)
      }
      // The program has ended.
      guard result > 0 else { exit(0) }
      sent += result
    }
  }
}
