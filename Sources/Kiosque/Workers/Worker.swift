import BinaryCoding
import Glibc
import Importing
import Workers

/// How this program starts itself as a worker.
enum Worker {
  /// The number of cores that the program may use.
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  static func start(_ setup: WorkerSetup) -> WorkerStart {
    WorkerStart(
      program: program, arguments: ["kiosque", WorkerMain.argument], environment: environment,
      setup: setup.encoded)
  }

  /// The program itself; the one beside it where this is the one that runs its tests.
  private static var program: String {
    let own = "/proc/self/exe"
    guard let path = realpath(own, nil) else { return own }
    defer { free(path) }
    let name = String(cString: path)
    guard name.hasSuffix(".xctest"), let slash = name.lastIndex(of: "/") else { return own }
    return name[..<slash] + "/kiosque"
  }

  /// What a worker needs to find profiles, weights and the time zone, and to be the same in every locale.
  private static var environment: [String] {
    let kept = [
      "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "KIOSQUE_DATA", "ASAN_OPTIONS", "TSAN_OPTIONS",
      "LLVM_PROFILE_FILE",
    ]
    return kept.compactMap { name in Environment[name].map { "\(name)=\($0)" } }
      + ["LC_ALL=C.UTF-8", "TZ=\(Environment["TZ"] ?? ":/etc/localtime")", "SWIFT_BACKTRACE=enable=no"]
  }

  /// Opens a file for a worker; where that fails, what reading it gives.
  static func file(_ path: String, followLinks: Bool) -> WorkerFile {
    switch opened(path, followLinks: followLinks) {
    case .success(let descriptor): .open(descriptor)
    case .failure(let fault):
      .answer(ReadReply(DeskReading(outcome: .failed(fault)), unpacked: 0).encoded)
    }
  }

  /// A descriptor of a regular file, to be closed.
  static func opened(_ path: String, followLinks: Bool) -> Result<Int32, ImportFault> {
    OpenFile.open(path, followLinks: followLinks).flatMap { file in
      let copy = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
      guard copy >= 0 else { return .failure(.unreadable(path: path, reason: Descriptor.reason(errno))) }
      return .success(copy)
    }
  }
}
