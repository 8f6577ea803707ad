import CCage
import Foundation
import Testing

/// The start of the process, its end, and what it can do in between.
@Suite(.timeLimit(.minutes(5))) struct SpawnTests {
  @Test func itInheritsTwoDescriptorsAndNoOther() throws {
    let opened = (0..<20).map { _ in open("/dev/null", O_RDWR) }
    defer { for descriptor in opened { close(descriptor) } }
    #expect(fcntl(3, F_GETFD) >= 0)
    let drill = try Drill.run("inherited", ["--uncaged"])
    #expect(drill.lines == ["0 /dev/null", "1 /dev/null", "2 pipe", "3 socket", "done"])
  }

  /// Channel and errors may be any descriptors of the parent, also those that they become in the child.
  @Test(arguments: ["01", "10", "20", "23", "32", "03", "30", "21"])
  func noSourceIsWrittenOverByATarget(_ pair: String) throws {
    let drill = try Drill.run("descend", ["--uncaged"], words: [pair])
    #expect(drill.lines == ["channel \(pair)", "done"])
    #expect(drill.errors == "errors \(pair)\n")
  }

  @Test func signalsHaveTheirDefaultsAndTheSessionIsItsOwn() throws {
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGUSR1)
    let old = signal(SIGUSR2, SIG_IGN)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer {
      pthread_sigmask(SIG_SETMASK, &before, nil)
      signal(SIGUSR2, old)
    }
    let drill = try Drill.run("signals", ["--uncaged"])
    #expect(drill.lines == ["0 blocked, own session", "done"])
  }

  @Test func aMissingProgramIsToldAndLeavesNothing() throws {
    var (process, descriptor) = (Int32(0), Int32(0))
    let code = CStrings.with(["/nowhere/drill"]) { arguments in
      CStrings.with([]) { kq_spawn("/nowhere/drill", arguments, $0, 1, 2, &process, &descriptor) }
    }
    #expect(code == ENOENT)
    #expect(process == -1)
    #expect(descriptor == -1)
  }

  @Test func aChannelThatIsNotOpenIsTold() throws {
    var (process, descriptor) = (Int32(0), Int32(0))
    let code = CStrings.with([Drill.path, "nothing"]) { arguments in
      CStrings.with([]) { kq_spawn(Drill.path, arguments, $0, -1, 2, &process, &descriptor) }
    }
    #expect(code == EBADF)
    #expect(process == -1)
  }

  @Test func aProcessThatWaitsCanBeKilled() throws {
    let waits = try Running([Drill.path, "read-descriptor"])
    let kept = dup(waits.descriptor)
    defer { close(kept) }
    #expect(kq_kill(waits.descriptor, SIGKILL) == 0)
    let drill = try waits.end()
    #expect(drill.signal == SIGKILL)
    #expect(kq_kill(kept, SIGKILL) == ESRCH)
    #expect(kq_reap(kept, nil, nil, nil) == ECHILD)
  }

  @Test func aDescriptorThatIsPassedCanBeReadInTheCage() throws {
    for user in User.possible {
      try Scratch.file("Hello world") { file, _ in
        let drill = try Drill.run("read-descriptor", user.options, file: file)
        #expect(drill.lines == ["Hello world 11 11 Hello", "done"])
        #expect(drill.status == Drill.alive)
      }
    }
  }

  @Test func aFileThatIsPassedForWritingCannotGrow() throws {
    try Scratch.file("Hello", O_RDWR) { file, path in
      let drill = try Drill.run("grow-a-file", file: file)
      #expect(drill.signal == SIGXFSZ)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text == "Hello")
    }
  }

  @Test func clocksAndChanceWorkInTheCage() throws {
    #expect(try Drill.run("time-and-chance").lines == ["done"])
  }
}
