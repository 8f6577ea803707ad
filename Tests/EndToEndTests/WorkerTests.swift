import Foundation
import Testing

/// The processes that read captures, from outside: what becomes of an import when one of them dies.
@Suite(.serialized) struct WorkerTests {
  private static func page(_ number: Int) -> String {
    let text = """
      Les écluses se sont ouvertes à l’aube pour la \(number)e fois, devant trois cents personnes venues en \
      famille, et le maire a promis que la digue tiendrait jusqu’au printemps.
      """
    return "<html lang=\"fr\"><head><title>L’écluse \(number)</title></head><body><article>"
      + "<h1>L’écluse \(number)</h1><p>\(text)</p><p>\(text)</p><p>\(text)</p></article></body></html>"
  }

  /// An import that reads from a pipe, so that its workers wait between two captures.
  private final class SlowImport {
    let process = Process()
    private let input = Pipe()
    private let errors = Pipe()

    init(_ home: TestHome) throws {
      process.executableURL = URL(filePath: Program.path)
      process.arguments = ["import", "--ack", "--watch", home.path("in")]
      process.environment = home.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = errors
      try FileManager.default.createDirectory(atPath: home.path("in"), withIntermediateDirectories: true)
      try process.run()
    }

    /// The numbers of its workers.
    var workers: [pid_t] {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return all.compactMap { pid_t($0) }.filter { number in
        guard let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8) else {
          return false
        }
        return status.contains("PPid:\t\(process.processIdentifier)\n")
      }
    }

    /// Whether a worker is no more than an entry in the table of processes.
    func hasEnded(_ worker: pid_t) -> Bool {
      let status = try? String(contentsOfFile: "/proc/\(worker)/status", encoding: .utf8)
      return status?.contains("State:\tZ") != false
    }

    func end() -> String {
      process.interrupt()
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: said, as: UTF8.self)
    }
  }

  private func count(_ home: TestHome) throws -> Int {
    try home.kiosque("list", "--limit", "100").output.split(separator: "\n").count
  }

  private func wait(_ isThere: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<600 {
      if try isThere() { return true }
      usleep(50_000)
    }
    return false
  }

  @Test func aWorkerThatIsKilledBetweenTwoCapturesCostsNone() throws {
    let home = try TestHome()
    let slow = try SlowImport(home)
    try home.write(Self.page(1), to: "in/1.html")
    #expect(try wait { try count(home) == 1 })
    let workers = slow.workers
    #expect(!workers.isEmpty)
    for worker in workers { kill(worker, SIGSEGV) }
    #expect(wait { workers.allSatisfy(slow.hasEnded) })
    try home.write(Self.page(2), to: "in/2.html")
    #expect(try wait { try count(home) == 2 })
    #expect(!slow.end().contains("signal"))
  }

  @Test(.enabled(if: Program.limitsMemory)) func aWorkerThatEndsAtACaptureCostsThatOne() throws {
    let home = try TestHome()
    // Every worker of this import is limited to less memory than the second page needs.
    for number in 1...30 { try home.write(Self.page(number), to: "in/\(100 + number).html") }
    try home.write(
      "<html><body><article>" + String(repeating: "<div><p>\(Self.page(0))</p>", count: 30_000),
      to: "in/115b.html")
    let result = try home.shell(
      "KIOSQUE_WORKER_MEMORY=60000000 '\(Program.path)' import '\(home.path("in"))'")
    #expect(result.status == 1)
    #expect(result.errors.contains("115b.html: nettoyage interrompu par le signal"), "\(result.errors)")
    #expect(result.errors.contains("kiosque reclean --failed"))
    #expect(try count(home) == 30)
    #expect(try home.kiosque("stats", "--json").output.contains("\"failed\":1"))
    #expect(try home.kiosque("stats").output.contains("1 capture conservée brute, pas encore lue"))
    let trial = try home.kiosque("reclean", "--failed", "--dry-run")
    #expect(trial.status == 0 && trial.errors.contains("1 capture à lire à présent"), "\(trial.errors)")
    #expect(try count(home) == 30)
    let again = try home.kiosque("reclean", "--failed")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try count(home) == 31)
    #expect(try home.kiosque("reclean", "--failed").status == 0)
    #expect(try count(home) == 31)
    #expect(try home.kiosque("stats", "--json").output.contains("\"failed\":0"))
  }

  @Test(.enabled(if: Program.limitsMemory)) func whatIsTriedAgainIsReadAsItsImportReadIt() throws {
    let home = try TestHome()
    let outside = "Le bac de l’aube relie de nouveau les deux rives, et les lycéens ne font plus le détour."
    let page =
      "Le bac repart\n<div><p>\(outside)</p></div>"
      + String(repeating: "<div><p>\(Self.page(0))</p>", count: 30_000)
    try home.write(page, to: "in/bac.txt")
    try home.write("path,url\nin/bac.txt,https://quai.example/bac\n", to: "list.csv")
    try home.write("body: //article\n", to: "configs/quai.example.txt")
    let options =
      "--format html --site-configs '\(home.path("configs"))' --manifest '\(home.path("list.csv"))'"
    let lost = try home.shell(
      "KIOSQUE_WORKER_MEMORY=60000000 '\(Program.path)' import \(options) '\(home.path("in"))'")
    #expect(lost.errors.contains("kiosque reclean --failed"), "\(lost.errors)")
    _ = try home.shell("mv '\(home.path("configs"))' '\(home.path("elsewhere"))'")
    let left = try home.kiosque("reclean", "--failed")
    #expect(left.status == 1 && left.errors.contains("1 capture conservée brute"), "\(left.errors)")
    _ = try home.shell("mv '\(home.path("elsewhere"))' '\(home.path("configs"))'")
    let read = try home.kiosque("reclean", "--failed")
    #expect(read.status == 0, "\(read.errors)")
    #expect(try home.kiosque("show", "1", "--json").output.contains("https://quai.example/bac"))
    let story = try home.kiosque("show", "1").output
    #expect(story.contains("écluses") && !story.contains("le détour") && !story.contains("<p>"))
  }

  @Test func theSandboxIsTold() throws {
    let home = try TestHome()
    let told = try home.kiosque("check", "--sandbox")
    #expect(told.output.split(separator: "\n").count == 4)
    #expect(told.output.contains("setrlimit"))
    #expect((told.status == 0) == !told.output.contains("non "))
  }

  @Test func nothingIsLeftBehind() throws {
    let home = try TestHome()
    for number in 1...3 { try home.write(Self.page(number), to: "in/\(number).html") }
    let folder = try FileManager.default.contentsOfDirectory(atPath: home.folder.path).sorted()
    try home.kiosque("clean", home.path("in"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.folder.path).sorted() == folder)
  }
}
