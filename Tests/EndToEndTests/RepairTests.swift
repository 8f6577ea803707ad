import Foundation
import Testing

/// `kiosque check` and `kiosque check --repair`, on files that were damaged.
@Suite(.serialized) struct RepairTests {
  /// Zeros in the place of the page of the archive where a text stands.
  private func damage(_ home: TestHome, at text: String) throws {
    var bytes = try Data(contentsOf: URL(filePath: home.archive))
    let place = try #require(bytes.firstRange(of: Data(text.utf8)))
    let page = place.lowerBound / 4096 * 4096
    bytes.replaceSubrange(page..<page + 4096, with: Data(count: 4096))
    try bytes.write(to: URL(filePath: home.archive))
  }

  private func texts(_ home: TestHome) throws -> [String] {
    try (1...12).map { try home.kiosque("show", "\($0)").output }
  }

  @Test func aDamagedArchiveIsNamedRefusedAndRepaired() throws {
    let home = try TestHome()
    try home.importStories()
    let before = try texts(home)
    #expect(before.allSatisfy { !$0.isEmpty })
    try damage(home, at: "Trois nuits de suite")
    let check = try home.kiosque("check")
    #expect(check.status == 1)
    #expect(check.errors.contains("rallumé » : son texte est abîmé"))
    #expect(check.errors.contains("kiosque check --repair"))
    let more = try home.write("Le quai\n\nUn texte qui est venu plus tard, au matin.\n", to: "more.txt")
    let refused = try home.kiosque("import", more)
    #expect(refused.status == 3)
    #expect(refused.errors.contains("abîmée"))
    let repair = try home.kiosque("check", "--repair")
    #expect(repair.status == 0, "\(repair.errors)")
    #expect(repair.output.contains("archive.sqlite.damaged"))
    #expect(try texts(home) == before)
    #expect(try home.kiosque("check").status == 0)
    #expect(try home.kiosque("import", more).status == 0)
    #expect(try home.kiosque("search", "lanterne").output.contains("phare"))
  }

  @Test func theReaderSaysThatTheArchiveIsDamaged() throws {
    let home = try TestHome()
    try home.importStories()
    try damage(home, at: "Trois nuits de suite")
    try home.kiosque("check")
    let reader = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try reader.waitFor("L’archive est abîmée")
    try reader.waitFor("phare")
    reader.send("q")
    #expect(reader.exitStatus() == 0)
  }

  @Test func aRepairThatIsKilledLeavesTheArchiveAsItWas() throws {
    let home = try TestHome()
    let lines = (1...1500).map { number in
      let words = "\(number + 10000)".compactMap(\.wholeNumberValue).map { "bcdfghjlmn".map(String.init)[$0] }
      return """
        {"url":"https://quai.example/\(number)","date":"2026-01-\(10 + number % 20)","source":"Le Quai",\
        "title":"Nouvelle \(words.joined()) du quai",\
        "text":"Le mot \(words.joined()) du jour.\\n\\n\(String(repeating: "Le port et la mer. ", count: 40))"}

        """
    }
    try home.kiosque("import", try home.write(lines.joined(), to: "lines.jsonl"))
    try damage(home, at: "Le mot cbhbb du jour")
    #expect(try home.kiosque("check").status == 1)
    let before = try Data(contentsOf: URL(filePath: home.archive)).dropFirst(4096)
    let draft = home.archive + ".repair"
    for wait in [0, 0.1, 0.4] {
      let killed = try home.shell(
        """
        '\(Program.path)' check --repair > /dev/null 2>&1 < /dev/null & pid=$!
        while kill -0 $pid 2> /dev/null && [ ! -s '\(draft)/archive.sqlite' ]; do :; done
        sleep \(wait); kill -9 $pid; wait $pid; echo $?
        """)
      #expect(killed.output == "137\n", "\(wait): \(killed.errors)")
      #expect(FileManager.default.fileExists(atPath: draft))
      #expect(try Data(contentsOf: URL(filePath: home.archive)).dropFirst(4096) == before)
    }
    let repair = try home.kiosque("check", "--repair")
    #expect(repair.status < 2, "\(repair.errors)")
    #expect(!FileManager.default.fileExists(atPath: draft))
    #expect(try home.kiosque("check").status == 0)
    #expect(try home.kiosque("stats", "--json").output.contains("\"stories\":1500"))
  }

  /// Only root may set up a disk that is full.
  private static let mayMount: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID().uuidString)").path
    let mount = "mkdir '\(folder)' && mount -t tmpfs -o size=1m tmpfs '\(folder)' && umount '\(folder)'"
    return getuid() == 0 && system("(\(mount) && rmdir '\(folder)') > /dev/null 2>&1") == 0
  }()

  @Test(.enabled(if: mayMount, "skipped: only root may set up a full disk"))
  func withoutRoomNothingChanges() throws {
    let home = try TestHome()
    try home.importStories()
    try damage(home, at: "Trois nuits de suite")
    let disk = home.path("disk")
    _ = try home.shell("mkdir '\(disk)'")
    let size = try Data(contentsOf: URL(filePath: home.archive)).count
    let mounted = try home.shell("mount -t tmpfs -o size=\(size + size / 2) tmpfs '\(disk)'")
    guard mounted.status == 0 else { return }
    defer { _ = try? home.shell("umount '\(disk)'") }
    _ = try home.shell("cp '\(home.archive)' '\(disk)/archive.sqlite'")
    let repair = try home.kiosque("check", "--repair", "--archive", disk + "/archive.sqlite")
    #expect(repair.status == 3)
    #expect(repair.errors.contains("Mo libres"), "\(repair.errors)")
    let files = try home.shell("ls '\(disk)' | grep -v -e -wal -e -shm").output
    #expect(files == "archive.sqlite\n")
  }
}
