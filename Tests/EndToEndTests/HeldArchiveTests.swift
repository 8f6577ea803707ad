import Foundation
import GRDB
import Testing

/// The reader while another program holds the archive's lock, or takes the file away.
@Suite struct HeldArchiveTests {
  private func reader(_ home: TestHome, rows: Int = 24) throws -> PseudoTerminal {
    let reader = try PseudoTerminal(arguments: [Program.path], environment: home.environment, rows: rows)
    try reader.waitFor("phare")
    try reader.waitUntilQuiet()
    return reader
  }

  /// A program that can leave its transaction open.
  private func holder(of home: TestHome) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: home.archive, configuration: configuration)
  }

  private func starred(_ home: TestHome) throws -> Int? {
    try DatabaseQueue(path: home.archive).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM story WHERE isStarred")
    }
  }

  private func names(_ home: TestHome) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home.folder.path).filter {
      $0.hasPrefix("archive.sqlite")
    }
    .sorted()
  }

  @Test func aStarIsShownAtOnceAndWrittenWhenTheLockIsFree() throws {
    let home = try TestHome()
    try home.importStories()
    let holder = try holder(of: home)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let reader = try reader(home)
    reader.send("j*")
    try reader.waitFor("●★ ", seconds: 2)
    let start = Date()
    reader.send(Keys.enter)
    try reader.waitFor("Trois nuits de suite", seconds: 2)
    #expect(-start.timeIntervalSinceNow < 1.5, "a story waits for no lock")
    try reader.waitFor("Un autre programme écrit ; vos changements attendent", seconds: 6)
    try holder.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(reader.until(5) { (try? starred(home)) == 1 })
    reader.send("qq")
    #expect(reader.exitStatus() == 0)
    try holder.close()
  }

  @Test func whatCouldNotBeWrittenIsSaidOnTheWayOut() throws {
    let home = try TestHome()
    try home.importStories()
    let holder = try holder(of: home)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let reader = try reader(home)
    reader.send("*j*q")
    #expect(reader.exitStatus(within: 15) == 1)
    let output = String(decoding: reader.output(), as: UTF8.self)
    #expect(output.contains("vos 2 dernières modifications n’ont pas été enregistrées"))
    try holder.inDatabase { try $0.execute(sql: "COMMIT") }
    try holder.close()
    #expect(try starred(home) == 0)
  }

  @Test func everyWayOutLeavesOneFileWithAllMarks() throws {
    let ways: [(name: String, leave: (PseudoTerminal) -> Void)] = [
      ("q", { $0.send("q") }), ("Q", { $0.send("Q") }), ("^C", { $0.send(Keys.control("c")) }),
      ("SIGTERM", { $0.signal(SIGTERM) }), ("SIGHUP", { $0.signal(SIGHUP) }), ("hang-up", { $0.hangUp() }),
    ]
    for way in ways {
      let home = try TestHome()
      try home.importStories()
      let reader = try reader(home)
      reader.send("*j*")
      _ = reader.until(3) { (try? starred(home)) == 2 }
      way.leave(reader)
      #expect(reader.exitStatus() != nil, "\(way.name)")
      #expect(try names(home) == ["archive.sqlite"], "\(way.name)")
      #expect(try starred(home) == 2, "\(way.name)")
    }
  }

  @Test func whatAKilledReaderLeftInTheLogIsTakenInByTheNext() throws {
    let home = try TestHome()
    try home.importStories()
    let killed = try reader(home)
    killed.send("*")
    _ = killed.until(3) { (try? starred(home)) == 1 }
    killed.signal(SIGKILL)
    #expect(killed.exitStatus() != nil)
    let next = try reader(home)
    next.send("q")
    #expect(next.exitStatus() == 0)
    #expect(try names(home) == ["archive.sqlite"])
    #expect(try starred(home) == 1)
  }

  @Test func aFileThatIsReplacedIsNoticedAndLeftAlone() throws {
    let home = try TestHome()
    try home.importStories()
    try FileManager.default.copyItem(atPath: home.archive, toPath: home.path("other"))
    let reader = try reader(home)
    #expect(rename(home.path("other"), home.archive) == 0)
    try reader.waitFor("Archive déplacée ou remplacée : rien n’y est plus écrit.", seconds: 5)
    reader.send("j")
    try reader.waitForNo("rien n’y est plus écrit")
    reader.send("*")
    try reader.waitFor("Archive déplacée ou remplacée : rien n’y est plus écrit.", seconds: 5)
    try reader.waitUntilQuiet()
    reader.send("q")
    #expect(reader.exitStatus() == 0)
    #expect(try starred(home) == 0)
    #expect(try home.kiosque("check").status == 0)
  }

  @Test func aBackupThatIsPutBackAfterReadingIsSound() throws {
    let home = try TestHome()
    try home.importStories()
    #expect(try home.kiosque("backup", home.path("saved")).status == 0)
    let reader = try reader(home)
    reader.send("*j*")
    _ = reader.until(3) { (try? starred(home)) == 2 }
    reader.send("q")
    #expect(reader.exitStatus() == 0)
    try Data(contentsOf: URL(filePath: home.path("saved"))).write(to: URL(filePath: home.archive))
    #expect(try home.kiosque("check").status == 0)
    #expect(try starred(home) == 0)
    #expect(try home.kiosque("list").output.split(separator: "\n").count == 12)
  }

  @Test func anImportThatIsInterruptedClosesTheArchiveAndEndsByTheSignal() throws {
    let home = try TestHome()
    try home.importStories()
    for (signal, status) in [("INT", "130"), ("TERM", "143"), ("HUP", "129")] {
      let pipe = home.path("pipe-\(signal)")
      // A shell's background jobs ignore SIGINT.
      let result = try home.shell(
        """
        mkfifo '\(pipe)' && exec 3<> '\(pipe)'
        env --default-signal=INT '\(Program.path)' import --format json '\(pipe)' & import=$!
        until [ -e '\(home.archive)-wal' ]; do sleep 0.05; done; sleep 0.3
        kill -\(signal) $import; wait $import; echo $?
        """)
      #expect(result.output == status + "\n", "\(signal): \(result.errors)")
      #expect(
        result.errors.split(separator: "\n").count { $0.contains("interrompu") } == 1,
        "\(signal): \(result.errors)")
      #expect(try names(home) == ["archive.sqlite"])
    }
  }

  @Test func aCommandThatWaitsSaysForWhat() throws {
    let home = try TestHome()
    try home.importStories()
    let holder = try holder(of: home)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let errors = home.path("errors")
    DispatchQueue.global().async {
      for _ in 0..<600 where (try? String(contentsOfFile: errors, encoding: .utf8))?.isEmpty != false {
        usleep(50_000)
      }
      try? holder.inDatabase { try $0.execute(sql: "COMMIT") }
    }
    let text = try home.write("Une brève\n\nIl a plu sur le port toute la matinée de lundi.\n", to: "b.txt")
    let result = try home.shell("'\(Program.path)' import '\(text)' 2> '\(errors)'")
    #expect(result.status == 0)
    let said = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(said.contains("un autre programme écrit dans l’archive"))
    #expect(said.contains("import 2"))
    #expect(!said.contains("locked"))
  }
}
