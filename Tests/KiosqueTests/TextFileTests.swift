import Foundation
import Testing

@testable import Kiosque

/// Small files of our own.
@Suite struct TextFileTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func aFileIsWrittenWholeThroughALinkAndKeepsItsRights() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (target, link) = (folder.appending(path: "t.toml").path, folder.appending(path: "l.toml").path)
    try "old".write(toFile: target, atomically: false, encoding: .utf8)
    chmod(target, 0o640)
    symlink(target, link)
    try TextFile.write("new", to: link)
    #expect(TextFile.read(target) == "new")
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(target, &status) == 0 && status.st_mode & 0o777 == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func aFileThatCannotBeWrittenIsAFaultAndLeavesNothing() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file").path
    try TextFile.write("text", to: file)
    #expect(throws: TextFile.Fault.self) { try TextFile.write("x", to: file + "/below/a.toml") }
    let taken = folder.appending(path: "taken").path
    mkdir(taken, 0o700)
    #expect(throws: TextFile.Fault.self) { try TextFile.write("x", to: taken) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["file", "taken"])
  }

  @Test func aLongFileIsReadNoFartherThanItIsWanted() throws {
    #expect(TextFile.read("/dev/zero", atMost: 1000)?.utf8.count == 1001)
  }
}
