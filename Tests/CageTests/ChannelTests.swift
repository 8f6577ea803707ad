import CCage
import Foundation
import Testing

/// Bytes and descriptors over a socket pair.
@Suite(.timeLimit(.minutes(5))) struct ChannelTests {
  private static func pair(blocking: Bool = true, _ body: (Int32, Int32) throws -> Void) rethrows {
    var ends: [Int32] = [-1, -1]
    let flags = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | (blocking ? 0 : SOCK_NONBLOCK.rawValue)
    socketpair(AF_UNIX, Int32(flags), 0, &ends)
    defer { for end in ends { close(end) } }
    try body(ends[0], ends[1])
  }

  /// The second end of a pipe, and whether nobody has it open any more.
  private static func pipe(_ body: (Int32) throws -> Void) rethrows -> Bool {
    var ends: [Int32] = [-1, -1]
    Scratch.pipe(&ends)
    try body(ends[1])
    close(ends[1])
    // A process that is just being started has copies for a moment.
    var wanted = pollfd(fd: ends[0], events: 0, revents: 0)
    defer { close(ends[0]) }
    return poll(&wanted, 1, 20_000) == 1
  }

  /// Sends one byte with a descriptor several times in one message, as kq_send never does.
  private static func send(_ descriptor: Int32, times: Int, to socket: Int32) -> Int {
    let length = 16 + 4 * times
    var control = [UInt64](repeating: 0, count: (length + 7) / 8)
    var byte = UInt8(ascii: "x")
    return control.withUnsafeMutableBytes { control in
      control.storeBytes(of: length, as: Int.self)
      control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
      control.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
      for index in 0..<times {
        control.storeBytes(of: descriptor, toByteOffset: 16 + 4 * index, as: Int32.self)
      }
      return withUnsafeMutablePointer(to: &byte) { byte in
        var part = iovec(iov_base: byte, iov_len: 1)
        return withUnsafeMutablePointer(to: &part) { part in
          var message = msghdr()
          message.msg_iov = part
          message.msg_iovlen = 1
          message.msg_control = control.baseAddress
          message.msg_controllen = control.count
          return sendmsg(socket, &message, 0)
        }
      }
    }
  }

  private static func receive(_ socket: Int32, _ count: Int) -> (text: String, descriptors: [Int32]) {
    var room = [UInt8](repeating: 0, count: count)
    var descriptors: [Int32] = [-1, -1, -1, -1]
    var received: Int32 = -1
    let taken = kq_receive(socket, &room, count, &descriptors, &received)
    let text = taken < 0 ? "\(taken)" : String(decoding: room.prefix(taken), as: UTF8.self)
    return (text, Array(descriptors.prefix(Int(received))))
  }

  @Test func aDescriptorArrivesWithItsBytesAndIsNotInherited() throws {
    try Scratch.file("Hello") { file, _ in
      Self.pair { here, there in
        #expect(kq_send(here, "first", 5, file) == 5)
        #expect(kq_send(here, "second", 6, file) == 6)
        let first = Self.receive(there, 100)
        let second = Self.receive(there, 100)
        #expect(first.text == "first")
        #expect(second.text == "second")
        for descriptors in [first.descriptors, second.descriptors] {
          #expect(descriptors.count == 1)
          for descriptor in descriptors {
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
            var bytes = [UInt8](repeating: 0, count: 5)
            #expect(pread(descriptor, &bytes, 5, 0) == 5)
            #expect(bytes == Array("Hello".utf8))
            close(descriptor)
          }
        }
      }
    }
  }

  @Test(arguments: [4, 5, 6, 60]) func descriptorsBeyondTheFourthAreClosed(_ times: Int) {
    let isClosed = Self.pipe { end in
      Self.pair { here, there in
        #expect(Self.send(end, times: times, to: here) == 1)
        let (text, descriptors) = Self.receive(there, 10)
        #expect(text == "x")
        #expect(descriptors.count == 4)
        for descriptor in descriptors { close(descriptor) }
        kq_send(here, "y", 1, -1)
        #expect(Self.receive(there, 10) == ("y", []))
      }
    }
    #expect(isClosed)
  }

  @Test func whoTakesNoDescriptorGetsNone() {
    let isClosed = Self.pipe { end in
      Self.pair { here, there in
        #expect(Self.send(end, times: 3, to: here) == 1)
        var byte: UInt8 = 0
        #expect(kq_receive(there, &byte, 1, nil, nil) == 1)
        #expect(byte == UInt8(ascii: "x"))
      }
    }
    #expect(isClosed)
  }

  @Test func anEmptyAndAFullSocketThatDoNotBlockSaySo() {
    Self.pair(blocking: false) { here, there in
      #expect(Self.receive(there, 10).text == "\(-EAGAIN)")
      let bytes = [UInt8](repeating: 0, count: 1 << 16)
      var sent = 0
      while sent >= 0 { sent = kq_send(here, bytes, bytes.count, -1) }
      #expect(sent == -Int(EAGAIN))
    }
  }

  @Test func theEndOfTheOtherSideIsTold() {
    var ends: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(kq_send(ends[0], "x", 1, -1) == -Int(EPIPE))
    #expect(Self.receive(ends[0], 10) == ("", []))
  }

  @Test func aDescriptorNeedsAByte() {
    Self.pair { here, _ in #expect(kq_send(here, "", 0, here) == -Int(EINVAL)) }
  }
}
