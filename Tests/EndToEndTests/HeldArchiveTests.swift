import Foundation
import GRDB
import Testing

/// The reader while another program holds the archive's lock, or takes the file away.
@Suite struct HeldArchiveTests {
  private func reader(_ stand: TestHome, rows: Int = 24) throws -> PseudoTerminal {
    let reader = try PseudoTerminal(arguments: [Program.path], environment: stand.environment, rows: rows)
    try reader.waitFor("phare")
    try reader.waitUntilQuiet()
    return reader
  }

  /// A program that can leave its transaction open.
  private func holder(of stand: TestHome) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: stand.archive, configuration: configuration)
  }

  private func starred(_ stand: TestHome) throws -> Int? {
    try DatabaseQueue(path: stand.archive).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM story WHERE isStarred")
    }
  }

  private func names(_ stand: TestHome) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: stand.folder.path).filter {
      $0.hasPrefix("archive.sqlite")
    }
    .sorted()
  }

  @Test func aStarIsShownAtOnceAndWrittenWhenTheLockIsFree() throws {
    let stand = try TestHome()
    try stand.stock()
    let holder = try holder(of: stand)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let reader = try reader(stand)
    reader.send("j*")
    try reader.waitFor("●★ ", seconds: 2)
    let start = Date()
    reader.send(Keys.enter)
    try reader.waitFor("Trois nuits de suite", seconds: 2)
    #expect(-start.timeIntervalSinceNow < 1.5, "a story waits for no lock")
    try reader.waitFor("Un autre programme écrit ; vos changements attendent", seconds: 6)
    try holder.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(reader.until(5) { (try? starred(stand)) == 1 })
    reader.send("qq")
    #expect(reader.exitStatus() == 0)
    try holder.close()
  }

  @Test func whatCouldNotBeWrittenIsSaidOnTheWayOut() throws {
    let stand = try TestHome()
    try stand.stock()
    let holder = try holder(of: stand)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let reader = try reader(stand)
    reader.send("*j*q")
    #expect(reader.exitStatus(within: 15) == 1)
    let output = String(decoding: reader.output(), as: UTF8.self)
    #expect(output.contains("vos 2 dernières modifications n’ont pas été enregistrées"))
    try holder.inDatabase { try $0.execute(sql: "COMMIT") }
    try holder.close()
    #expect(try starred(stand) == 0)
  }

  @Test func everyWayOutLeavesOneFileWithAllMarks() throws {
    let ways: [(name: String, leave: (PseudoTerminal) -> Void)] = [
      ("q", { $0.send("q") }), ("Q", { $0.send("Q") }), ("^C", { $0.send(Keys.control("c")) }),
      ("SIGTERM", { $0.signal(SIGTERM) }), ("SIGHUP", { $0.signal(SIGHUP) }), ("hang-up", { $0.hangUp() }),
    ]
    for way in ways {
      let stand = try TestHome()
      try stand.stock()
      let reader = try reader(stand)
      reader.send("*j*")
      _ = reader.until(3) { (try? starred(stand)) == 2 }
      way.leave(reader)
      #expect(reader.exitStatus() != nil, "\(way.name)")
      #expect(try names(stand) == ["archive.sqlite"], "\(way.name)")
      #expect(try starred(stand) == 2, "\(way.name)")
    }
  }

  @Test func whatAKilledReaderLeftInTheLogIsTakenInByTheNext() throws {
    let stand = try TestHome()
    try stand.stock()
    let killed = try reader(stand)
    killed.send("*")
    _ = killed.until(3) { (try? starred(stand)) == 1 }
    killed.signal(SIGKILL)
    #expect(killed.exitStatus() != nil)
    let next = try reader(stand)
    next.send("q")
    #expect(next.exitStatus() == 0)
    #expect(try names(stand) == ["archive.sqlite"])
    #expect(try starred(stand) == 1)
  }

  @Test func aFileThatIsReplacedIsNoticedAndLeftAlone() throws {
    let stand = try TestHome()
    try stand.stock()
    try FileManager.default.copyItem(atPath: stand.archive, toPath: stand.path("other"))
    let reader = try reader(stand)
    #expect(rename(stand.path("other"), stand.archive) == 0)
    try reader.waitFor("Archive déplacée ou remplacée : rien n’y est plus écrit.", seconds: 5)
    reader.send("j")
    try reader.waitForNo("rien n’y est plus écrit")
    reader.send("*")
    try reader.waitFor("Archive déplacée ou remplacée : rien n’y est plus écrit.", seconds: 5)
    try reader.waitUntilQuiet()
    reader.send("q")
    #expect(reader.exitStatus() == 0)
    #expect(try starred(stand) == 0)
    #expect(try stand.kiosque("check").status == 0)
  }

  @Test func aBackupThatIsPutBackAfterReadingIsSound() throws {
    let stand = try TestHome()
    try stand.stock()
    #expect(try stand.kiosque("backup", stand.path("saved")).status == 0)
    let reader = try reader(stand)
    reader.send("*j*")
    _ = reader.until(3) { (try? starred(stand)) == 2 }
    reader.send("q")
    #expect(reader.exitStatus() == 0)
    try Data(contentsOf: URL(filePath: stand.path("saved"))).write(to: URL(filePath: stand.archive))
    #expect(try stand.kiosque("check").status == 0)
    #expect(try starred(stand) == 0)
    #expect(try stand.kiosque("list").output.split(separator: "\n").count == 12)
  }

  @Test func anImportThatIsInterruptedClosesTheArchiveAndEndsByTheSignal() throws {
    let stand = try TestHome()
    try stand.stock()
    for (signal, status) in [("INT", "130"), ("TERM", "143"), ("HUP", "129")] {
      let pipe = stand.path("pipe-\(signal)")
      // A shell's background jobs ignore SIGINT.
      let result = try stand.shell(
        """
        mkfifo '\(pipe)' && exec 3<> '\(pipe)'
        env --default-signal=INT '\(Program.path)' import --format json '\(pipe)' & import=$!
        until [ -e '\(stand.archive)-wal' ]; do sleep 0.05; done; sleep 0.3
        kill -\(signal) $import; wait $import; echo $?
        """)
      #expect(result.output == status + "\n", "\(signal): \(result.errors)")
      #expect(result.errors.contains("interrompu"), "\(signal): \(result.errors)")
      #expect(try names(stand) == ["archive.sqlite"])
    }
  }

  @Test func aCommandThatWaitsSaysForWhat() throws {
    let stand = try TestHome()
    try stand.stock()
    let holder = try holder(of: stand)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let errors = stand.path("errors")
    DispatchQueue.global().async {
      for _ in 0..<600 where (try? String(contentsOfFile: errors, encoding: .utf8))?.isEmpty != false {
        usleep(50_000)
      }
      try? holder.inDatabase { try $0.execute(sql: "COMMIT") }
    }
    let text = try stand.write("Une brève\n\nIl a plu sur le port toute la matinée de lundi.\n", to: "b.txt")
    let result = try stand.shell("'\(Program.path)' import '\(text)' 2> '\(errors)'")
    #expect(result.status == 0)
    let said = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(said.contains("un autre programme écrit dans l’archive"))
    #expect(said.contains("import 2"))
    #expect(!said.contains("locked"))
  }
}
