import Archive
import BinaryCoding
import Cleaning
import Foundation
import Importing
import SQLiteArchive
import Stories
import Testing

@testable import Kiosque
@testable import Workers

/// Captures read in processes of their own, where one of those ends, or is given too much.
@Suite(.timeLimit(.minutes(3))) struct CagedWorkTests {
  /// A file that is gone with the test.
  private final class File {
    let path: String

    init(_ bytes: Data, _ ending: String) throws {
      path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString)." + ending
      try bytes.write(to: URL(filePath: path))
    }

    convenience init(_ text: String, _ ending: String) throws { try self.init(Data(text.utf8), ending) }

    deinit { unlink(path) }
  }

  private static func line(_ number: Int) -> String {
    let text = String(repeating: "Le bac a repris ses rotations ce matin. ", count: 100)
    return #"{"title":"Le bac repart \#(number)","text":"\#(text)"}"# + "\n"
  }

  private func fault(_ record: Record?) -> ImportFault? {
    if case .failed(let fault)? = record?.content { fault } else { nil }
  }

  @Test func aPipeThatIsGivenUpKeepsNoOtherFileFromBeingRead() throws {
    let work = CagedWork(siteConfigs: nil)
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    // All of it finds room in the pipe, whose other end stays open: its reader waits for more.
    #expect(fcntl(ends[1], 1031 /* F_SETPIPE_SZ */, 1 << 19) >= 1 << 19)
    let lines = Array((0..<100).map(Self.line).joined().utf8)
    #expect(write(ends[1], lines, lines.count) == lines.count)
    let records = work.open(pipe: ends[0], name: "-")
    guard case .capture(let raw)? = records.next()?.content else {
      Issue.record("no capture")
      return
    }
    raw.countUnpacked(1 << 40)
    guard case .damaged(_, _, .flood)? = fault(records.next()) else {
      Issue.record("it was not given up")
      return
    }
    #expect(records.next() == nil)
    let file = try File(Self.line(7) + Self.line(8), "jsonl")
    guard case .success(.records(let others)) = work.open(file.path, isNamed: true, from: nil) else {
      Issue.record("it was not opened")
      return
    }
    #expect(others.next()?.isPassed == false && others.next()?.isPassed == false)
    #expect(others.next() == nil)
  }

  @Test func aPipeThatCannotBeOpenedIsToldAsThat() {
    let records = CagedWork(siteConfigs: nil).open(pipe: -1, name: "tube")
    #expect(fault(records.next()) == .unreadable(path: "tube", reason: "Bad file descriptor"))
    #expect(records.next() == nil)
  }

  @Test func aPipeWhoseReaderCannotBeginIsToldAsThat() {
    let nothing = WorkerStart(
      program: "/nonexistent/kiosque", arguments: ["kiosque"], environment: [], setup: [])
    let records = RecordPool(nothing).open(pipe: 0, name: "tube")
    guard case .damaged("tube", _, .other(let words))? = fault(records.next()) else {
      Issue.record("it was opened")
      return
    }
    #expect(words.hasPrefix("reading could not begin"))
  }

  /// What cleaning makes of a file that was read, when its worker ended and something happened to the file.
  private func cleaned(_ text: String, _ isNamed: Bool, after change: (String) throws -> Void) throws
    -> CleanAnswer?
  {
    let file = try File(text, "txt")
    let work = CagedWork(siteConfigs: nil)
    let item = CaptureItem(source: .file(file.path, isNamed: isNamed, size: text.utf8.count))
    var ticket = try #require(work.read([item]).first?.ticket)
    ticket.worker = WorkerID(place: 0, generation: 0)
    try change(file.path)
    return work.clean([CleanItem(ticket: ticket)], CleanSetting(templates: .none, form: .story)).first
  }

  private static let text =
    "Le bac repart\n\nIl a repris ses rotations ce matin, après trois jours de tempête.\n"

  @Test func aFileThatChangedBeforeItWasReadAgainIsToldAsThat() throws {
    guard case .failed(.reading(.missing))? = try cleaned(Self.text, true, after: { unlink($0) }) else {
      Issue.record("missing")
      return
    }
    let empty = try cleaned(Self.text, true) { truncate($0, 0) }
    guard case .failed(.reading(.empty))? = empty else {
      Issue.record("empty")
      return
    }
    let picture = try cleaned(Self.text, false) { path in
      try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 64))
        .write(to: URL(filePath: path))
    }
    guard case .failed(.passed(.content(.picture)))? = picture else {
      Issue.record("picture: \(String(describing: picture))")
      return
    }
  }

  @Test func aFileThatIsReadAgainIsCleaned() throws {
    guard case .story(let story)? = try cleaned(Self.text, true, after: { _ in }) else {
      Issue.record("no story")
      return
    }
    #expect(story.title == "Le bac repart")
  }

  /// Under a sanitizer (`make sanitize` sets these) memory has no limit.
  private static let limitsMemory = ["ASAN_OPTIONS", "TSAN_OPTIONS"].allSatisfy {
    ProcessInfo.processInfo.environment[$0] == nil
  }

  @Test(.enabled(if: limitsMemory)) func templatesAreNotLearntFromCapturesAtWhichAWorkerWasLost() throws {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    let texts = (0..<3).map { "Titre \($0)\n\nLe bac repart \($0).\n\nPartager sur les réseaux\n" }
    let captures = (texts + [String(repeating: "Partager sur les réseaux\n", count: 1_200_000)]).map {
      Capture(bytes: Array($0.utf8), text: $0, format: .text, time: 1_770_000_000, publisher: "Le Quai")
    }
    let entries = captures.enumerated().map { index, capture in
      var story = Story(title: "Titre \(index)")
      story.source = "Le Quai"
      return PreparedCapture(capture: capture, story: story)
    }
    _ = try archive.save(entries, import: number)
    // Less memory than the last capture needs.
    let pipeline = Pipeline(CagedWork(siteConfigs: nil, memory: 64 << 20))
    let lost = try Recleaner(archive: archive, pipeline: pipeline, isDry: false).learnAgain()
    #expect(try archive.headlines(lost.map(\.story)).map(\.title) == ["Titre 3"])
    let template = try archive.templates(sources: ["Le Quai"]).template(
      source: "Le Quai", time: 1_770_000_000)
    #expect(template != nil)
  }

  @Test func theLimitOfAFileIsLookedAtWithEveryRecord() throws {
    let pack = try #require(try packed())
    let records = (0..<40).map { number -> Data in
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
      let warc = """
        WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quai.example/\(number)\r
        WARC-Date: 2026-03-01T10:00:00Z\r
        WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000000\(10 + number)>\r
        Content-Type: application/http; msgtype=response\r
        Content-Length: \(head.utf8.count + pack.count)\r\n\r\n
        """
      return Data((warc + head).utf8) + pack + Data("\r\n\r\n".utf8)
    }
    let file = try File(records.reduce(Data(), +), "warc")
    let work = CagedWork(siteConfigs: nil)
    guard case .success(.records(let reader)) = work.open(file.path, isNamed: true, from: nil) else {
      Issue.record("it was not opened")
      return
    }
    var items: [CaptureItem] = []
    while let record = reader.next() {
      if case .capture(let raw) = record.content { items.append(CaptureItem(source: .record(raw))) }
    }
    #expect(items.count == 40)
    let refused = work.read(items).map { answer in
      if case .failed(.damaged(_, _, .flood)) = answer.outcome { true } else { false }
    }
    // 64 MB are harmless: 33 times two million bytes, and one that goes beyond.
    #expect(refused == (0..<40).map { $0 >= 34 })
  }

  /// Two million bytes of HTML, as gzip has them.
  private func packed() throws -> Data? {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "(echo '<html><body><p>'; head -c 1999984 /dev/zero | tr '\\0' a) | gzip -9"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data.isEmpty ? nil : data
  }
}
