import CCage
import Foundation

/// What a cage is made of, as `kq_cage` tells it.
struct Cage: OptionSet {
  let rawValue: Int
  static let newPrivileges = Cage(rawValue: KQ_CAGE_NEW_PRIVILEGES)
  static let landlock = Cage(rawValue: KQ_CAGE_LANDLOCK)
  static let limits = Cage(rawValue: KQ_CAGE_LIMITS)
  static let seccomp = Cage(rawValue: KQ_CAGE_SECCOMP)

  /// What holds on this kernel, in this container.
  static let here: Cage = (try? Drill.run("nothing"))?.holds ?? []
}

/// Who runs it: root also as nobody, because some limits do not bind root.
enum User: CaseIterable {
  case own, nobody

  static var possible: [User] { getuid() == 0 ? allCases : [.own] }
  var options: [String] { self == .nobody ? ["--nobody"] : [] }
}

/// A run of the program cage-drill, which closes its cage and then does one thing.
struct Drill {
  /// It leaves with this status where it is alive at the end.
  static let alive: Int32 = 42

  /// What `kq_cage` gave back; nil where it was not called.
  let fault: Int?
  let holds: Cage
  /// What it told then.
  let lines: [String]
  /// What it wrote to standard error.
  let errors: String
  let status: Int32
  let signal: Int32
  let microseconds: Int

  struct Fault: Error { let code: Int32 }

  /// Beside the tests.
  static let path: String = {
    for start in [Bundle.main.bundlePath, Bundle.main.executablePath ?? "", CommandLine.arguments[0]] {
      var folder = URL(filePath: start).standardizedFileURL
      while folder.path.count > 1 {
        let candidate = folder.appending(path: "cage-drill").path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
          return candidate
        }
        folder.deleteLastPathComponent()
      }
    }
    return "cage-drill"
  }()

  /// `file` is sent to it with one byte; `tracer` is a program that starts it.
  static func run(
    _ deed: String, _ options: [String] = [], words: [String] = [], zone: String = ":/etc/localtime",
    file: Int32 = -1, tracer: [String] = []
  ) throws -> Drill {
    let drill = try Running(tracer + [path, deed] + options + words, zone: zone)
    if file >= 0 { _ = kq_send(drill.channel, "f", 1, file) }
    return try drill.end()
  }

  fileprivate init(told: String, errors: String, status: Int32, signal: Int32, microseconds: Int) {
    var lines = told.split(separator: "\n").map(String.init)
    let cage = lines.firstIndex { $0.hasPrefix("cage ") }.map { lines.remove(at: $0).split(separator: " ") }
    fault = cage.flatMap { Int($0[1]) }
    holds = Cage(rawValue: cage.flatMap { Int($0[2]) } ?? 0)
    self.lines = lines
    self.errors = errors
    (self.status, self.signal, self.microseconds) = (status, signal, microseconds)
  }
}

/// A drill that has not ended yet.
struct Running {
  let channel: Int32
  let errors: Int32
  let process: Int32
  let descriptor: Int32

  /// The first argument is the program's path.
  init(_ arguments: [String], zone: String = ":/etc/localtime") throws {
    var pair: [Int32] = [-1, -1]
    var pipe: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair)
    Scratch.pipe(&pipe)
    defer { for end in [pair[1], pipe[1]] { close(end) } }
    (channel, errors) = (pair[0], pipe[0])
    let environment = ["LC_ALL=C.UTF-8", "TZ=\(zone)", "SWIFT_BACKTRACE=enable=no"]
    var (process, descriptor) = (Int32(-1), Int32(-1))
    let code = CStrings.with(arguments) { arguments in
      CStrings.with(environment) { environment in
        kq_spawn(arguments[0], arguments, environment, pair[1], pipe[1], &process, &descriptor)
      }
    }
    (self.process, self.descriptor) = (process, descriptor)
    guard code != 0 else { return }
    close(channel)
    close(errors)
    throw Drill.Fault(code: code)
  }

  /// Takes in everything that it tells, waits for its end, and closes everything.
  func end() throws -> Drill {
    var told: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = kq_receive(channel, &room, room.count, nil, nil)
      guard count > 0 else { break }
      told += room.prefix(count)
    }
    var said: [UInt8] = []
    while case let count = read(errors, &room, room.count), count > 0 { said += room.prefix(count) }
    var (status, signal, microseconds) = (Int32(0), Int32(0), 0)
    let code = kq_reap(descriptor, &status, &signal, &microseconds)
    for end in [channel, errors, descriptor] { close(end) }
    guard code == 0 else { throw Drill.Fault(code: code) }
    return Drill(
      told: String(decoding: told, as: UTF8.self), errors: String(decoding: said, as: UTF8.self),
      status: status, signal: signal, microseconds: microseconds)
  }
}

/// Arguments as C wants them.
enum CStrings {
  static func with<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: UnsafeMutablePointer<CChar>?.self) { buffer in
        buffer.baseAddress.map(body) ?? body([nil])
      }
    }
  }
}

/// Files and pipes of a test.
enum Scratch {
  /// Of which no program that somebody starts gets a copy.
  static func pipe(_ ends: inout [Int32]) {
    Glibc.pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// A file that is gone at the end.
  static func file(_ text: String, _ flags: Int32 = O_RDONLY, _ body: (Int32, String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "cage-\(UUID().uuidString)").path
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    defer { unlink(path) }
    let file = open(path, flags | O_CLOEXEC)
    defer { close(file) }
    try body(file, path)
  }
}
