import Foundation
import Testing

/// What becomes of a process in its cage that does what it must not.
@Suite(.timeLimit(.minutes(5))) struct CageTests {
  #if arch(x86_64)
    private static let trap = SIGILL
    private static let foreign: [(String, Int32)] = [("fork-call", SIGSYS), ("x32", SIGSYS)]
  #else
    private static let trap = SIGTRAP
    private static let foreign: [(String, Int32)] = []
  #endif

  private static let own: [(String, Int32)] = [
    ("trap", trap), ("segv", SIGSEGV), ("recursion", SIGSEGV), ("loop", SIGPROF),
    ("abort", SIGABRT),
    ("growth", SIGABRT),
  ]
  private static let forbidden = [
    "socket", "connect", "bind", "exec", "execveat", "map-executable", "make-executable",
    "signal-parent-thread", "ptrace", "write-into-parent", "bpf", "io-uring",
  ]
  static let deaths = own + forbidden.map { ($0, SIGSYS) } + foreign

  static let refusals: [(String, String)] = [
    ("read-path", "EACCES"), ("read-folder", "EACCES"), ("write-path", "EACCES"),
    ("stat-path", "EACCES"),
    ("remove", "ENOSYS"), ("rename", "ENOSYS"), ("make-folder", "ENOSYS"),
    ("two-gigabytes", "ENOMEM"),
    ("shared-memory", "ENOMEM"), ("growing-memory", "ENOMEM"), ("fork", "EAGAIN"),
    ("thread", "EAGAIN"),
    ("kill-parent", "ENOSYS"), ("read-parent", "ENOSYS"), ("raise-limit", "EPERM"),
    ("dumpable", "EPERM"),
    ("fcntl", "EPERM"), ("ioctl", "ENOTTY"), ("socketpair", "ENOSYS"), ("pipe", "ENOSYS"),
    ("memory-file", "ENOSYS"),
  ]

  private static let needsSeccomp = ConditionTrait.enabled(
    if: Cage.here.contains(.seccomp), "skipped: the kernel or the container has no seccomp")
  private static let needsLandlock = ConditionTrait.enabled(
    if: Cage.here.contains(.landlock), "skipped: the kernel or the container has no Landlock")

  @Test func privilegesAndLimitsHoldEverywhere() throws {
    for user in User.possible {
      let drill = try Drill.run("nothing", user.options)
      #expect(drill.fault == 0)
      #expect(drill.holds.isSuperset(of: [.newPrivileges, .limits]))
      #expect(drill.lines == ["done"])
      #expect(drill.status == Drill.alive)
    }
  }

  @Test func aKernelWithFiltersFiltersHere() throws {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    if status.contains("Seccomp_filters:") { #expect(Cage.here.contains(.seccomp)) }
  }

  @Test(needsSeccomp, arguments: deaths)
  func whatIsForbiddenEndsTheProcess(_ deed: String, _ signal: Int32) throws {
    for user in User.possible {
      let drill = try Drill.run(deed, user.options)
      #expect(drill.fault == 0)
      #expect(drill.signal == signal, "\(user): status \(drill.status), \(drill.lines)")
    }
  }

  #if arch(x86_64)
    /// A kernel without the 32-bit interface raises SIGSEGV instead.
    @Test(needsSeccomp) func aCallOfAnotherArchitectureEndsTheProcess() throws {
      let drill = try Drill.run("i386")
      #expect([SIGSYS, SIGSEGV].contains(drill.signal))
    }
  #endif

  @Test(needsSeccomp, arguments: refusals)
  func whatIsRefusedLeavesTheProcessAlive(_ deed: String, _ code: String) throws {
    for user in User.possible {
      let drill = try Drill.run(deed, user.options)
      #expect(drill.lines == [code], "\(user)")
      #expect(drill.status == Drill.alive)
    }
  }

  @Test(
    arguments: ["exec", "socket", "map-executable"]
      + refusals.map(\.0).filter { $0 != "two-gigabytes" })
  func withoutACageItAllSucceedsOrFailsForAnotherReason(_ deed: String) throws {
    try Scratch.file("text") { _, path in
      let drill = try Drill.run(deed, ["--uncaged"], words: [path])
      #expect(drill.fault == nil)
      #expect(drill.signal == 0)
      #expect(!drill.lines.contains("EACCES"))
    }
  }

  @Test func memoryEndsAtTheLimit() throws {
    let drill = try Drill.run("growth", ["--data=67108864"])
    #expect(drill.signal == SIGABRT)
    #expect((32..<64).contains(Int(drill.lines.last ?? "") ?? 0))
  }

  @Test func aLoopEndsWhenItsProcessorTimeIsUsedUp() throws {
    let drill = try Drill.run("loop")
    #expect(drill.signal == SIGPROF)
    #expect(drill.microseconds >= 150_000)
  }

  @Test func aTimeLimitThatWasLiftedEndsNothing() throws {
    let drill = try Drill.run("limit-lifted")
    #expect(drill.lines == ["done"])
    #expect(drill.status == Drill.alive)
    #expect(drill.microseconds >= 250_000)
  }

  @Test func anEarlyExitIsNoDeath() throws {
    let drill = try Drill.run("exit")
    #expect(drill.signal == 0)
    #expect(drill.status == 0)
    #expect(drill.lines.isEmpty)
  }

  @Test func twoThreadsAreNotCaged() throws {
    let drill = try Drill.run("second-thread")
    #expect(drill.fault == -Int(EBUSY))
    #expect(drill.holds.isEmpty)
  }

  @Test(
    needsLandlock,
    arguments: ["read-path", "read-folder", "write-path", "remove", "make-folder", "exec"])
  func landlockAloneKeepsFilesAway(_ deed: String) throws {
    for user in User.possible {
      let drill = try Drill.run(deed, ["--without-seccomp"] + user.options)
      #expect(drill.fault == 0)
      #expect(drill.holds == [.newPrivileges, .landlock, .limits])
      #expect(drill.lines == ["EACCES"])
      #expect(drill.status == Drill.alive)
    }
  }

  @Test(needsSeccomp, arguments: ["read-path", "read-folder", "write-path", "stat-path"])
  func theFilterAloneKeepsFilesAway(_ deed: String) throws {
    let drill = try Drill.run(deed, ["--without-landlock"])
    #expect(drill.fault == 0)
    #expect(drill.holds == [.newPrivileges, .limits, .seccomp])
    #expect(drill.lines == ["EACCES"])
  }

  @Test(needsSeccomp) func whereBothAreMissingItIsToldAndLimitsHold() throws {
    let without = ["--without-landlock", "--without-seccomp"]
    let drill = try Drill.run("read-path", without)
    #expect(drill.fault == 0)
    #expect(drill.holds == [.newPrivileges, .limits])
    #expect(drill.lines == ["done"])
    if User.possible.contains(.nobody) {
      #expect(try Drill.run("fork", without + ["--nobody"]).lines == ["EAGAIN"])
    }
    #expect(try Drill.run("two-gigabytes", without).lines == ["ENOMEM"])
  }
}
