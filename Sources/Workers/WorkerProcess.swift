import CCage
import Glibc

/// One process, seen from the one that started it. Nothing that it sends is trusted.
final class WorkerProcess {
  private let socket: Int32
  private let errors: Int32
  private let process: Int32
  private var parser = FrameParser()
  private var room = [UInt8](repeating: 0, count: 1 << 16)
  private var out: [Piece] = []
  private var sent = 0
  private var isReaped = false
  /// The contexts that it was sent last.
  private var contexts: [UInt64] = []
  /// The last part of what it wrote to its standard error, at most.
  private static let mostSaid = 400

  /// Bytes on their way, and the descriptor that goes with the first of them.
  private struct Piece {
    var bytes: [UInt8]
    var file: Int32 = -1
    var isAnswer = false
  }

  /// Starts a process; what it says when it is ready comes as a frame.
  init(_ start: WorkerStart) throws(WorkerLoss) {
    var pair: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
    else {
      throw .notStarted(String(cString: strerror(errno)))
    }
    defer { close(pair[1]) }
    var pipe: [Int32] = [-1, -1]
    guard Glibc.pipe(&pipe) == 0 else {
      let reason = String(cString: strerror(errno))
      close(pair[0])
      throw .notStarted(reason)
    }
    defer { close(pipe[1]) }
    // Neither reading what it said nor its own writing may ever wait.
    for end in pipe {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let arguments = start.arguments.map { strdup($0) } + [nil]
    let environment = start.environment.map { strdup($0) } + [nil]
    defer { (arguments + environment).forEach { free($0) } }
    var pid: pid_t = -1
    var pidfd: Int32 = -1
    let failed = kq_spawn(start.program, arguments, environment, pair[1], pipe[1], &pid, &pidfd)
    guard failed == 0 else {
      close(pair[0])
      close(pipe[0])
      throw .notStarted(String(cString: strerror(failed)))
    }
    (socket, errors, process) = (pair[0], pipe[0], pidfd)
    _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    add(Frame(Frame.Kind.setup, number: 0, start.setup))
  }

  /// Ends the process, which is told by the end of its channel, and leaves nothing of it.
  deinit {
    for piece in out where piece.file >= 0 { close(piece.file) }
    close(socket)
    if !isReaped { _ = ended(patience: 100) }
    close(errors)
    close(process)
  }

  /// Appends a frame to what is to be sent; its descriptor is closed when that is done.
  func add(_ frame: Frame, file: Int32 = -1) {
    var frame = frame
    frame.hasFile = file >= 0
    let isAnswer = frame.kind == Frame.Kind.answer
    guard frame.body.count <= Self.joined else {
      out.append(Piece(bytes: frame.header, file: file))
      out.append(Piece(bytes: frame.body, isAnswer: isAnswer))
      return
    }
    // Small ones go in one call.
    let last = out.count - 1
    if last >= 0, file < 0, !out[last].isAnswer, !isAnswer, out[last].bytes.count <= Self.joined {
      out[last].bytes += frame.header
      out[last].bytes += frame.body
    } else {
      out.append(Piece(bytes: frame.header + frame.body, file: file, isAnswer: isAnswer))
    }
  }

  /// What is sent with others in one call, in bytes; a larger body is not copied.
  private static let joined = 1 << 16

  /// Sends a context, unless the process has it.
  func add(_ context: WorkerContext) {
    guard !contexts.contains(context.number) else { return }
    add(Frame(Frame.Kind.context, number: context.number, context.bytes))
    contexts.append(context.number)
    if contexts.count > WorkerContext.most { contexts.removeFirst() }
  }

  /// Sends and receives what it can, waiting for something to happen for a number of milliseconds, -1 for
  /// ever. Returns whether something did.
  func exchange(_ milliseconds: Int32) throws(WorkerLoss) -> Bool {
    var waiting = pollfd(fd: socket, events: Int16(POLLIN | (out.isEmpty ? 0 : POLLOUT)), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    if Int32(waiting.revents) & POLLOUT != 0 { send() }
    if Int32(waiting.revents) & (POLLIN | POLLHUP | POLLERR) != 0 { try receive() }
    return true
  }

  /// The next frame that came; nil where none did.
  func next() throws(WorkerLoss) -> Frame? { try parser.next() }

  private func send() {
    while let piece = out.first {
      let count = piece.bytes.count - sent
      let file = sent == 0 ? piece.file : -1
      let result = piece.bytes.withUnsafeBytes {
        kq_send(socket, $0.baseAddress?.advanced(by: sent), min(count, 1 << 18), file)
      }
      // A fault shows when it is received: the other side has ended.
      guard result > 0 else { return }
      if sent == 0, piece.file >= 0 {
        close(piece.file)
        out[0].file = -1
      }
      sent += result
      guard sent == piece.bytes.count else { continue }
      out.removeFirst()
      sent = 0
    }
  }

  /// Whether the answers to its questions were sent; it waits for one before it asks again.
  var isSent: Bool { !out.contains(where: \.isAnswer) }

  /// Receives what has come, at most a megabyte before that is looked at.
  private func receive() throws(WorkerLoss) {
    for _ in 0..<16 {
      let got = room.withUnsafeMutableBytes { kq_receive(socket, $0.baseAddress, $0.count, nil, nil) }
      if got == -Int(EAGAIN) { return }
      guard got > 0 else { throw ended() }
      room.withUnsafeBytes { parser.add(UnsafeRawBufferPointer(rebasing: $0.prefix(got))) }
      if got < room.count { return }
    }
  }

  /// Whether it has ended by now.
  var hasEnded: Bool {
    var wait = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) > 0
  }

  /// Ends the process.
  func kill() { _ = kq_kill(process, SIGKILL) }

  /// How it ended, after waiting for that.
  ///
  /// It closed its side, or we did, and has to end within so many milliseconds, or it is killed.
  func ended(patience: Int32 = 2000) -> WorkerLoss {
    guard !isReaped else { return .broken }
    var wait = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
    if poll(&wait, 1, patience) <= 0 { kill() }
    isReaped = true
    var status: Int32 = 0
    var signal: Int32 = 0
    guard kq_reap(process, &status, &signal, nil) == 0 else { return .broken }
    if signal == SIGPROF { return .late }
    if signal != 0 { return .signal(signal) }
    return status == Self.cannotStart ? .notStarted(said) : .status(status)
  }

  /// The exit status of a program that lacks what it needs.
  private static let cannotStart: Int32 = 127

  private var said: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    let count = read(errors, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)).suffix(Self.mostSaid), as: UTF8.self)
  }
}
