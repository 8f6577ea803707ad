import Foundation
import Testing

/// What the kernel answered in the cage, as strace(1) tells it.
@Suite(.timeLimit(.minutes(5))) struct TraceTests {
  /// Calls that may succeed in the cage.
  private static let allowed: Set<Substring> = [
    "read", "write", "readv", "writev", "pread64", "recvmsg", "sendmsg", "poll", "ppoll", "close", "fstat",
    "lseek", "futex", "munmap", "mremap", "madvise", "brk", "exit", "exit_group", "clock_gettime",
    "clock_getres", "clock_nanosleep", "gettimeofday", "time", "nanosleep", "sched_yield",
    "sched_getaffinity", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
    "getpid", "gettid", "getrandom", "getrusage", "sysinfo", "uname", "setitimer", "mmap", "mprotect",
    "tgkill",
  ]

  private static let strace: String? = ["/usr/bin/strace", "/usr/local/bin/strace"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The lines of the calls after the filter was set; nil where nothing can be traced.
  private static func calls(_ deed: String) throws -> [Substring]? {
    guard let strace else { return nil }
    var lines: [Substring]?
    try Scratch.file("") { _, log in
      _ = try Drill.run(deed, tracer: [strace, "-o", log])
      let all = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
      let start = all.firstIndex { $0.hasPrefix("seccomp(SECCOMP_SET_MODE_FILTER") && $0.hasSuffix(" = 0") }
      lines = start.map { Array(all[($0 + 1)...]) }
    }
    return lines
  }

  private static let canTrace = (try? calls("nothing")) ?? nil

  /// The call of a line if it succeeded.
  private static func success(_ line: Substring, next: Substring?) -> Substring? {
    guard let parenthesis = line.firstIndex(of: "("), let sign = line.range(of: " = ", options: .backwards),
      line.first?.isLetter == true
    else { return nil }
    let answer = line[sign.upperBound...]
    if answer.hasPrefix("-1 ") || answer.hasPrefix("?") { return nil }
    // What the filter refuses by a signal has the number of the call as its answer.
    if let next, next.contains("si_code=SYS_SECCOMP") || next.contains("killed by SIGSYS") { return nil }
    return line[..<parenthesis]
  }

  @Test(
    .enabled(
      if: canTrace != nil, "skipped: strace is not installed, or may not trace, or there is no seccomp"),
    arguments: CageTests.deaths.map(\.0) + CageTests.refusals.map(\.0))
  func noForbiddenCallSucceeds(_ deed: String) throws {
    let lines = try #require(try Self.calls(deed))
    #expect(lines.count > 1)
    for (index, line) in lines.enumerated() {
      guard let call = Self.success(line, next: lines.dropFirst(index + 1).first) else { continue }
      #expect(Self.allowed.contains(call), "\(line)")
      #expect(!(call.hasPrefix("m") && line.contains("PROT_EXEC")), "\(line)")
    }
  }
}
