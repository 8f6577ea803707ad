import Glibc
import Stories
import Synchronization

/// An open file, which is closed when the last reference to it is gone.
package final class OpenFile: Sendable {
  /// It stays open as long as this object lives.
  package let descriptor: Int32
  private let furthest = Atomic<Int64>(0)

  /// The greatest offset that was read.
  fileprivate(set) var read: Int64 {
    get { furthest.load(ordering: .relaxed) }
    set { furthest.store(newValue, ordering: .relaxed) }
  }

  /// The size of the file, in bytes.
  package var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The modification time, in seconds since 1970.
  var modified: Instant {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Instant(status.st_mtim.tv_sec) : 0
  }

  /// How far the file was read, in bytes, also by other libraries.
  var reached: Int64 { max(read, Int64(lseek(descriptor, 0, SEEK_CUR))) }

  /// Takes over a descriptor, and closes it when the object goes.
  package init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

/// The bytes of an open file from an offset on, independent of its other readers.
final class FileSupply: ByteSupply {
  private let file: OpenFile
  private let start: Int64
  private var at: Int64

  init(_ file: OpenFile, from start: Int64 = 0) {
    self.file = file
    self.start = start
    at = start
  }

  func supply(_ count: Int, to buffer: inout [UInt8]) throws(StreamFault) {
    let before = buffer.count
    try SystemRead.add(to: &buffer, count) { pread(file.descriptor, $0, count, Int(at)) }
    at += Int64(buffer.count - before)
    file.read = max(file.read, at)
  }

  func origin(of position: Int64) -> Int64? { start + position }
}

/// The bytes from a pipe, which is not closed.
final class PipeSupply: ByteSupply {
  private let pipe: Int32
  private let budget: Budget?

  init(_ pipe: Int32, _ budget: Budget? = nil) {
    self.pipe = pipe
    self.budget = budget
  }

  func supply(_ count: Int, to buffer: inout [UInt8]) throws(StreamFault) {
    let before = buffer.count
    try SystemRead.add(to: &buffer, count) { room in
      while true {
        let got = read(pipe, room, count)
        guard got < 0, errno == EAGAIN else { return got }
        // The pipe may be in non-blocking mode.
        var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      }
    }
    budget?.read(buffer.count - before)
  }
}

/// System calls that are repeated where a signal interrupted them.
private enum SystemRead {
  static func add(
    to buffer: inout [UInt8], _ count: Int, _ call: (UnsafeMutableRawPointer?) -> Int
  ) throws(StreamFault) {
    var code: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { room, made in
      var got = call(room.baseAddress)
      while got < 0 && errno == EINTR { got = call(room.baseAddress) }
      code = got < 0 ? errno : 0
      made = max(0, got)
    }
    guard code == 0 else { throw .unreadable(String(cString: strerror(code))) }
    if buffer.isEmpty { buffer = chunk } else { buffer += chunk }
  }
}
